using System.Globalization;

namespace SmartBeats.Cli.Sample;

/// <summary>Names the invented city's streets and writes addresses as dispatch centres do.</summary>
/// <remarks>Numbered avenues run north-south, counted from the city's middle; streets named for plants and animals run east-west.</remarks>
internal static class StreetNames
{
    private static readonly string[] MainAvenues =
        ["COYOTE PASS RD", "SANDSTONE RD", "QUARRY RD", "MISSION RD", "CENTRAL AVE", "UNION RD", "DEPOT RD", "AIRFIELD RD", "GRANITE RD", "SUNRISE RD"];

    private static readonly string[] MainStreets =
        ["BAJADA BLVD", "ARROYO BLVD", "CANAL BLVD", "RIVER BANK RD", "MARKET BLVD", "COPPER BLVD", "MESA VIEW BLVD", "FOOTHILL BLVD"];

    private static readonly string[] SideStreets =
    [
        "ACACIA", "AGAVE", "BADGER", "BLUEBONNET", "BOBCAT", "BRITTLEBUSH", "CHOLLA", "CHUPAROSA", "CREOSOTE", "DATURA", "DOVE", "ENCELIA",
        "FAIRY DUSTER", "FALCON", "GOPHER", "HEDGEHOG", "HERON", "INDIGO", "IRONWOOD", "JACKRABBIT", "JOJOBA", "JUNIPER", "KESTREL", "KINGBIRD",
        "LARKSPUR", "LUPINE", "MALLOW", "MARIGOLD", "MESQUITE", "NIGHTHAWK", "NIGHTSHADE", "OCOTILLO", "ORIOLE", "PALO VERDE", "POPPY", "PRIMROSE",
        "QUAIL", "RABBITBRUSH", "RAVEN", "ROADRUNNER", "SAGE", "SALTBUSH", "SORREL", "SPURGE", "SUMAC", "TANAGER", "TARANTULA", "THRASHER",
        "VERBENA", "VERDIN", "WREN", "YARROW", "YUCCA", "ZINNIA",
    ];

    /// <summary>The 100-metre-odd block a point on a street lies in, such as <c>1200 BLOCK W YUCCA ST</c>.</summary>
    public static string BlockOnStreet(BoardPoint at) => $"{Hundred(at.U)} BLOCK {Street(at)}";

    /// <summary>As <see cref="BlockOnStreet"/>, along an avenue.</summary>
    public static string BlockOnAvenue(BoardPoint at) => $"{Hundred(at.V)} BLOCK {Avenue(at)}";

    public static string Corner(BoardPoint at) => $"{Street(at)} / {Avenue(at)}";

    /// <summary>The east-west street through a point.</summary>
    public static string Street(BoardPoint at)
    {
        var bank = at.V >= 0 ? at.V - CityBoard.HalfRiver : at.V + CityBoard.HalfRiver;
        var side = at.U < 0 ? 'W' : 'E';
        if (bank % CityBoard.Mile == 0)
            return $"{side} {MainStreets[(bank / CityBoard.Mile) + CityBoard.RowsSouth]}";

        var number = (int)Math.Round(bank / 133.0);
        return $"{side} {SideStreets[((number * 23 % SideStreets.Length) + SideStreets.Length) % SideStreets.Length]} ST";
    }

    /// <summary>The north-south avenue through a point.</summary>
    public static string Avenue(BoardPoint at)
    {
        var side = at.V < 0 ? 'S' : 'N';
        var fromWest = at.U - CityBoard.WestEnd;
        return fromWest % CityBoard.Mile == 0
            ? $"{side} {MainAvenues[fromWest / CityBoard.Mile]}"
            : $"{side} {Ordinal((int)Math.Round(Math.Abs(at.U) / 133.0))} {(at.U < 0 ? "AVE" : "PL")}";
    }

    private static string Hundred(int metres) => (((Math.Abs(metres) / 120) + 1) * 100).ToString(CultureInfo.InvariantCulture);

    private static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}{(number % 100) switch
    {
        11 or 12 or 13 => "TH",
        _ => (number % 10) switch { 1 => "ST", 2 => "ND", 3 => "RD", _ => "TH" },
    }}");
}
