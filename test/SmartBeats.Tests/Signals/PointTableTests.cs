using System.IO.Compression;
using System.Text;
using SmartBeats.Geography;
using SmartBeats.Requests;

namespace SmartBeats.Signals;

/// <summary>Tables of points in the forms in which portals write places, on three squares; the first row lies in A, the second in C.</summary>
public class PointTableTests
{
    private static readonly City _city = new("squares", "Squares", "America/Phoenix");
    private static readonly CityMap _map = NamedSquares.Create(("NAME", ["a", "b", "c"]));

    [Theory]
    [InlineData("lon,lat\n-111.995,33.005\n-111.975,33.002\n")]
    [InlineData("Crash ID;Latitude;Longitude\n1;33,005;-111,995\n2;33,002;-111,975\n")]
    [InlineData("ID,Location\n1,\"(33.005, -111.995)\"\n2,\"(33.002, -111.975)\"\n")]
    [InlineData("ID,where\n1,POINT(-111.995 33.005)\n2,POINT Z (-111.975 33.002 340)\n")]
    [InlineData("ID,where\n1,SRID=4326;POINT(-111.995 33.005)\n2,SRID=4326;POINT(-111.975 33.002)\n")]
    [InlineData("ID,where\n1,POINT(33.005 -111.995)\n2,POINT(33.002 -111.975)\n")]
    [InlineData("OBJECTID,X,Y\n1,-12467226.37,3895967.65\n2,-12464999.98,3895569.43\n")]
    [InlineData("ID,where\n1,SRID=3857;POINT(-12467226.37 3895967.65)\n2,SRID=3857;POINT(-12464999.98 3895569.43)\n")]
    [InlineData("Crashes of the year\nCity of Squares\n\nID\tlon\tlat\n1\t-111.995\t33.005\n2\t-111.975\t33.002\n")]
    public void A_place_is_read_in_every_form_that_calls_are_read_in(string csv)
    {
        var layer = Read(csv);
        layer.Kind.ShouldBe(SignalShape.Points);
        Join(layer).Units.ShouldBe([1, 0, 1]);
        layer.Features.Select(feature => feature.Shape.Coordinate).Zip([(-111.995, 33.005), (-111.975, 33.002)])
            .ShouldAllBe(pair => LocalMetres.Length(pair.First.X, pair.First.Y, pair.Second.Item1, pair.Second.Item2) < 1.5);
    }

    [Fact]
    public void A_row_counts_its_weight_where_a_column_holds_it()
    {
        const string csv = "lon,lat,weight,HURT\n-111.995,33.005,2.5,1\n-111.975,33.002,,4\n";
        Join(Read(csv)).Units.ShouldBe([2500, 0, 0]);
        var named = Read(csv, "hurt");
        Join(named).Units.ShouldBe([1, 0, 4]);
        named.Notes[0].ShouldBe("crashes.csv: 2 points of crashes; each counts its HURT.");
    }

    [Fact]
    public void A_date_and_a_time_of_day_in_two_columns_are_when_it_happened()
    {
        var layer = Read("CRASH DATE,CRASH TIME,lon,lat\n01/31/2024,23:30,-111.995,33.005\n02/01/2024,14:00,-111.975,33.002\n");
        Join(layer, new PlanRequest { Hours = new HourRange(22, 6) }).Units.ShouldBe([1, 0, 0]);
        layer.Notes.ShouldContain("CRASH DATE and CRASH TIME are when each happened.");
        layer.Features[0].LocalSeconds.ShouldBe(new DateTimeOffset(2024, 1, 31, 23, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds());
    }

    [Fact]
    public void Dates_in_no_order_that_is_known_are_passed_over_and_said()
    {
        var layer = Read("date,lon,lat\n01/02/2024 10:00,-111.995,33.005\n03/04/2024 10:00,-111.975,33.002\n");
        layer.Features.ShouldAllBe(feature => feature.LocalSeconds == null);
        layer.Notes.ShouldContain("date may have the day or the month first: its shapes count whatever the time a request asks for.");
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_counted_by_reason_and_those_without_a_place_apart()
    {
        var rows = string.Concat(Enumerable.Repeat("-111.995,33.005\n", 20));
        var layer = Read("lon,lat\n" + rows + "there,33.005\n0,0\n,\n-111.995\n");
        Join(layer).Units.ShouldBe([20, 0, 0]);
        layer.Notes.ShouldContain("1 row cannot be read and counts nowhere (first in line 22): the place is not in the form of the others.");
        layer.Notes.ShouldContain("1 row cannot be read and counts nowhere (first in line 25): the row has fewer fields than the header.");
        layer.Notes.ShouldContain("2 rows without a place count nowhere.");
    }

    [Theory]
    [InlineData("A,B\n1,2\n3,4\n", "crashes.csv:1: no column of it holds coordinates; its columns are A, B. Export it with longitude and latitude in two columns, in one as \"(latitude, longitude)\", or as POINT(longitude latitude).")]
    [InlineData("Id,Address\n1,5 MAIN ST\n2,7 MAIN ST\n", "crashes.csv:1: no column of it holds coordinates; its columns are Id, Address. Export it with longitude and latitude in two columns, in one as \"(latitude, longitude)\", or as POINT(longitude latitude).")]
    [InlineData("X,Y\n700000.5,10.25\n700001.5,11.5\n", "crashes.csv:1: the coordinates of X and Y are not degrees, and no US state plane or UTM zone puts them into the city. Export it with longitude and latitude in two columns, in one as \"(latitude, longitude)\", or as POINT(longitude latitude).")]
    [InlineData("lon,lat\n-111.995,33.005\n-111.995,33.005\n-111.995,33.005\n1,2,3\n", "crashes.csv:5: 1 of 4 rows cannot be read, above the 10% allowed; most often (1 rows, first in this line): the row has more fields than the header. Nothing was loaded. Correct the export and send the file again.")]
    [InlineData("lon,lat,weight\n-111.995,33.005,-1\n", "crashes.csv row 2: its weight is \"-1\", not a number from 0 to 1,000,000,000,000. Correct it, or name another column (NAME=FILE#COLUMN).")]
    [InlineData("where\n\"(0, 0)\"\n\"(0, 0)\"\n", "crashes.csv: holds no shape with a place. Export or download the layer again.")]
    public void A_table_that_is_no_signal_is_refused_with_what_to_do(string csv, string message) =>
        Should.Throw<InputException>(() => Read(csv)).Message.ShouldBe(message);

    [Fact]
    public void A_column_that_is_not_there_is_refused_with_the_near_miss() =>
        Should.Throw<InputException>(() => Read("lon,lat,HURT\n-111.995,33.005,1\n", "HURTS")).Message
            .ShouldBe("crashes.csv: has no column \"HURTS\" (did you mean \"HURT\"?). Its columns are lon, lat, HURT.");

    [Fact]
    public void A_packed_table_is_read_as_it_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("lon,lat\n-111.995,33.005\n-111.975,33.002\n"u8);
        }

        packed.Position = 0;
        Join(SignalReader.Read("crashes", "crashes.csv.gz", packed, _city, null, _map.Box())).Units.ShouldBe([1, 0, 1]);
    }

    [Fact]
    public void Without_a_map_projected_coordinates_ask_for_it() =>
        Should.Throw<InputException>(() => SignalReader.Read("crashes", "crashes.csv", Open("X,Y\n700000.5,910000.25\n700001.5,910011.5\n"), _city)).Message
            .ShouldBe("crashes.csv:1: the coordinates of X and Y are not degrees. Load the city's map first, which tells their system. Export it with longitude and latitude in two columns, in one as \"(latitude, longitude)\", or as POINT(longitude latitude).");

    [Fact]
    public void A_damaged_table_is_read_or_refused_and_never_faults()
    {
        var sound = Encoding.UTF8.GetBytes("Crash Date;Location;weight\n2024-01-31 10:00;\"(33.005, -111.995)\";1\n2024-02-01 11:00;\"(33.002, -111.975)\";2\n");
        var random = new SeededRandom(20);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = (byte[])sound.Clone();
            for (var changes = 1 + random.Next(5); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                SignalReader.Read("crashes", "crashes.csv", new MemoryStream(bytes), _city, null, _map.Box()).Features.ShouldNotBeEmpty();
            }
            catch (InputException refusal)
            {
                refusal.Message.ShouldNotBeEmpty();
            }
        }
    }

    private static SignalAmounts Join(SignalLayer layer, PlanRequest? request = null) =>
        SignalJoin.Join(layer, _map, AreaIndex.Build(_map), request ?? new PlanRequest(), []);

    private static SignalLayer Read(string csv, string? column = null) => SignalReader.Read("crashes", "crashes.csv", Open(csv), _city, column, _map.Box());

    private static MemoryStream Open(string csv) => new(Encoding.UTF8.GetBytes(csv));
}
