using System.Globalization;
using SmartBeats.Geography;
using SmartBeats.Geography.GeoJson;

namespace SmartBeats.Cli.Sample;

/// <summary>The beats Dos Puentes patrols today: drawn along its main roads long ago, before the centre grew.</summary>
internal static class TodaysBeats
{
    /// <summary>The attribute the beats' names are written under.</summary>
    public const string NameField = "BEAT";

    // Sections of the drawing board, west to east and south to north, both ends included; some beats take two rectangles.
    private static readonly (string Name, int West, int East, int South, int North)[] _sections =
    [
        ("N1", 0, 2, 0, 3),
        ("N2", 3, 3, 0, 1),
        ("N3", 4, 4, 0, 0),
        ("N4", 5, 5, 0, 0),
        ("N5", 4, 4, 1, 1),
        ("N6", 5, 8, 1, 1),
        ("N6", 6, 8, 0, 0),
        ("N7", 3, 8, 2, 3),
        ("S1", 0, 2, -3, -1),
        ("S2", 3, 3, -1, -1),
        ("S3", 3, 5, -3, -2),
        ("S4", 4, 4, -1, -1),
        ("S5", 5, 8, -1, -1),
        ("S5", 6, 8, -3, -2),
    ];

    private static readonly string[] _names = [.. _sections.Select(section => section.Name).Distinct()];

    /// <summary>The outlines as GeoJSON, a feature a beat. Same city, same bytes.</summary>
    public static byte[] Write(InventedCity city)
    {
        var map = new CityMap(city.Areas, InventedCity.IdField, "", []);
        int[] beatOfArea = [.. city.Areas.Select(area => FindBeat(area.Id))];
        var outlines = BeatOutlines.Dissolve(map, beatOfArea, _names.Length);
        var file = new MemoryStream();
        GeoJsonWriter.Write(file, outlines.Select((outline, beat) => new GeoJsonFeature(outline, [new(NameField, _names[beat])])));
        file.WriteByte((byte)'\n');
        return file.ToArray();
    }

    /// <summary>The beat of a section (the first two digits of an id, counted from the north-west) or of a bridge.</summary>
    private static int FindBeat(string areaId)
    {
        if (areaId.StartsWith('B'))
        {
            // Bridges are patrolled from the north bank.
            return FindBeat(areaId == "B001" ? 4 : 6, 0);
        }

        var section = int.Parse(areaId.AsSpan(0, 2), CultureInfo.InvariantCulture) - 1;
        return FindBeat(section % CityBoard.Columns, CityBoard.RowsNorth - 1 - (section / CityBoard.Columns));
    }

    private static int FindBeat(int column, int row)
    {
        var section = Array.FindIndex(_sections, beat => beat.West <= column && column <= beat.East && beat.South <= row && row <= beat.North);
        return Array.IndexOf(_names, _sections[section].Name);
    }
}
