using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Geography;
using SmartBeats.Response.Measured;

namespace SmartBeats.Response;

/// <summary>A calls file as patrols feel it: each call joined to its area, in memory. 24 bytes a call, and while it is read its event number.</summary>
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
        var rows = new PatrolCallRows(AreaIndex.Build(map), filter);
        var report = rows.Read(new CallReader(fileName, city, (options ?? new CallReadOptions()).Beside(map)), sources, cancellation);
        SpentMemory.GiveBack(report.Rows);
        if (rows.FindAbsent() is { } absent)
        {
            throw CallFields.CreateRefusal(fileName, absent);
        }

        filter.ThrowIfUnknown(fileName, rows.Natures);
        var covered = CoveredTime.Find(CallPeriod.CountByDay(rows.ReadSeconds()));
        var measured = rows.ListMeasured();
        var counted = rows.TakeCounted();
        if (rows.FirstCounted is { } first && counted.Length > 0 && counted.All(call => call.Area < 0))
        {
            throw LieElsewhere(fileName, first, counted.Length, map);
        }

        return new PatrolCallFile(counted, report, covered) { Measured = measured };
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
