using System.Text;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Pins a request to the data it will be answered from, and names the plan.</summary>
public static class ValidateRequest
{
    /// <summary>Changes whenever the engine would answer the same request on the same data differently.</summary>
    public const string EngineVersion = "4";

    /// <param name="runId">Letters, digits and hyphens, not used before.</param>
    /// <param name="sides">As <see cref="SideFiles"/> gave them, at most one of a role; none where not said.</param>
    /// <exception cref="InputException">The city has no map yet, a field lacks the side file it is about, or the request asks for what no call has.</exception>
    public static async Task<RunTicket> RunAsync(
        IObjectStore store, ICallSource calls, City city, PlanRequest request, string runId, IReadOnlyList<SideFile>? sides = null, CancellationToken cancellation = default)
    {
        var ticket = await NameAsync(store, calls, city, request, runId, sides, cancellation);
        await store.PutAsync(Keys.Request(ticket), Encoding.UTF8.GetBytes(PlanRequestJson.Canonical(request with { City = city.Id })), cancellation);
        return ticket;
    }

    /// <summary>The ticket alone: what the request's plan would be called on the data as it is now. Writes nothing.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<RunTicket> NameAsync(
        IObjectStore store, ICallSource calls, City city, PlanRequest request, string runId, IReadOnlyList<SideFile>? sides = null, CancellationToken cancellation = default)
    {
        var map = await store.FindAsync<CurrentMap>(Keys.CurrentMap(city.Id), cancellation)
            ?? throw new InputException(city.Id, "the city has no map yet", "Load its areas first: a zip with a polygon shapefile, or GeoJSON.");
        var callsVersion = await calls.VersionAsync(city.Id, cancellation);
        await ThrowIfFieldIsAbsentAsync(calls, city, request, cancellation);
        var pinned = request with { City = city.Id };
        SideRules.Check(request, sides ?? []);
        IReadOnlyList<SideFile> given = [.. (sides ?? []).OrderBy(side => side.Role, StringComparer.Ordinal)];
        var planId = PlanId.Of(pinned, EngineVersion, map.Version, callsVersion, [.. given.Select(side => side.ToString())]);
        return new RunTicket(city.Id, runId, planId, map.Version, callsVersion) { Sides = given };
    }

    /// <summary>A filter on what no call has would count nothing, and a weight on it would weigh all alike.</summary>
    internal static async Task ThrowIfFieldIsAbsentAsync(ICallSource calls, City city, PlanRequest request, CancellationToken cancellation)
    {
        foreach (var field in CallFields.FindNeeded(request))
        {
            if (!await calls.HasFieldAsync(city.Id, field, cancellation))
            {
                throw CallFields.CreateRefusal("request", field);
            }
        }
    }
}
