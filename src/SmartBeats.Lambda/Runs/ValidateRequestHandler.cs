using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Runs;

/// <summary>Pins a request to the city's data as it is now, and looks whether its plan exists.</summary>
internal static class ValidateRequestHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var given = await Stage.ReadAsync(input);
        var cityId = StageInput.Need(given.City, "city");
        var execution = StageInput.Need(given.Execution, "execution");
        var (canonical, sides) = Api.InlineSides.Detach(StageInput.Need(given.Request, "request"));
        var request = PlanRequestJson.Parse("request", canonical);
        using var deadline = Stage.Deadline(context);
        var store = cloud.Store;
        await RunOutcomes.ThrowIfCancelledAsync(store, execution, deadline.Token);
        var city = await store.FindCityAsync(cityId, deadline.Token)
            ?? throw new InputException(cityId, "there is no city of that id", "Ask the operators to set it up.");

        await using var calls = cloud.Calls(Patience.OfStages);
        var runId = ExecutionName.RunId(execution, given.Restarts ?? 0);
        var ticket = await Stage.MeasureAsync(
            cloud, Handlers.ValidateRequest, runId, () => ValidateRequest.RunAsync(store, calls, city.City, request, runId, sides, deadline.Token), _ => 1);
        var known = await PlanFiles.IsPublishedAsync(store, city.City.Id, ticket.PlanId, deadline.Token);
        return LambdaJson.Write(new ValidateOutput(ticket, known), LambdaJson.Default.ValidateOutput);
    }
}
