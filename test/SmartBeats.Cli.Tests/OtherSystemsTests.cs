using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Tests;

/// <summary>The conventions of other systems, tried on this one: lines that end in CRLF, marks before a text, commas in numbers, backslashes in names.</summary>
public sealed partial class OtherSystemsTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public OtherSystemsTests()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
        _folder.Write("request.json", "{\n  \"beats\": 3,\n  \"effort\": 10000\n}\n");
        _folder.Write("river.csv", "area_id,area_id\nA0,A1\n");
        _folder.Write("city.json", "{\n  \"id\": \"tiny\",\n  \"name\": \"Tiny\",\n  \"timeZone\": \"America/Phoenix\"\n}\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Files_as_Windows_writes_them_make_the_same_plan()
    {
        await DesignAsync("unix");
        string[] names = ["areas.geojson", "calls.csv", "request.json", "river.csv", "city.json"];
        foreach (var name in names)
        {
            File.WriteAllText(_folder[name], _folder.Read(name).ReplaceLineEndings("\r\n"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        await DesignAsync("windows");
        foreach (var path in Directory.GetFiles(_folder["unix"]).Where(path => !path.EndsWith("report.json", StringComparison.Ordinal)))
        {
            File.ReadAllBytes(Path.Combine(_folder["windows"], Path.GetFileName(path))).ShouldBe(File.ReadAllBytes(path), Path.GetFileName(path));
        }
    }

    /// <summary>A thread that prints 1,5 for one and a half, and has another idea of small letters.</summary>
    [Fact]
    public async Task A_culture_of_its_own_changes_no_byte()
    {
        var city = new City("tiny", "Tiny", "America/Phoenix");
        var input = new CityInput(city, _folder["areas.geojson"], _folder["calls.csv"]) { Threads = 1 };
        var request = new PlanRequest { Beats = 3, Effort = 10_000, Also = ["kml", "gpkg", "xlsx", "sheets"] };
        var plain = await Beats.DesignAsync(input, request);
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−", PercentDecimalSeparator = "," };
        comma.DateTimeFormat = new DateTimeFormatInfo { DateSeparator = ".", TimeSeparator = "." };
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = comma;
            1.5.ToString(CultureInfo.CurrentCulture).ShouldBe("1,5");
            var other = await Beats.DesignAsync(input, request);
            other.Files.Keys.ShouldBe(plain.Files.Keys);
            foreach (var (name, content) in plain.Files)
            {
                other.Files[name].AsSpan().SequenceEqual(content).ShouldBeTrue(name);
            }
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (before, null);
        }
    }

    /// <summary>Keys are the same on every system, and no name that somebody gave becomes a path.</summary>
    [Theory]
    [InlineData(@"C:\Users\me\calls.csv")]
    [InlineData(@"..\..\calls.csv")]
    [InlineData("calls:2024.csv")]
    [InlineData("a b<c>.csv")]
    [InlineData("\\\\server\\share\\calls.csv")]
    public void A_file_name_of_Windows_becomes_a_key_that_every_system_can_hold(string name)
    {
        var folder = KeptReports.FolderOf(name);
        folder.ShouldMatch("^[A-Za-z0-9_-][A-Za-z0-9._-]*$");
        var store = new FolderObjectStore(_folder["store"]);
        Path.GetRelativePath(_folder["store"], store.PathOf($"reports/tiny/{folder}/report.json")).ShouldBe(Path.Combine("reports", "tiny", folder, "report.json"));
        foreach (var key in (string[])[@"plans\tiny", "plans/../tiny", "plans/C:/tiny"])
        {
            Should.Throw<ArgumentException>(() => store.PathOf(key));
        }
    }

    /// <summary>What is written ends its lines by the same byte everywhere: nothing that writes files asks the system for its line's end.</summary>
    [Fact]
    public void Code_that_writes_files_never_asks_for_the_systems_line_end()
    {
        var sources = ((string[])["SmartBeats", "SmartBeats.Formats", "SmartBeats.Pipeline"])
            .SelectMany(project => Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot(), "src", project), "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();
        sources.Count.ShouldBeGreaterThan(400);
        foreach (var path in sources)
        {
            SystemLineEnd().IsMatch(File.ReadAllText(path)).ShouldBeFalse(path);
        }

        // Texts within the code end their lines as their source does: in every clone by a line feed.
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), ".gitattributes")).ShouldContain("eol=lf");
    }

    private async Task DesignAsync(string output)
    {
        var run = await _folder.RunAsync("design", "areas.geojson", "calls.csv", "--request", "request.json", "--barriers", "river.csv", "-o", output, "-q");
        run.ShouldBe(new CommandRun(0, "", ""));
    }

    [GeneratedRegex(@"\.AppendLine\(|Environment\.NewLine|\.WriteLine(Async)?\(")]
    private static partial Regex SystemLineEnd();
}
