using SmartBeats.Districting;
using SmartBeats.Geography;

namespace SmartBeats.Comparison;

/// <summary>Sectors that beats are to be nested in: a column of the map, a table of areas and sectors, JSON pairs, or polygons.</summary>
/// <remarks>Read and kept as today's beats are (<see cref="BeatList"/>).</remarks>
public static class SectorList
{
    /// <summary>In characters.</summary>
    private const int LongestName = 64;

    /// <param name="map">The areas that drawn sectors are given.</param>
    /// <exception cref="InputException">None of the forms, or an area in two sectors; says which.</exception>
    public static BeatList Read(string fileName, ReadOnlyMemory<byte> content, CityMap map) => BeatList.Read(fileName, content, map, GroupWords.Sectors);

    /// <summary>Areas of one value make a sector.</summary>
    /// <param name="map">With its columns.</param>
    /// <param name="column">Its name, as a request has it.</param>
    /// <exception cref="InputException">There is no such column.</exception>
    public static BeatList FromColumn(CityMap map, string column)
    {
        var found = map.Columns.Get("within", column);
        var sectorOf = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var area in map.Areas)
        {
            if (found.Values[area.Index] is { Length: > 0 } sector)
            {
                sectorOf[area.Id] = sector.Length <= LongestName
                    ? sector
                    : throw new InputException("within", $"the {found.Name} of area \"{area.Id}\" has {sector.Length} characters, a sector's name at most {LongestName}", "Name another column.");
            }
        }

        return new BeatList("within", sectorOf, [], GroupWords.Sectors);
    }

    /// <summary>The sectors by index, in the order of the numbers in their names.</summary>
    /// <exception cref="InputException">An area is in none.</exception>
    public static GivenSectors On(BeatList sectors, CityMap map)
    {
        var (given, _) = sectors.On(map);
        string[] without = [.. map.Areas.Where(area => given.BeatOfArea[area.Index] < 0).Select(area => area.Id)];
        return without.Length == 0
            ? new GivenSectors(given.BeatOfArea, given.Names)
            : throw new InputException(
                "within",
                $"{Wording.Count(without.Length, "area")} of the map {(without.Length == 1 ? "is" : "are")} in no sector: {Wording.Some([.. without])}",
                "Give every area a sector.");
    }
}
