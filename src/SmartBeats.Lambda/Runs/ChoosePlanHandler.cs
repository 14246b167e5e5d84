using Amazon.Lambda.Core;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Recombines the improved starts and chooses.</summary>
internal static class ChoosePlanHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var given = await Stage.ReadAsync(input);
        var ticket = given.NeedTicket();
        var starts = StageInput.Count(given.Starts, "starts");
        // No deadline of ours: the engine would answer it with a plan cut short, and such a plan is never stored.
        await Stage.MeasureAsync(
            cloud, Handlers.ChoosePlan, ticket.RunId, () => ChoosePlan.RunAsync(new RunFiles(cloud.Store), ticket, starts, Environment.ProcessorCount, null));
        return Stage.Nothing();
    }
}
