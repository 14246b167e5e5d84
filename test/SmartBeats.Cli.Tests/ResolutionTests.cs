using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using SmartBeats.Formats;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cli.Tests;

/// <summary>How calls were resolved, counted again from the calls as they lie in the areas of the map.</summary>
public sealed partial class ResolutionTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    static ResolutionTests() => FormatReaders.Register();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Shares_in_the_tables_are_those_of_the_calls_in_each_beat()
    {
        (await DesignAsync("out", "--beats", "9", "--effort", "300000", "--priorities", "1,2,3")).ExitCode.ShouldBe(0);

        var counted = CountAgain("out", new HashSet<string> { "1", "2", "3" });
        var (header, rows) = ReadBeats("out");
        var columns = header.Where(name => name.StartsWith("disposition_", StringComparison.Ordinal)).ToList();
        columns.Count.ShouldBe(counted.SelectMany(beat => beat.Keys).Distinct().Count());
        columns.ShouldContain("disposition_none_pct");
        foreach (var (row, beat) in rows.Zip(counted))
        {
            foreach (var column in columns)
            {
                var code = column["disposition_".Length..^"_pct".Length];
                var share = 100.0 * beat.GetValueOrDefault(code == "none" ? "" : code) / beat.Values.Sum();
                double.Parse(row[Array.IndexOf(header, column)], CultureInfo.InvariantCulture).ShouldBe(share, 0.0501);
            }

            columns.Sum(column => double.Parse(row[Array.IndexOf(header, column)], CultureInfo.InvariantCulture)).ShouldBe(100, 0.4);
        }

        using var data = JsonDocument.Parse(Data().Match(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "map.html"))).Groups[1].Value);
        var onMap = data.RootElement.GetProperty("resolution").GetProperty("values").EnumerateArray()
            .ToDictionary(value => value.GetProperty("label").GetString()!, value => value.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()).Where(count => count > 0).Sum());
        onMap.ShouldBe(
            counted.SelectMany(beat => beat).GroupBy(pair => pair.Key.Length == 0 ? "no disposition" : pair.Key).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value)),
            ignoreOrder: true);
    }

    [Fact]
    public async Task The_citys_own_words_are_those_of_its_settings_and_both_ways_of_counting_agree()
    {
        string[] city = ["--city", "dp", "--time-zone", "America/Phoenix"];
        (await RunAsync(["ingest", "--workspace", "w", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), .. city])).ExitCode.ShouldBe(0);
        var settings = Path.Combine(_folder.FullName, "w", Keys.Preferences.For("dp"));
        await File.WriteAllTextAsync(settings, """{"measures": "us", "labels": {"disposition": {"6": "Report, taken", "9": "9"}}}""");
        (await RunAsync(["design", "--workspace", "w", "-o", "kept", "--beats", "9", "--effort", "300000"])).ExitCode.ShouldBe(0);
        (await DesignAsync("read", "--beats", "9", "--effort", "300000")).ExitCode.ShouldBe(0);

        var (kept, read) = (ReadBeats("kept"), ReadBeats("read"));
        kept.Header.ShouldContain("disposition_6_report_taken_pct");
        kept.Header.ShouldContain("disposition_9_pct");
        kept.Rows.ShouldBe(read.Rows);
        (await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "kept", "map.html"))).ShouldContain("6 Report, taken");
    }

    [Fact]
    public async Task Shares_of_few_calls_are_said_to_be_so_in_tables_and_layers()
    {
        (await DesignAsync("few", "--beats", "25", "--effort", "300000", "--priorities", "9", "--tolerance", "50%", "--also", "gpkg")).ExitCode.ShouldBe(0);

        var (header, rows) = ReadBeats("few");
        var calls = CountAgain("few", new HashSet<string> { "9" }).Select(beat => beat.Values.Sum()).ToList();
        calls.ShouldContain(count => count < 20);
        rows.Select(row => row[Array.IndexOf(header, "few_calls")]).ShouldBe(calls.Select(count => count < 20 ? "yes" : ""));
        using var layers = File.OpenRead(Path.Combine(_folder.FullName, "few", "plan.gpkg"));
        var columns = CityMapReader.Read("plan.gpkg", layers, new CityMapOptions { Layer = "areas", IdField = "AREA_ID" }).Columns.All.ToDictionary(column => column.Name);
        columns["FEW_CALLS"].Values.Select(told => told ?? "").ShouldBe(
            columns["COUNT"].Values.Select(count => double.Parse(count!, CultureInfo.InvariantCulture) is > 0 and < 20 ? "yes" : ""));
    }

    private List<Dictionary<string, int>> CountAgain(string output, HashSet<string> priorities)
    {
        var map = CityMapReader.Read("city.zip", new MemoryStream(File.ReadAllBytes(Path.Combine(_samples, "city.zip"))), new CityMapOptions { IdField = "AREA_ID" });
        var areas = map.Areas.Select(area => PreparedGeometryFactory.Prepare(area.Shape)).ToList();
        int[] beatOf = [.. File.ReadLines(Path.Combine(_folder.FullName, output, "assignment.csv")).Skip(1).Select(line => int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        var counts = Enumerable.Range(0, beatOf.Max()).Select(_ => new Dictionary<string, int>()).ToList();
        foreach (var call in File.ReadLines(Path.Combine(_samples, "calls.csv")).Skip(1).Select(line => Row().Match(line).Groups))
        {
            var at = new Point(double.Parse(call["lon"].Value, CultureInfo.InvariantCulture), double.Parse(call["lat"].Value, CultureInfo.InvariantCulture));
            // Many calls lie on a street between two areas: such a call is counted in the first of them.
            if (priorities.Contains(call["priority"].Value) && areas.FindIndex(area => area.Geometry.EnvelopeInternal.Covers(at.Coordinate) && area.Covers(at)) is >= 0 and var area)
            {
                var beat = counts[beatOf[area] - 1];
                beat[call["code"].Value] = beat.GetValueOrDefault(call["code"].Value) + 1;
            }
        }

        return counts;
    }

    private (string[] Header, List<string[]> Rows) ReadBeats(string output)
    {
        var lines = File.ReadAllText(Path.Combine(_folder.FullName, output, "beats.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return (lines[0].Split(','), [.. lines.Skip(1).Select(line => line.Split(','))]);
    }

    private Task<CommandRun> DesignAsync(string output, params string[] flags) =>
        RunAsync(["design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "-o", output, .. flags]);

    private Task<CommandRun> RunAsync(string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);

    [GeneratedRegex("""<script type="application/json" id="data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"^[^,]+,(?<priority>\d),.*,[tf],POINT\((?<lon>\S+) (?<lat>\S+)\),[^,]+,(?<code>[^,]*),[^,]*,[^,]*$")]
    private static partial Regex Row();
}
