using Amazon.Lambda.Core;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Improves one start.</summary>
internal static class BalanceBeatsHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var given = await Stage.ReadAsync(input);
        var ticket = given.NeedTicket();
        var start = StageInput.Need(given.Start, "start");
        // No deadline of ours: the engine would answer it with a plan cut short, and such a plan is never stored.
        await Stage.MeasureAsync(cloud, Handlers.BalanceBeats, ticket.RunId, () => BalanceBeats.RunAsync(new RunFiles(cloud.Store), ticket, start));
        return Stage.Nothing();
    }
}
