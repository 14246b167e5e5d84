using System.CommandLine;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Verbs;

/// <summary>Which city: from flags, or from <c>city.json</c> beside the files.</summary>
internal sealed class CityOptions
{
    private readonly Option<string?> _id = new("--city") { Description = "The city's id, lower-case letters, digits and hyphens." };
    private readonly Option<string?> _name = new("--city-name") { Description = "The city's name as printed on the map." };
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = "IANA time zone of the calls, e.g. America/Phoenix." };

    private readonly Option<string?> _measures = new("--measures") { Description = "us (miles) or metric; as usual where the time zone lies, where not said." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_measures);
        verb.Options.Add(_id);
        verb.Options.Add(_name);
        verb.Options.Add(_timeZone);
    }

    /// <summary>The id given, where one is.</summary>
    public string? Id(ParseResult parsed) => parsed.GetValue(_id);

    /// <summary>Flags of a city's settings that were given: they mean nothing where the settings are kept.</summary>
    public IEnumerable<string> SettingsGiven(ParseResult parsed) =>
        new Option[] { _name, _timeZone, _measures }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <param name="beside">Files whose folders may hold a <c>city.json</c>, the first found counting.</param>
    /// <exception cref="InputException">No time zone is known: times without one would mean nothing.</exception>
    public CitySettings Read(ParseResult parsed, params IReadOnlyList<FileInfo> beside)
    {
        var found = Beside(beside);
        return Merge(parsed, parsed.GetValue(_id) ?? found?.City.Id ?? "city", found, "no time zone is given and no city.json lies beside the files");
    }

    /// <summary>The city that files are loaded for: as the workspace knows it, changed by flags; a new one from flags or a <c>city.json</c> beside the files.</summary>
    /// <exception cref="InputException">It cannot be told which city is meant, or a new one has no time zone.</exception>
    public async Task<CitySettings> ReadAsync(ParseResult parsed, Workspace workspace, IReadOnlyList<FileInfo> beside, CancellationToken cancellation)
    {
        var found = Beside(beside);
        var cities = workspace.Cities();
        var id = parsed.GetValue(_id) ?? found?.City.Id ?? cities.Count switch
        {
            0 => "city",
            1 => cities[0],
            _ => throw new InputException("--city", $"it is not given, and the workspace holds {string.Join(", ", cities)}", $"Name the city the files are of, e.g. --city {cities[0]}."),
        };
        var kept = CityJson.IsId(id) ? await workspace.FindCityAsync(id, cancellation) : null;
        var missing = cities.Count == 0
            ? "no time zone is given and no city.json lies beside the files"
            : $"city {id} is new in this workspace (it holds {string.Join(", ", cities)}) and no time zone is given";
        return Merge(parsed, id, kept ?? (found?.City.Id == id ? found : null), missing);
    }

    private CitySettings Merge(ParseResult parsed, string id, CitySettings? known, string missing)
    {
        var timeZone = parsed.GetValue(_timeZone) ?? known?.City.TimeZone
            ?? throw new InputException("--time-zone", missing, "Name the zone of the calls' local times, e.g. --time-zone America/Phoenix.");
        var name = parsed.GetValue(_name) ?? (known?.City.Id == id ? known.City.Name : id);
        var city = CityJson.Checked("--city, --time-zone", id, name, timeZone);
        var lengths = parsed.GetValue(_measures) is { } word ? CityJson.ReadLengths("--measures", word)
            : known is { City: { HasOwnLengths: true } kept } ? kept.Lengths
            : city.Lengths;
        return new CitySettings(city with { Lengths = lengths }, known?.IdField);
    }

    /// <summary>As <see cref="Read"/>, but null where no time zone is known.</summary>
    public CitySettings? TryRead(ParseResult parsed, params IReadOnlyList<FileInfo> beside) =>
        parsed.GetValue(_timeZone) is null && Beside(beside) is null ? null : Read(parsed, beside);

    private static CitySettings? Beside(IReadOnlyList<FileInfo> files) => files
        .Select(file => Path.Combine(file.DirectoryName ?? ".", "city.json"))
        .Where(File.Exists)
        .Select(path => CityJson.Read(path, File.ReadAllBytes(path)))
        .FirstOrDefault();
}
