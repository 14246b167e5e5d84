using System.CommandLine;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>Files that come beside a map: which neighbours count and which do not, today's beats, locks and stations.</summary>
internal sealed class SideOptions
{
    private readonly Option<FileInfo?> _barriers = new("--barriers") { Description = "Pairs of areas that are no neighbours (a river, a freeway): CSV with two area ids a line, or JSON." };
    private readonly Option<FileInfo?> _links = new("--links") { Description = "Pairs of areas that are neighbours without a shared edge (a bridge, a tunnel): CSV or JSON. Wins over a barrier." };

    private readonly Option<string?> _current = new("--current") { Description = "Today's beats, to begin with and to number on from: plan.json, assignment.csv, polygons (GeoJSON, zip or GeoPackage), the id of a plan in the workspace, or today for the beats adopted there." };
    private readonly Option<string?> _within = new("--within") { Description = "Sectors that beats are nested in, each beat in one: a column of the map such as DISTRICT, or a file with areas and sectors (area_id,sector) or polygons." };
    private readonly Option<string?> _lockAreas = new("--lock-areas") { Description = "Areas that stay in their current beat: a file with an id a line, or ids such as 101,102." };
    private readonly Option<FileInfo?> _stations = new("--stations") { Description = "Places officers set out from: CSV with id,lon,lat, or points as GeoJSON or a GeoPackage." };

    private readonly Option<FileInfo?> _growth = new("--growth") { Description = "How demand is expected to change, for the plan to be scored on: CSV with area, factor (or calls, or dwellings and calls_per_dwelling), from, scenario; or polygons with such columns (GeoJSON, a GeoPackage or another form of map)." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_barriers);
        verb.Options.Add(_links);
    }

    /// <summary>The files only a design takes: today's beats, locks, stations.</summary>
    public void AddWishesTo(Command verb)
    {
        verb.Options.Add(_current);
        verb.Options.Add(_within);
        verb.Options.Add(_lockAreas);
        verb.Options.Add(_stations);
        verb.Options.Add(_growth);
    }

    /// <summary>Those of the flags that were given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) => new Option[] { _barriers, _links, _current, _within, _lockAreas, _stations, _growth }
        .Where(option => parsed.GetResult(option) is { Implicit: false })
        .Select(option => option.Name);

    /// <summary>Checks the files against the map and puts them into the store.</summary>
    /// <exception cref="InputException">An id that is not in the map, or a line that is no pair.</exception>
    /// <param name="inline">What the request holds in the place of such files.</param>
    public async Task<IReadOnlyList<SideFile>> PutAsync(
        ParseResult parsed, IReadOnlyList<InlineSide> inline, IObjectStore store, City city, CityMap map, CancellationToken cancellation)
    {
        var sides = new List<SideFile>(await SideFiles.PutAsync(store, city.Id, inline, map, cancellation));
        foreach (var (role, option) in new[] { (SideFiles.Barriers, _barriers), (SideFiles.Links, _links) })
        {
            if (await ReadAsync(parsed.GetValue(option), cancellation) is { } pairs)
            {
                sides.Add(await SideFiles.PutAsync(store, city.Id, role, pairs, map, cancellation));
            }
        }

        if (parsed.GetValue(_current) is { } current)
        {
            sides.Add(await SideFiles.PutAsync(store, city.Id, await CurrentAsync(current, store, city, map, cancellation), cancellation));
        }

        if (parsed.GetValue(_within) is { } within)
        {
            sides.Add(await SideFiles.PutWithinAsync(store, city.Id, await SectorsAsync(within, map, cancellation), map, cancellation));
        }

        if (parsed.GetValue(_lockAreas) is { } locked)
        {
            var ids = File.Exists(locked) ? AreaIdList.Read(Path.GetFileName(locked), await File.ReadAllBytesAsync(locked, cancellation)) : AreaIdList.Parse(_lockAreas.Name, locked);
            sides.Add(await SideFiles.PutAsync(store, city.Id, ids, map, cancellation));
        }

        if (parsed.GetValue(_stations) is { } stations)
        {
            sides.Add(await SideFiles.PutAsync(store, city.Id, StationList.Read(stations.Name, await File.ReadAllBytesAsync(stations.FullName, cancellation)), map, cancellation));
        }

        if (parsed.GetValue(_growth) is { } growth)
        {
            var changes = GrowthList.Read(growth.Name, await File.ReadAllBytesAsync(growth.FullName, cancellation), map);
            foreach (var note in changes.Notes)
            {
                Screen.Warn($"{note}");
            }

            sides.Add(await SideFiles.PutAsync(store, city.Id, changes, cancellation));
        }

        return sides;
    }

    private static async Task<BeatList> CurrentAsync(string current, IObjectStore store, City city, CityMap map, CancellationToken cancellation)
    {
        if (current == AdoptedBeats.Today && !File.Exists(current) && await CityBeats.FindAsync(store, city.Id, null, cancellation) is { } adopted)
        {
            return await CityBeats.ReadBeatsAsync(store, city.Id, adopted, map, cancellation);
        }

        if (!File.Exists(current) && SideFiles.IsPlanId(current))
        {
            return await SideFiles.PlanAsync(store, city.Id, current, cancellation);
        }

        if (!File.Exists(current))
        {
            throw new InputException("--current", $"there is no file \"{current}\"", "Name plan.json, assignment.csv or a polygon file of today's beats; today only where beats are adopted in the workspace.");
        }

        var beats = BeatList.Read(Path.GetFileName(current), await File.ReadAllBytesAsync(current, cancellation), map);
        foreach (var note in beats.Notes)
        {
            Screen.Warn($"{Path.GetFileName(current)}: {note}");
        }

        return beats;
    }

    private static async Task<BeatList> SectorsAsync(string within, CityMap map, CancellationToken cancellation)
    {
        if (!File.Exists(within))
        {
            return SectorList.FromColumn(map, within);
        }

        var sectors = SectorList.Read(Path.GetFileName(within), await File.ReadAllBytesAsync(within, cancellation), map);
        foreach (var note in sectors.Notes)
        {
            Screen.Warn($"{Path.GetFileName(within)}: {note}");
        }

        return sectors;
    }

    /// <summary>Which areas touch, with the files' barriers and links.</summary>
    public async Task<AreaAdjacency> AdjacencyAsync(ParseResult parsed, CityMap map, bool bridges, CancellationToken cancellation) => AreaAdjacencyBuilder.Build(map, new AdjacencyOptions
    {
        Bridges = bridges,
        Barriers = (await ReadAsync(parsed.GetValue(_barriers), cancellation))?.On(map) ?? [],
        Links = (await ReadAsync(parsed.GetValue(_links), cancellation))?.On(map) ?? [],
    }, cancellation);

    private static async Task<AreaPairList?> ReadAsync(FileInfo? file, CancellationToken cancellation) =>
        file is null ? null : AreaPairList.Read(file.Name, await File.ReadAllBytesAsync(file.FullName, cancellation));
}
