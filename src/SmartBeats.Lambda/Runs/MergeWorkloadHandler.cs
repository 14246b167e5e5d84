using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Adds up the joined parts, checks that the data is still the ticket's, and sets the problem.</summary>
internal static class MergeWorkloadHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var given = await Stage.ReadAsync(input);
        var ticket = given.NeedTicket();
        var parts = StageInput.Count(given.Parts, "parts");
        using var deadline = Stage.Deadline(context);
        await using var calls = cloud.Calls(Patience.OfStages);
        var starts = await Stage.MeasureAsync(
            cloud, Handlers.MergeWorkload, ticket.RunId, () => MergeWorkload.RunAsync(new RunFiles(cloud.Store), calls, ticket, parts, deadline.Token), count => count);
        return LambdaJson.Write(new MergeOutput([.. Enumerable.Range(0, starts)]), LambdaJson.Default.MergeOutput);
    }
}
