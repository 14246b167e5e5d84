namespace SmartBeats.Benchmarks.House;

/// <summary>What was counted in one file, one project or the whole house, and the places where a rule is not kept.</summary>
internal sealed class HouseTally
{
    /// <summary>Code lines of each file. A code line holds a token.</summary>
    public List<int> FileSizes { get; } = [];

    /// <summary>Files of each folder.</summary>
    public Dictionary<string, int> Folders { get; } = [];

    /// <summary>Methods that are no override, no operator and no local function.</summary>
    public int Methods { get; set; }

    /// <summary>Lines of any kind.</summary>
    public int Lines { get; set; }

    /// <summary>Lines that begin with <c>//</c>, those of documentation not counted.</summary>
    public int CommentLines { get; set; }

    /// <summary>The longest line, in columns.</summary>
    public int LongestLine { get; set; }

    /// <summary>Public parameters of public members.</summary>
    public int PublicParameters { get; set; }

    /// <summary>Ways in which private fields are written, with the number of fields.</summary>
    public Dictionary<string, int> FieldNames { get; } = [];

    /// <summary>Where a rule is not kept.</summary>
    public List<Place> Places { get; } = [];

    /// <summary>Code lines of all files.</summary>
    public int CodeLines => FileSizes.Sum();

    /// <summary>Places where one rule is not kept.</summary>
    public int Count(string rule) => Places.Count(place => place.Rule == rule);

    /// <summary>Takes in what was counted elsewhere.</summary>
    public void Add(HouseTally other)
    {
        FileSizes.AddRange(other.FileSizes);
        Methods += other.Methods;
        Lines += other.Lines;
        CommentLines += other.CommentLines;
        LongestLine = Math.Max(LongestLine, other.LongestLine);
        PublicParameters += other.PublicParameters;
        Places.AddRange(other.Places);
        AddCounts(Folders, other.Folders);
        AddCounts(FieldNames, other.FieldNames);
    }

    private static void AddCounts(Dictionary<string, int> all, Dictionary<string, int> more)
    {
        foreach (var (name, count) in more)
        {
            all[name] = all.GetValueOrDefault(name) + count;
        }
    }
}
