using System.CommandLine;
using SmartBeats.Context;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Verbs;

/// <summary>Layers that are drawn under the beats: <c>--roads</c>, <c>--water</c>, <c>--places</c>.</summary>
internal sealed class ContextOptions
{
    private readonly Option<FileInfo?>[] _files =
    [
        new("--roads") { Description = "Streets to draw under the beats: lines, a zipped shapefile or GeoJSON. They change no figure." },
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

    /// <summary>The file of roads; null where none is named.</summary>
    public FileInfo? FindRoads(ParseResult parsed) => parsed.GetValue(_files[(int)ContextKind.Roads]);

    /// <summary>The layers named, each cut to the city; what was done with them is said.</summary>
    /// <param name="city">Its map; null while it has none.</param>
    public IReadOnlyList<ContextLayer> Read(ParseResult parsed, CityMap? city, Screen screen)
    {
        var layers = new List<ContextLayer>();
        for (var kind = 0; kind < _files.Length; kind++)
        {
            if (parsed.GetValue(_files[kind]) is { } file)
            {
                using var content = file.OpenRead();
                layers.Add(ContextReader.Read(file.Name, content, (ContextKind)kind, city));
                foreach (var note in layers[^1].Notes)
                {
                    screen.Say($"{note}");
                }
            }
        }

        return layers;
    }
}
