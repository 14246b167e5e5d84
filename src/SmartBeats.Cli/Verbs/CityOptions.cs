using System.CommandLine;

namespace SmartBeats.Cli.Verbs;

/// <summary>Which city: from flags, or from <c>city.json</c> beside the files.</summary>
internal sealed class CityOptions
{
    private readonly Option<string?> _id = new("--city") { Description = "The city's id, lower-case letters, digits and hyphens." };
    private readonly Option<string?> _name = new("--city-name") { Description = "The city's name as printed on the map." };
    private readonly Option<string?> _timeZone = new("--time-zone") { Description = "IANA time zone of the calls, e.g. America/Phoenix." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_id);
        verb.Options.Add(_name);
        verb.Options.Add(_timeZone);
    }

    /// <param name="beside">Files whose folders may hold a <c>city.json</c>, the first found counting.</param>
    /// <exception cref="InputException">No time zone is known: times without one would mean nothing.</exception>
    public CitySettings Read(ParseResult parsed, params IReadOnlyList<FileInfo> beside)
    {
        var found = Beside(beside);
        var city = found?.City;
        var timeZone = parsed.GetValue(_timeZone) ?? city?.TimeZone
            ?? throw new InputException("--time-zone", "no time zone is given and no city.json lies beside the files", "Name the zone of the calls' local times, e.g. --time-zone America/Phoenix.");
        var id = parsed.GetValue(_id) ?? city?.Id ?? "city";
        var name = parsed.GetValue(_name) ?? (city?.Id == id ? city.Name : id);
        return new CitySettings(CityJson.Checked("--city, --time-zone", id, name, timeZone), found?.IdField);
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
