using NetTopologySuite.Geometries;
using NodaTime.Text;
using SmartBeats.Geography.GeoJson;

namespace SmartBeats.Cli.Sample;

/// <summary>Traffic crashes of 2024 on the main roads of Dos Puentes, as a city's portal publishes them: a signal beside the calls.</summary>
internal static class InventedCrashes
{
    private const int Crashes = 1_300;
    private static readonly LocalDateTimePattern _time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss");
    private static readonly GeometryFactory _factory = new(new PrecisionModel(), 4326);
    private static readonly WeightedPick _injured = new([70, 22, 6, 2]);

    /// <summary>A point a crash: CRASH_ID, TIMESTAMP in local time, INJURED. Those on roads past the city's limits are among them.</summary>
    public static byte[] Write(ulong seed)
    {
        var random = SeededRandom.Derive(seed, 6);
        var crashes = Enumerable.Range(0, Crashes).Select(_ => (Place: DrawPlace(random), Time: CallHabits.Moment(random, isLively: false), Injured: _injured.Next(random)));
        var file = new MemoryStream();
        GeoJsonWriter.Write(file, crashes.OrderBy(crash => crash.Time).Select((crash, at) => new GeoJsonFeature(
            _factory.CreatePoint(CityGround.Place(crash.Place)),
            [new("CRASH_ID", FormattableString.Invariant($"C24-{at + 1:0000}")), new("TIMESTAMP", _time.Format(crash.Time)), new("INJURED", crash.Injured)])));
        file.WriteByte((byte)'\n');
        return file.ToArray();
    }

    /// <summary>On a main road, more of them where the city is busy; half of them near a crossing of two.</summary>
    private static BoardPoint DrawPlace(SeededRandom random)
    {
        while (true)
        {
            var u = CityBoard.WestEnd + ((1 + random.Next(CityBoard.Columns - 1)) * CityBoard.Mile);
            var row = random.Next(CityBoard.RowsNorth + CityBoard.RowsSouth - 1) - CityBoard.RowsSouth + 1;
            var v = (row * CityBoard.Mile) + (row >= 0 ? CityBoard.HalfRiver : -CityBoard.HalfRiver);
            var reach = random.Next(2) == 0 ? 60 : CityBoard.Mile / 2;
            var along = random.Next((2 * reach) + 1) - reach;
            // Twelve metres off the line, on one side: on it two areas would meet.
            var side = random.Next(2) == 0 ? 12 : -12;
            var place = random.Next(2) == 0 ? new BoardPoint(u + along, v + side) : new BoardPoint(u + side, v + along);
            var bustle = CityBoard.Bustle(place.U, place.V);
            if (Math.Abs(place.V) > CityBoard.HalfRiver && random.NextDouble() < bustle * bustle)
            {
                return place;
            }
        }
    }
}
