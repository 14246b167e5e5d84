namespace SmartBeats.Calls.Mapping;

/// <summary>A proposal while it is made: the profiles it rests on, and what has been found so far.</summary>
internal sealed class ProposalDraft(IReadOnlyList<ColumnProfile> columns, IReadOnlyList<string[]> sample, MappingSurroundings surroundings)
{
    public IReadOnlyList<ColumnProfile> Columns { get; } = columns;

    /// <summary>The first rows as they are, for questions that need two columns at once.</summary>
    public IReadOnlyList<string[]> Sample { get; } = sample;

    public MappingSurroundings Surroundings { get; } = surroundings;

    public List<FieldEvidence> Evidence { get; } = [];

    public List<MappingDoubt> Doubts { get; } = [];

    public List<string> Notes { get; } = [];

    /// <summary>Columns a person has said for a field, by the field's name; none for one that is to be left out.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Said { get; init; }

    /// <summary>The columns said for a field; null where nothing is.</summary>
    public IReadOnlyList<ColumnProfile>? FindSaid(string field) => Said.TryGetValue(field, out var names)
        ? [.. names.Select(name => Columns.First(column => HeaderFingerprint.Normalise(column.Name) == HeaderFingerprint.Normalise(name)))]
        : null;

    /// <summary>The column that fits a list of names best and passes a test of its values; the first of equals. Null where none does.</summary>
    public ColumnProfile? FindColumn(string[] patterns, Func<ColumnProfile, bool> accepts)
    {
        ColumnProfile? best = null;
        var bestScore = 0;
        foreach (var column in Columns)
        {
            var score = ColumnNames.Score(column.Name, patterns);
            if (score > bestScore && column.Filled > 0 && accepts(column))
            {
                (best, bestScore) = (column, score);
            }
        }

        return best;
    }

    public void AddEvidence(string field, string reason, params string[] columns) => Evidence.Add(new FieldEvidence(field, columns, reason));

    public void AddDoubt(string field, string question, string remedy, params IEnumerable<MappingChoice> choices) =>
        Doubts.Add(new MappingDoubt(field, question, remedy) { Choices = [.. choices] });

    /// <summary>A column's values of the sample, blanks left out.</summary>
    public IEnumerable<(string First, string Second)> ReadSample(string first, string second)
    {
        var at = FindIndex(first);
        var other = FindIndex(second);
        return Sample.Where(row => row.Length > Math.Max(at, other)).Select(row => (row[at], row[other]));
    }

    private int FindIndex(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
            {
                return i;
            }
        }

        return 0;
    }
}
