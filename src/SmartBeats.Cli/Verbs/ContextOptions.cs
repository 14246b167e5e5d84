using System.CommandLine;
using SmartBeats.Context;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Verbs;

/// <summary>Layers that are drawn under the beats: <c>--roads</c>, <c>--water</c>, <c>--places</c>.</summary>
internal sealed class ContextOptions
{
    private readonly Option<FileInfo?>[] _files =
    [
        new("--roads") { Description = "Streets to draw under the beats: lines, a zipped shapefile, GeoJSON or a GeoPackage. They change no figure." },
        new("--water") { Description = "Water to draw under the beats: areas or lines." },
        new("--places") { Description = "Places to name on the map: points." },
    ];

    public void AddTo(Command verb)
    {
        foreach (var option in _files)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Those of the flags that were given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) => _files.Where(option => parsed.GetValue(option) is not null).Select(option => option.Name);

    /// <summary>The files named, by what they show.</summary>
    public IEnumerable<(ContextKind Kind, FileInfo File)> ListFiles(ParseResult parsed) =>
        _files.Select((option, kind) => ((ContextKind)kind, parsed.GetValue(option))).Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!));

    /// <summary>The layers named, each cut to the city; what was done with them is said.</summary>
    /// <param name="city">Its map.</param>
    public IReadOnlyList<ContextLayer> Read(ParseResult parsed, CityMap city, Screen screen)
    {
        var layers = new List<ContextLayer>();
        foreach (var (kind, file) in ListFiles(parsed))
        {
            using var content = file.OpenRead();
            layers.Add(ContextReader.Read(file.Name, content, kind, city));
            Say(layers[^1], screen);
        }

        return layers;
    }

    /// <summary>Says what was done with a layer.</summary>
    public static void Say(ContextLayer layer, Screen screen)
    {
        foreach (var note in layer.Notes)
        {
            screen.Say($"{note}");
        }
    }
}
