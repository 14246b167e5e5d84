using SmartBeats.Calls;
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
        var ticket = await NameAsync(files.Store, calls, order, cancellation);
        await files.WriteRequestAsync(ticket, order.Request with { City = order.City }, cancellation);
        return ticket;
    }

    /// <summary>The ticket alone: what the request's plan would be called on the data as it is now. Writes nothing.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<RunTicket> NameAsync(IObjectStore store, ICallSource calls, RunOrder order, CancellationToken cancellation = default)
    {
        var map = await CityFiles.ReadCurrentMapAsync(store, order.City, cancellation);
        var callsVersion = await calls.VersionAsync(order.City, cancellation);
        await ThrowIfAbsentAsync(calls, order.City, order.Request, cancellation);
        SideRules.Check(order.Request, order.Sides);
        IReadOnlyList<SideFile> given = [.. order.Sides.OrderBy(side => side.Role, StringComparer.Ordinal)];
        var planId = PlanId.Of(
            order.Request with { City = order.City },
            RunTicket.EngineVersion,
            map.Version,
            callsVersion,
            [.. given.Select(side => side.ToString()), .. await FindOwnMeasuresAsync(store, order.City, cancellation)]);
        return new RunTicket(order.City, order.RunId, planId, map.Version, callsVersion) { Sides = given };
    }

    /// <summary>What changes printed bytes without being in the request: measures that are not those of the city's time zone.</summary>
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
