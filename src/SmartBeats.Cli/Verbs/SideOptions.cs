using System.CommandLine;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Cli.Verbs;

/// <summary>Files that come beside a map: which neighbours count and which do not.</summary>
internal sealed class SideOptions
{
    private readonly Option<FileInfo?> _barriers = new("--barriers") { Description = "Pairs of areas that are no neighbours (a river, a freeway): CSV with two area ids a line, or JSON." };
    private readonly Option<FileInfo?> _links = new("--links") { Description = "Pairs of areas that are neighbours without a shared edge (a bridge, a tunnel): CSV or JSON. Wins over a barrier." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_barriers);
        verb.Options.Add(_links);
    }

    /// <summary>Checks the files against the map and puts them into the store.</summary>
    /// <exception cref="InputException">An id that is not in the map, or a line that is no pair.</exception>
    public async Task<IReadOnlyList<SideFile>> PutAsync(ParseResult parsed, IObjectStore store, City city, CityMap map, CancellationToken cancellation)
    {
        var sides = new List<SideFile>();
        foreach (var (role, option) in new[] { (SideFiles.Barriers, _barriers), (SideFiles.Links, _links) })
        {
            if (await ReadAsync(parsed.GetValue(option), cancellation) is { } pairs)
            {
                sides.Add(await SideFiles.PutAsync(store, city.Id, role, pairs, map, cancellation));
            }
        }

        return sides;
    }

    /// <summary>Which areas touch, with the files' barriers and links.</summary>
    public async Task<AreaAdjacency> AdjacencyAsync(ParseResult parsed, CityMap map, bool bridges, CancellationToken cancellation) => AreaAdjacencyBuilder.Build(map, new AdjacencyOptions
    {
        Bridges = bridges,
        Barriers = (await ReadAsync(parsed.GetValue(_barriers), cancellation))?.On(map) ?? [],
        Links = (await ReadAsync(parsed.GetValue(_links), cancellation))?.On(map) ?? [],
    });

    private static async Task<AreaPairList?> ReadAsync(FileInfo? file, CancellationToken cancellation) =>
        file is null ? null : AreaPairList.Read(file.Name, await File.ReadAllBytesAsync(file.FullName, cancellation));
}
