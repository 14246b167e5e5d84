using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Cuts the calls under a request into parts.</summary>
internal static class PartitionCallsHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var ticket = (await Stage.ReadAsync(input)).NeedTicket();
        using var deadline = Stage.Deadline(context);
        await using var calls = cloud.Calls(Patience.OfStages);
        var parts = await Stage.MeasureAsync(
            cloud, Handlers.PartitionCalls, ticket.RunId, () => PartitionCalls.RunAsync(new RunFiles(cloud.Store), calls, ticket, deadline.Token), found => found.Count);
        if (parts.Count > Limits.MostCallParts)
        {
            throw new InputException(
                "request", $"more than {Limits.MostCallParts * 250_000:N0} calls pass its filters", "Narrow the dates, priorities or dispositions.");
        }

        return LambdaJson.Write(new PartitionOutput(parts), LambdaJson.Default.PartitionOutput);
    }
}
