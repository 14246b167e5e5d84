using System.Globalization;
using System.Text;
using CsvHelper;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Streets;
using Xunit.Abstractions;

namespace SmartBeats.Tests.Calls.Streets;

/// <summary>The sample's calls placed by nothing but their addresses, beside where they are.</summary>
public class StreetLayerTests(ITestOutputHelper output)
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private static readonly (string From, string To)[] _spellings =
        [(" ST", " STREET"), (" ST", " ST."), (" AVE", " AV"), (" AVE", " AVENUE"), (" RD", " ROAD"), (" BLVD", " BL"), (" PL", " PLACE"), ("W ", "WEST "), ("E ", "E. ")];

    [Fact]
    public void Addresses_as_dispatchers_spell_them_are_placed_where_they_are_or_not_at_all()
    {
        var index = ReadSample();
        var random = new Random(15);
        var (near, far, lost, rows) = (0, 0, 0, 0);
        foreach (var fields in ReadRows().Skip(1))
        {
            var point = fields[4]["POINT(".Length..^1].Split(' ');
            var truth = (Lon: double.Parse(point[0], CultureInfo.InvariantCulture), Lat: double.Parse(point[1], CultureInfo.InvariantCulture));
            // The 40 calls outside the city are on streets that the city's layer has not.
            var address = fields[2];
            var match = index.FindPlace(Spell(address, random));
            rows++;
            if (match.Outcome != StreetOutcome.Placed)
            {
                lost++;
                continue;
            }

            var metres = MetresBetween(truth, (match.Longitude, match.Latitude));
            near += metres <= 150 ? 1 : 0;
            far += metres > 500 ? 1 : 0;
        }

        output.WriteLine($"{near} within 150 m, {far} beyond 500 m, {lost} unplaced, of {rows}");
        rows.ShouldBe(20_000);
        (near / (double)rows).ShouldBeGreaterThanOrEqualTo(0.95);
        (far / (double)rows).ShouldBeLessThanOrEqualTo(0.001);
    }

    [Fact]
    public void A_file_with_addresses_alone_loads_on_streets_and_is_refused_without()
    {
        var lines = ReadRows().Take(2_001).Select((fields, row) => row == 0 ? "Case No,Address,Opened" : $"{fields[0]},\"{fields[2].Replace("\"", "\"\"", StringComparison.Ordinal)}\",{fields[5]}");
        var csv = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        var options = new CallReadOptions { Mapping = new MappingSources() };
        var refusal = Should.Throw<InputException>(() => Read(csv, options));
        refusal.Message.ShouldContain("the only place is an address");
        refusal.Message.ShouldContain("--streets");

        var index = ReadSample();
        var (report, calls) = Read(csv, options with { Streets = new Lazy<StreetIndex>(() => index) });
        report.Rows.ShouldBe(2_000);
        (report.Accepted + report.WithoutPlace).ShouldBe(2_000);
        report.Accepted.ShouldBeGreaterThan(1_900);
        report.Notes.ShouldContain(note => note.StartsWith("Calls are placed by their addresses: ", StringComparison.Ordinal) && note.Contains($"{report.Accepted:N0} of 2,000 are found", StringComparison.Ordinal));
        calls.Count.ShouldBe((int)report.Accepted);
        string.Join(' ', report.Notes).ShouldNotContain("LARKSPUR");
    }

    [Fact]
    public void The_plain_form_with_its_places_left_empty_is_placed_by_its_addresses()
    {
        string[][] rows = [.. ReadRows().Take(501)];
        var place = Array.IndexOf(rows[0], "geometry_wkt");
        foreach (var row in rows.Skip(1))
        {
            row[place] = "";
        }

        var index = ReadSample();
        var csv = Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n")));
        var (report, calls) = Read(csv, new CallReadOptions { Mapping = new MappingSources(), Streets = new Lazy<StreetIndex>(() => index) });
        (report.Rows, report.Rejected).ShouldBe((500, 0));
        (report.Accepted + report.WithoutPlace).ShouldBe(500);
        calls.Count.ShouldBeGreaterThan(450);
    }

    [Theory]
    [InlineData("FULLNAME,LFROMHN,LTOHN,RFROMHN,RTOHN", "W Ocotillo Rd,5901,5999,5900,5998")]
    [InlineData("PREDIR,STNAME,STTYPE,L_F_ADD,L_T_ADD,R_F_ADD,R_T_ADD", "W,OCOTILLO,RD,5901,5999,5900,5998")]
    [InlineData("STREETNAME,FROMADDR_L,TOADDR_L,FROMADDR_R,TOADDR_R", "WEST OCOTILLO ROAD,5901,5999,5900,5998")]
    [InlineData("full_name,LEFTADD1,LEFTADD2,RGTADD1,RGTADD2", "W. Ocotillo Rd.,5901-A,5999,5900,5998")]
    public void Ranges_are_found_under_the_names_that_layers_have(string columns, string values)
    {
        var properties = columns.Split(',').Zip(values.Split(','), (name, value) => $"\"{name}\":\"{value}\"");
        var json = $$$"""{"type":"Feature","properties":{{{{string.Join(',', properties)}}}},"geometry":{"type":"LineString","coordinates":[[-112.20,33.5],[-112.19,33.5]]}}""";
        var segment = StreetLayer.Read("streets.geojson", new MemoryStream(Encoding.UTF8.GetBytes(json))).ShouldHaveSingleItem();
        (segment.Left, segment.Right).ShouldBe((new HouseRange(5901, 5999), new HouseRange(5900, 5998)));
        new StreetIndex([segment]).FindPlace("5950 W OCOTILLO RD").Longitude.ShouldBe(-112.195, 0.0002);
    }

    [Fact]
    public void A_layer_without_ranges_is_refused_and_a_kept_one_is_read_back()
    {
        var bare = """{"type":"Feature","properties":{"NAME":"Main St"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}""";
        Should.Throw<InputException>(() => StreetLayer.Read("roads.geojson", new MemoryStream(Encoding.UTF8.GetBytes(bare)))).What.ShouldStartWith("has no address ranges");
        using var file = File.OpenRead(Path.Combine(_samples, "streets.geojson"));
        var segments = StreetLayer.Read("streets.geojson", file);
        var again = StreetJson.Read("streets.json", StreetJson.Write(segments));
        again.Select(segment => (segment.FullName, segment.Left, segment.Right)).ShouldBe(segments.Select(segment => (segment.FullName, segment.Left, segment.Right)));
        again.SelectMany(segment => segment.Line).Zip(segments.SelectMany(segment => segment.Line))
            .ShouldAllBe(pair => Math.Abs(pair.First.Longitude - pair.Second.Longitude) < 1e-6 && Math.Abs(pair.First.Latitude - pair.Second.Latitude) < 1e-6);
        Should.Throw<InputException>(() => StreetJson.Read("streets.json", "{\"segments\":[{\"name\":\"x\",\"numbers\":[1],\"line\":[1,2,3,4]}]}"u8));
    }

    private static (CallReadReport Report, List<Call> Calls) Read(byte[] csv, CallReadOptions options)
    {
        var calls = new List<Call>();
        var report = new CallReader("calls.csv", new City("dos-puentes", "Dos Puentes", "America/Phoenix"), options).Read(new MemoryStream(csv), batch => calls.AddRange(batch.ToArray()));
        return (report, calls);
    }

    private static IEnumerable<string[]> ReadRows()
    {
        using var text = File.OpenText(Path.Combine(_samples, "calls.csv"));
        using var parser = new CsvParser(text, CultureInfo.InvariantCulture);
        while (parser.Read())
        {
            yield return parser.Record!;
        }
    }

    private static StreetIndex ReadSample()
    {
        using var file = File.OpenRead(Path.Combine(_samples, "streets.geojson"));
        return new StreetIndex(StreetLayer.Read("streets.geojson", file));
    }

    private static string Spell(string address, Random random)
    {
        address = random.Next(4) switch
        {
            0 => address.Replace(" BLOCK ", " BLK ", StringComparison.Ordinal),
            1 => address.Replace(" BLOCK ", " BLOCK OF ", StringComparison.Ordinal),
            2 when address.Contains("00 BLOCK ", StringComparison.Ordinal) => address.Replace("00 BLOCK ", "XX ", StringComparison.Ordinal),
            _ => address,
        };
        if (address.Contains(" / ", StringComparison.Ordinal))
        {
            string[] between = [" / ", " & ", " AND ", " AT ", "/"];
            address = address.Replace(" / ", between[random.Next(between.Length)], StringComparison.Ordinal);
        }

        var (from, to) = _spellings[random.Next(_spellings.Length)];
        if (from.StartsWith(' ') && address.EndsWith(from, StringComparison.Ordinal))
        {
            address = address[..^from.Length] + to;
        }
        else if (!from.StartsWith(' '))
        {
            address = address.Replace($" {from}", $" {to}", StringComparison.Ordinal);
        }

        return random.Next(3) switch { 0 => address.ToLowerInvariant(), 1 => $"  {address}, DOS PUENTES AZ", _ => address };
    }

    /// <summary>On the sphere: another reckoning than the index's own.</summary>
    private static double MetresBetween((double Lon, double Lat) a, (double Lon, double Lat) b)
    {
        var (lat1, lat2) = (a.Lat * Math.PI / 180, b.Lat * Math.PI / 180);
        var h = Math.Pow(Math.Sin((lat2 - lat1) / 2), 2) + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin((b.Lon - a.Lon) * Math.PI / 360), 2));
        return 2 * 6_371_009 * Math.Asin(Math.Sqrt(h));
    }
}
