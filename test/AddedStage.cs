using SmartBeats.Pipeline.Run;

namespace SmartBeats;

/// <summary>A stage more, as whoever adds one would write it down: once.</summary>
internal static class AddedStage
{
    public const string Name = "PraisePlan";

    public static FileKey Praise { get; } = new("runs/{run}/praise.json");

    public static IReadOnlyList<Stage> Stages { get; } =
    [
        .. Pipeline.Run.Stages.All.TakeWhile(stage => stage.Name != "PublishPlan"),
        new(Name, "praising the plan", 0.88)
        {
            Takes = ["ticket"], Keeps = new KeptAnswer("praised", "starts"),
            Reads = [Keys.Request, Keys.Chosen], Lists = [Keys.Request], Writes = [Praise],
            ReadsCalls = true, Threads = 2, Megabytes = 1024, Seconds = 120,
        },
        .. Pipeline.Run.Stages.All.SkipWhile(stage => stage.Name != "PublishPlan"),
    ];
}
