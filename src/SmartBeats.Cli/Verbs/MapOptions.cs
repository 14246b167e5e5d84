using System.CommandLine;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Verbs;

/// <summary>How a map is to be read.</summary>
internal sealed class MapOptions
{
    private readonly Option<string?> _idField = new("--id") { Description = "The map's attribute that holds the area ids." };
    private readonly Option<string?> _layer = new("--layer") { Description = "The layer to read of a zip or GeoPackage with several." };
    private readonly Option<bool> _once = new("--same-shapes-once") { Description = "Leave out areas of exactly the same shape as one before: a layer given twice." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_idField);
        verb.Options.Add(_layer);
        verb.Options.Add(_once);
    }

    /// <summary>Those of the flags that were given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        new Option[] { _idField, _layer, _once }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    /// <param name="idField">Of the city's settings, where no flag says otherwise.</param>
    public CityMapOptions Read(ParseResult parsed, string? idField) =>
        new() { IdField = parsed.GetValue(_idField) ?? idField, Layer = parsed.GetValue(_layer), SameShapesOnce = parsed.GetValue(_once) };
}
