using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Says what the chosen plan means for patrols and callers, where the request asks for it.</summary>
internal static class EvaluatePlanHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var ticket = (await Stage.ReadAsync(input)).NeedTicket();
        // The design is cut short by the deadline, too; the store then refuses to keep it.
        using var deadline = Stage.Deadline(context);
        await using var calls = cloud.Calls(Patience.OfStages);
        await Stage.MeasureAsync(
            cloud, Handlers.EvaluatePlan, ticket.RunId, () => EvaluatePlan.RunAsync(new RunFiles(cloud.Store), calls, ticket, Environment.ProcessorCount, deadline.Token));
        return Stage.Nothing();
    }
}
