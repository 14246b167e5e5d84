using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Response;

namespace SmartBeats.Cli.Inspecting;

/// <summary>Reads a calls file to its end without loading it, and counts what is in it.</summary>
internal sealed class CallsInspector
{
    /// <summary>Different codes told apart; a column with more is no code, and the rest is counted as one.</summary>
    private const int MostDispositions = 1000;

    /// <summary>A code is short and without blanks. Longer text may be an address that has slipped into the column: it is counted, not shown.</summary>
    private const int LongestCode = 12;
    private const string Rest = "(text that is no code)";
    private const string AsWritten = "Etc/UTC";

    private readonly City? _city;
    private readonly CallReadOptions _options;
    private readonly AreaIndex? _index;
    private readonly Dictionary<Bucket, int> _tagOf = [];
    private readonly List<(Bucket Bucket, long Calls)> _buckets = [];
    private readonly Dictionary<int, long> _days = [];
    private readonly HashSet<string> _dispositions = new(StringComparer.Ordinal);

    public CallsInspector(City? city, CallReadOptions options, CityMap? beside)
    {
        _city = city;
        _options = options.Beside(beside);
        _index = beside is null ? null : AreaIndex.Build(beside);
    }

    /// <summary>What is counted of a call. A row that replaces another is taken out of the other's bucket.</summary>
    private readonly record struct Bucket(int Priority, bool? Incident, string Disposition, bool Outside);

    /// <exception cref="InputException">No calls CSV at all. One with too many bad rows is reported.</exception>
    public Inspection Inspect(GivenCalls file, CancellationToken cancellation)
    {
        var reader = new CallReader(file.Name, _city ?? new City("city", "city", AsWritten), _options);
        var seen = new EventNumberSet();
        try
        {
            reader.Read(file.Sources, seen, calls => Count(calls, seen), null, cancellation);
        }
        catch (InputException) when (reader.Report is not null)
        {
            // The report names the refusal.
        }
        catch (InputException) when (reader.Files.Any(read => read.Proposal?.Doubts.Count > 0))
        {
            // An open question is no refusal: it is what inspect is asked for.
            return new Inspection(file.Name, "calls", false, null) { Mappings = ListMappings(reader) };
        }

        var report = reader.Report!;
        return new Inspection(file.Name, "calls", report.Refusal is null, report.Refusal)
        {
            Mappings = ListMappings(reader),
            Calls = new CallsInspection(
                report,
                [.. By(bucket => bucket.Priority == 0 ? "" : bucket.Priority.ToString(CultureInfo.InvariantCulture)).OrderBy(tally => tally.Value, StringComparer.Ordinal)],
                [.. By(bucket => bucket.Disposition).OrderByDescending(tally => tally.Calls).ThenBy(tally => tally.Value, StringComparer.Ordinal)],
                _buckets.TrueForAll(entry => entry.Bucket.Incident is null) ? null : _buckets.Where(entry => entry.Bucket.Incident == true).Sum(entry => entry.Calls),
                _city?.TimeZone,
                _index is null ? null : _buckets.Where(entry => entry.Bucket.Outside).Sum(entry => entry.Calls))
            {
                Periods = [.. PastPeriods.Describe([.. _days.Select(day => new DayTally(day.Key, day.Value))])],
            },
        };
    }

    /// <summary>One for each header; null where all files are plain.</summary>
    private static IReadOnlyList<MappingInspection>? ListMappings(CallReader reader)
    {
        var mappings = reader.Files.Select(MappingInspection.Create).OfType<MappingInspection>().ToList();
        return mappings.Count == 0 ? null : [.. mappings.DistinctBy(mapping => (mapping.Mapping!.Fingerprint, mapping.Questions.Count))];
    }

    private void Count(ReadOnlySpan<Call> calls, EventNumberSet seen)
    {
        foreach (ref readonly var call in calls)
        {
            var disposition = IsCode(call.Disposition) && (_dispositions.Count < MostDispositions || _dispositions.Contains(call.Disposition)) ? call.Disposition : Rest;
            _dispositions.Add(disposition);
            var bucket = new Bucket(call.Priority, call.IsIncident, disposition, _index is not null && _index.Find(call.Longitude, call.Latitude) < 0);
            if (!_tagOf.TryGetValue(bucket, out var tag))
            {
                _tagOf[bucket] = tag = _buckets.Count;
                _buckets.Add((bucket, 0));
            }

            Add(tag, 1);
            var day = DayRange.ToDay(call.LocalSeconds);
            _days[day] = _days.GetValueOrDefault(day) + 1;
            if (seen.Exchange(call.EventNumber, tag) is >= 0 and var replaced)
            {
                Add(replaced, -1);
            }
        }
    }

    private static bool IsCode(string disposition) => disposition.Length <= LongestCode && disposition.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');

    private void Add(int tag, int calls) => _buckets[tag] = _buckets[tag] with { Calls = _buckets[tag].Calls + calls };

    private IEnumerable<Tally> By(Func<Bucket, string> key) => _buckets
        .GroupBy(entry => key(entry.Bucket), StringComparer.Ordinal)
        .Select(group => new Tally(group.Key, group.Sum(entry => entry.Calls)))
        .Where(tally => tally.Calls > 0);
}
