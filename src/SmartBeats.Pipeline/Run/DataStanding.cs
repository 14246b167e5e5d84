using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Run;

/// <summary>A city's data as it is now, for telling what became of the data of a plan.</summary>
/// <param name="Map">Version of its map; null without one.</param>
/// <param name="Calls">Version of its calls.</param>
/// <param name="Signals">By their role among a run's files, the hash of each signal's content.</param>
public sealed record DataStanding(string? Map, string Calls, IReadOnlyDictionary<string, string> Signals)
{
    /// <summary>Of a plan whose data is the city's.</summary>
    public const string Current = "current";

    /// <summary>Looks the city's data up.</summary>
    public static async Task<DataStanding> ReadAsync(IObjectStore files, ICallStore calls, string city, CancellationToken cancellation = default)
    {
        var map = await CityFiles.FindCurrentMapAsync(files, city, cancellation);
        var signals = await CitySignals.ListAsync(files, city, cancellation);
        return new DataStanding(
            map?.Version,
            await calls.VersionAsync(city, cancellation),
            signals.ToDictionary(signal => SignalRecord.RoleOf(signal.Name), signal => signal.Hash, StringComparer.Ordinal));
    }

    /// <summary>Whether signals are still the city's: neither replaced nor removed.</summary>
    /// <param name="weighed">Files of a plan's run; those that are no signals are passed over.</param>
    public bool HasSignals(IEnumerable<SideFile> weighed) => SelectSignals(weighed).All(side => Signals.GetValueOrDefault(side.Role) == side.Hash);

    /// <summary>Those of a plan's files that are signals.</summary>
    public static IEnumerable<SideFile> SelectSignals(IEnumerable<SideFile> sides) =>
        sides.Where(side => side.Role.StartsWith(SignalRecord.RoleOf(""), StringComparison.Ordinal));

    /// <summary>What became of a plan's data: <c>current</c>, or what is older, such as <c>older map and calls</c>.</summary>
    public static string Describe(bool mapIsCurrent, bool callsAreCurrent, bool signalsAreCurrent)
    {
        (string Name, bool IsCurrent)[] parts = [("map", mapIsCurrent), ("calls", callsAreCurrent), ("signals", signalsAreCurrent)];
        return parts.Where(part => !part.IsCurrent).Select(part => part.Name).ToArray() switch
        {
            [] => Current,
            [var only] => $"older {only}",
            [var first, var second] => $"older {first} and {second}",
            _ => "older map, calls and signals",
        };
    }
}
