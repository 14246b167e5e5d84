using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Joins one part of the calls to the map's areas.</summary>
internal static class JoinCallsHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var given = await Stage.ReadAsync(input);
        var ticket = given.NeedTicket();
        using var deadline = Stage.Deadline(context);
        await using var calls = cloud.Calls(Patience.OfStages);
        await Stage.MeasureAsync(cloud, Handlers.JoinCalls, ticket.RunId, () => JoinCalls.RunAsync(new RunFiles(cloud.Store), calls, ticket, given.NeedPart(), deadline.Token));
        return Stage.Nothing();
    }
}
