using System.Globalization;
using System.Runtime.InteropServices;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Geography;
using SmartBeats.Response.Measured;

namespace SmartBeats.Response;

/// <summary>A calls file as patrols feel it: each call joined to its area, in memory. 24 bytes a call and its event number.</summary>
/// <param name="Calls">In the order of the file; of rows given twice the last.</param>
/// <param name="Report">How the file was read.</param>
/// <param name="Covered">What time all calls of the file cover, whether they count or not.</param>
public sealed record PatrolCallFile(PatrolCall[] Calls, CallReadReport Report, CallPeriod Covered)
{
    /// <summary>Those of the calls whose stamps, unit or beat tell how they were answered, in the order of the file.</summary>
    public IReadOnlyList<MeasuredCall> Measured { get; init; } = [];

    /// <param name="filter">Which calls count.</param>
    /// <exception cref="InputException">The file is refused whole, or none of its calls lies in the map.</exception>
    public static PatrolCallFile Read(
        string fileName, Stream csv, City city, CityMap map, CallFilter filter, CallReadOptions? options = null, CancellationToken cancellation = default) =>
        Read(fileName, [CallSource.FromStream(fileName, csv)], city, map, filter, options, cancellation);

    /// <summary>The same for files that make one load.</summary>
    /// <param name="fileName">As messages name the load.</param>
    /// <param name="sources">At least one, read in the order given.</param>
    /// <inheritdoc cref="Read(string, Stream, City, CityMap, CallFilter, CallReadOptions?, CancellationToken)"/>
    public static PatrolCallFile Read(
        string fileName, IReadOnlyList<CallSource> sources, City city, CityMap map, CallFilter filter, CallReadOptions? options = null, CancellationToken cancellation = default)
    {
        var index = AreaIndex.Build(map);
        var rows = new List<PatrolCall>();
        var isCounted = new List<bool>();
        var measured = new Dictionary<int, MeasuredCall>();
        var events = new EventNumberSet();
        var absent = filter.NeededFields.ToHashSet();
        var natures = new HashSet<string>(StringComparer.Ordinal);
        Call? firstCounted = null;
        var reader = new CallReader(fileName, city, (options ?? new CallReadOptions()).Beside(map));
        var report = reader.Read(sources, events, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                var row = PatrolCall.Of(call, index.Find(call.Longitude, call.Latitude));
                var counts = filter.Matches(call);
                if (absent.Count > 0)
                {
                    var known = call;
                    absent.RemoveWhere(field => CallFields.IsKnown(known, field));
                }

                if (filter.NeedsDetails && call.Details is { Nature.Length: > 0 } details)
                {
                    natures.Add(details.Nature);
                }

                firstCounted ??= counts ? call : null;
                var before = events.FindOrAdd(call.EventNumber, rows.Count);
                var at = before < 0 ? rows.Count : before;
                if (MeasuredCall.FromCall(call, row.Area) is { TellsSomething: true } told)
                {
                    measured[at] = told;
                }
                else
                {
                    measured.Remove(at);
                }

                if (before < 0)
                {
                    rows.Add(row);
                    isCounted.Add(counts);
                }
                else
                {
                    rows[before] = row;
                    isCounted[before] = counts;
                }
            }
        }, null, cancellation);
        if (absent.Count > 0 && rows.Count > 0)
        {
            throw CallFields.CreateRefusal(fileName, absent.Min());
        }

        filter.ThrowIfUnknown(fileName, natures);

        var covered = CoveredTime.Find(CallPeriod.CountByDay(rows.Select(row => row.LocalSeconds)));
        PatrolCall[] counted = TakeCounted(rows, isCounted);
        if (firstCounted is { } first && counted.Length > 0 && counted.All(call => call.Area < 0))
        {
            throw LieElsewhere(fileName, first, counted.Length, map);
        }

        return new PatrolCallFile(counted, report, covered)
        {
            Measured = [.. measured.Where(call => isCounted[call.Key]).OrderBy(call => call.Key).Select(call => call.Value)],
        };
    }

    /// <summary>Leaves <paramref name="rows"/> empty: of many calls there is no room for two lists.</summary>
    private static PatrolCall[] TakeCounted(List<PatrolCall> rows, List<bool> isCounted)
    {
        var kept = 0;
        for (var at = 0; at < isCounted.Count; at++)
        {
            if (isCounted[at])
            {
                rows[kept++] = rows[at];
            }
        }

        PatrolCall[] counted = [.. CollectionsMarshal.AsSpan(rows)[..kept]];
        rows.Clear();
        rows.Capacity = 0;
        return counted;
    }

    private static InputException LieElsewhere(string fileName, Call first, int calls, CityMap map)
    {
        var box = map.Box();
        return new InputException(
            fileName,
            string.Create(
                CultureInfo.InvariantCulture,
                $"none of its {calls:N0} calls lies in the map: call {first.EventNumber} is at {first.Longitude:0.###} {first.Latitude:0.###}, and the map spans {box.MinLongitude:0.###} {box.MinLatitude:0.###} to {box.MaxLongitude:0.###} {box.MaxLatitude:0.###}"),
            "Give the calls of the plan's city.");
    }
}
