namespace SmartBeats.Calls.Mapping;

/// <summary>Proposes a mapping from a file's header and its rows. Not for two threads at once.</summary>
/// <remarks>
/// Deterministic: the same rows in the same order give the same proposal. The first 200 rows are kept while it is made, of
/// the others only counts; memory does not grow with the file beyond 100,000 hashes a column.
/// </remarks>
public sealed class MappingProposer
{
    private const int SampleRows = 200;
    private const int SampleValues = 5;
    private const int LongestSample = 60;

    private readonly string[] _header;
    private readonly ColumnProfile[] _profiles;
    private readonly List<string[]> _sample = [];
    private readonly MappingSurroundings _surroundings;

    /// <summary>Begins with the header.</summary>
    /// <param name="header">Names of the columns as the file writes them, at least one.</param>
    /// <param name="where">The file, as messages begin.</param>
    /// <param name="surroundings">What is known beside the file; null for nothing.</param>
    /// <exception cref="InputException">There is no header, two columns have one name, or it holds the values of a row.</exception>
    public MappingProposer(IReadOnlyList<string> header, string where, MappingSurroundings? surroundings = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        _header = [.. header.Select(name => name.Trim('\uFEFF', ' ', '\t'))];
        _surroundings = surroundings ?? MappingSurroundings.None;
        if (_header.All(name => name.Length == 0))
        {
            throw new InputException(where, "the first line names no columns", "Put the names of the columns into the first line.");
        }

        if (_header.Any(name => IsValue(name)))
        {
            throw new InputException(where, "the first line is a row, not a header", "Put the names of the columns into the first line.");
        }

        // A mapping names columns, so a name must be of one column; empty ones are never mapped.
        if (_header.Where(name => name.Length > 0).GroupBy(HeaderFingerprint.Normalise).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InputException(where, $"the header names {twice.First()} twice", "Remove or rename one of the two columns.");
        }

        _profiles = Array.ConvertAll(_header, name => new ColumnProfile(name));
    }

    /// <summary>Rows looked at so far; those with more or fewer fields than the header are not.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes a row into the judgement.</summary>
    /// <typeparam name="TRow">Where its fields lie.</typeparam>
    /// <param name="row">Passed over when it has more or fewer fields than the header.</param>
    public void AddRow<TRow>(in TRow row)
        where TRow : IRecordFields, allows ref struct
    {
        if (row.Count != _profiles.Length)
        {
            return;
        }

        Rows++;
        for (var i = 0; i < _profiles.Length; i++)
        {
            _profiles[i].Add(row.GetField(i));
        }

        if (_sample.Count < SampleRows)
        {
            var fields = new string[_profiles.Length];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = row.GetField(i).ToString();
            }

            _sample.Add(fields);
        }
    }

    /// <summary>No column is called by a point, a time or a number with a fraction.</summary>
    private static bool IsValue(string name) => PlaceText.TryReadWkt(name, out _, out _, out _)
        || TimeText.TryRead(name, out _)
        || (name.Contains('.') && PlaceText.TryReadNumber(name, false, out _));

    /// <summary>What follows from all rows taken in, and from what a person says.</summary>
    /// <param name="changes">Columns said are taken, and how they are read is judged from their values; null for none.</param>
    /// <returns>A proposal; without rows, or without any place or time, one full of doubts.</returns>
    /// <exception cref="InputException">The changes name an unknown field or column, or a format that is none.</exception>
    public MappingProposal Propose(MappingChanges? changes = null)
    {
        var draft = new ProposalDraft(_profiles, _sample, _surroundings) { Said = (changes ?? new MappingChanges()).FindColumns(_header) };
        var times = new TimeProposer(draft, changes?.DayFirst is not null);
        var codes = new CodeProposer(draft);
        var time = times.ProposeTime();
        var mapping = new CallMapping
        {
            Fingerprint = HeaderFingerprint.Compute(_header),
            Time = time,
            Place = new PlaceProposer(draft).Propose(),
            EventNumber = codes.FindEventNumber(Rows),
            Priority = codes.ProposePriority(),
            Incident = codes.ProposeIncident(),
            Source = codes.ProposeSource(),
            Disposition = codes.FindText("disposition", ColumnNames.Disposition),
            Nature = codes.FindText("nature", ColumnNames.Nature),
            Unit = codes.FindText("unit", ColumnNames.Unit),
            Beat = codes.FindText("beat", ColumnNames.Beat),
            ServiceMinutes = codes.FindMinutes(),
            Units = codes.FindUnits(),
            Received = draft.Said.ContainsKey("received") ? times.FindStamp("received", ColumnNames.Received) : null,
            Dispatched = times.FindStamp("dispatched", ColumnNames.Dispatched),
            Arrived = times.FindStamp("arrived", ColumnNames.Arrived),
            Cleared = times.FindStamp("cleared", ColumnNames.Cleared),
        };
        codes.AskForNearMisses(mapping);
        var proposal = new MappingProposal(mapping, draft.Evidence, draft.Doubts, draft.Notes, Rows) { Columns = [.. _profiles.Select(Describe)] };
        return changes?.ApplyTo(proposal) ?? proposal;
    }

    /// <summary>A proposal whose doubts' choices come with the mapping each leads to.</summary>
    /// <param name="proposal">Of this proposer, made with <paramref name="changes"/>.</param>
    /// <param name="changes">What a person has said so far; null for nothing.</param>
    public MappingProposal FollowChoices(MappingProposal proposal, MappingChanges? changes)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        return proposal with { Doubts = [.. proposal.Doubts.Select(doubt => doubt with { Choices = [.. doubt.Choices.Select(Follow)] })] };

        MappingChoice Follow(MappingChoice choice) => choice with { Mapping = Propose((changes ?? new MappingChanges()).With(choice.Changes)).Mapping };
    }

    private SampledColumn Describe(ColumnProfile profile, int at) => new(
        profile.Name,
        Rows == 0 ? 0 : (double)profile.Filled / Rows,
        [.. _sample.Select(row => Shorten(row[at].Trim())).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Take(SampleValues)]);

    private static string Shorten(string value) => value.Length <= LongestSample ? value : value[..LongestSample] + "…";
}
