using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary>Lists in the body of a request (stations, locks, barriers …) become side files.</summary>
internal static class InlineSides
{
    /// <returns>The files, or what is wrong with them in words.</returns>
    /// <exception cref="InputException">The city has no map yet.</exception>
    public static async Task<(IReadOnlyList<SideFile> Sides, RequestFault? Fault)> PutAsync(
        IObjectStore store, string city, PlanRequest request, IReadOnlyList<InlineSide> inline, CancellationToken cancellation)
    {
        var map = inline.Count == 0 ? null : await CityFiles.ReadMapAsync(store, city, cancellation);
        try
        {
            IReadOnlyList<SideFile> sides = map is null ? [] : await SideFiles.PutAsync(store, city, inline, map, cancellation);
            SideRules.Check(request, sides);
            return (sides, null);
        }
        catch (InputException fault)
        {
            var field = fault.Where.Split(' ', ':')[0];
            return ([], new RequestFault(field, $"{fault.Where}: {fault.What}", fault.Remedy));
        }
    }
}
