using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Pins a request to the data it will be answered from, and names the plan.</summary>
public static class ValidateRequest
{
    /// <exception cref="InputException">No such city, the city has no map yet, a field lacks the side file it is about, or the request asks for what no call has.</exception>
    public static async Task<RunTicket> RunAsync(RunFiles files, ICallSource calls, RunOrder order, CancellationToken cancellation = default)
    {
        await files.ReadCityAsync(order.City, cancellation);
        var (ticket, request) = await PinAsync(files.Store, calls, order, cancellation);
        await files.WriteRequestAsync(ticket, request, cancellation);
        return ticket;
    }

    /// <summary>The ticket alone: what the request's plan would be called on the data as it is now. Writes nothing.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<RunTicket> NameAsync(IObjectStore store, ICallSource calls, RunOrder order, CancellationToken cancellation = default) =>
        (await PinAsync(store, calls, order, cancellation)).Ticket;

    private static async Task<(RunTicket Ticket, PlanRequest Request)> PinAsync(IObjectStore store, ICallSource calls, RunOrder order, CancellationToken cancellation)
    {
        var map = await CityFiles.ReadCurrentMapAsync(store, order.City, cancellation);
        var callsVersion = await calls.VersionAsync(order.City, cancellation);
        await ThrowIfAbsentAsync(calls, order.City, order.Request, cancellation);
        SideRules.Check(order.Request, order.Sides);
        var signals = await PinnedSignals.FindAsync(store, order, map, callsVersion != new CallSetVersion().ToString(), cancellation);
        await BacktestBudget.CheckAsync(calls, order.City, order.Request, map.Areas, cancellation);
        var request = await FillInAsync(calls, order.City, order.Request.ForgetFoundTolerance() with { City = order.City }, cancellation);
        IReadOnlyList<SideFile> given = [.. order.Sides.Concat(signals.Files).OrderBy(side => side.Role, StringComparer.Ordinal)];
        var planId = PlanId.Of(
            request,
            RunTicket.EngineVersion,
            map.Version,
            callsVersion,
            [.. order.Sides.Select(side => side.ToString()), .. signals.Parts, .. await FindOwnMeasuresAsync(store, order.City, cancellation)]);
        return (new RunTicket(order.City, order.RunId, planId, map.Version, callsVersion) { Sides = given, Columns = map.Columns }, request);
    }

    /// <summary>What a request to draw anew leaves open is settled by the days there are calls of.</summary>
    private static async Task<PlanRequest> FillInAsync(ICallSource calls, string city, PlanRequest request, CancellationToken cancellation)
    {
        if (!request.Anew)
        {
            return request;
        }

        var period = await RequestDemand.FindPeriodAsync(calls, city, request, cancellation);
        return RedrawRules.FillIn(request, [.. period.Spans.SelectMany(span => Enumerable.Range(DayRange.ToDay(span.From), DayRange.ToDay(span.End - 1) - DayRange.ToDay(span.From) + 1))]);
    }

    /// <summary>What changes printed bytes without being in the request: measures that are not those of the city's time zone.</summary>
    /// <remarks>The city's name is left out: it is on pages and layers, but no beat depends on it, and a city that is renamed keeps its plans under their ids.</remarks>
    private static async Task<IEnumerable<string>> FindOwnMeasuresAsync(IObjectStore store, string city, CancellationToken cancellation) =>
        await CityFiles.FindSettingsAsync(store, city, cancellation) is { City: { HasOwnLengths: true } own } ? [$"measures:{CityJson.LengthWords[(int)own.Lengths]}"] : [];

    /// <summary>A filter on what no call has would count nothing, and a weight on it would weigh all alike.</summary>
    internal static async Task ThrowIfAbsentAsync(ICallSource calls, string city, PlanRequest request, CancellationToken cancellation)
    {
        foreach (var field in CallFields.FindNeeded(request))
        {
            if (!await calls.HasFieldAsync(city, field, cancellation))
            {
                throw CallFields.CreateRefusal("request", field);
            }
        }

        if (request.Natures.Count + request.Diversion.Count > 0)
        {
            CallFields.ThrowIfUnknown("request", request, await calls.ReadNaturesAsync(city, cancellation), CallSummary.MostNatures);
        }
    }
}
