using Amazon.Lambda.Core;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>Writes the plan's files; before the last one, which makes it published, asks whether the run was cancelled.</summary>
internal static class PublishPlanHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var ticket = (await Stage.ReadAsync(input)).NeedTicket();
        var execution = ExecutionName.OfRun(ticket.RunId);
        using var deadline = Stage.Deadline(context);
        var store = cloud.Store;
        var files = new RunFiles(store);
        await RunOutcomes.ThrowIfCancelledAsync(store, execution, deadline.Token);
        var city = await store.FindCityAsync(ticket.City, deadline.Token)
            ?? throw new InputException(ticket.City, "there is no city of that id any more", "Ask the operators to set it up again.");
        await Stage.MeasureAsync(cloud, Handlers.PublishPlan, ticket.RunId, async () =>
        {
            await RankPlan.RunAsync(files, ticket, Environment.ProcessorCount, deadline.Token);
            await PublishPlan.RunAsync(files, ticket, city.City, DecideAsync, deadline.Token);
        });
        return Stage.Nothing();

        async Task DecideAsync()
        {
            if (await RunOutcomes.DecideAsync(store, execution, RunOutcome.Published, deadline.Token) == RunOutcome.Cancelled)
            {
                throw new RunCancelledException(execution);
            }
        }
    }
}
