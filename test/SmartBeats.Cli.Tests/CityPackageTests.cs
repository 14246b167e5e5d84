using System.IO.Compression;
using System.Text;

namespace SmartBeats.Cli.Tests;

/// <summary>A city in one file, from one workspace to another.</summary>
public sealed class CityPackageTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public CityPackageTests()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_city_comes_with_calls_loads_plans_and_settings_and_without_addresses()
    {
        await LoadAsync();
        _folder.WriteCalls("more.csv", [.. WorkspaceFolder.Calls(2), WorkspaceFolder.Call("T-99", 9, 4), WorkspaceFolder.Call("BAD", 9, 4, "42")]);
        (await _folder.IngestAsync("more.csv", "--max-rejected", "0.5")).ExitCode.ShouldBe(0);
        (await _folder.DesignAsync()).ExitCode.ShouldBe(0);
        var packed = await _folder.RunAsync("export", "city", "city.sbz", "--workspace", "ws", "--json");
        packed.ExitCode.ShouldBe(0, packed.Errors);
        packed.Output.ShouldContain("\"plans\":1");

        (await _folder.RunAsync("import", "city.sbz", "--workspace", "other", "-q")).ShouldBe(new CommandRun(0, "", ""));
        (await _folder.RunAsync("history", "--workspace", "other", "--json")).Output.ShouldBe((await _folder.RunAsync("history", "--workspace", "ws", "--json")).Output);
        var again = await _folder.RunAsync("design", "--workspace", "other", "--beats", "3", "--effort", "10000", "-o", "again");
        again.Errors.ShouldContain("Known plan");
        foreach (var file in Directory.GetFiles(_folder["out"]))
        {
            File.ReadAllBytes(Path.Combine(_folder["again"], Path.GetFileName(file))).ShouldBe(File.ReadAllBytes(file), Path.GetFileName(file));
        }

        // Loads came along: the second can be taken back there too.
        (await _folder.RunAsync("unload", "2", "--workspace", "other", "--dry-run")).Output.ShouldBe((await _folder.RunAsync("unload", "2", "--workspace", "ws", "--dry-run")).Output);

        using var zip = ZipFile.OpenRead(_folder["city.sbz"]);
        zip.Entries.ShouldContain(entry => entry.FullName == "files/cities/city/city.json");
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            Encoding.Latin1.GetString(content.ToArray()).ShouldNotContain("SECRET LANE", Case.Insensitive, entry.FullName);
        }
    }

    [Fact]
    public async Task A_city_that_is_there_is_replaced_only_where_that_is_said()
    {
        await LoadAsync();
        (await _folder.RunAsync("export", "city", "one.sbz", "--workspace", "ws", "-q")).ExitCode.ShouldBe(0);
        (await _folder.DesignAsync()).ExitCode.ShouldBe(0);
        (await _folder.RunAsync("forget", "T-01-3", "--workspace", "ws", "-q")).ExitCode.ShouldBe(0);
        var refused = await _folder.RunAsync("import", "one.sbz", "--workspace", "ws");
        refused.ExitCode.ShouldBe(2);
        refused.Errors.Trim().ShouldBe("smartbeats: one.sbz: the workspace has a city city already. Give --replace to have it replaced, with its calls and plans; --dry-run says first by what.");
        var dry = await _folder.RunAsync("import", "one.sbz", "--workspace", "ws", "--replace", "--dry-run");
        dry.Output.ShouldContain("0 plans");
        dry.Output.ShouldContain("nothing was changed (--dry-run), a city of that id would be replaced");
        (await _folder.RunAsync("history", "--workspace", "ws", "--json")).Output.ShouldContain("\"planId\"");
        (await _folder.RunAsync("import", "one.sbz", "--workspace", "ws", "--replace", "-q")).ExitCode.ShouldBe(0);
        (await _folder.RunAsync("history", "--workspace", "ws", "--json")).Output.Trim().ShouldBe("[]");
        (await _folder.RunAsync("forget", "T-01-3", "--workspace", "ws", "--dry-run")).ExitCode.ShouldBe(0, "the forgotten call is of the package again");
    }

    [Fact]
    public async Task What_is_no_package_is_said_and_nothing_leaves_the_workspace()
    {
        await LoadAsync();
        var calls = await _folder.RunAsync("import", "calls.csv", "--workspace", "ws");
        calls.ExitCode.ShouldBe(2);
        calls.Errors.Trim().ShouldBe("smartbeats: calls.csv: is no package of a city, or is damaged. Give a file as smartbeats export CITY city.sbz writes it.");
        (await _folder.RunAsync("export", "city", "city.sbz", "--workspace", "ws", "-q")).ExitCode.ShouldBe(0);
        using (var zip = ZipFile.Open(_folder["city.sbz"], ZipArchiveMode.Update))
        {
            using var writer = new StreamWriter(zip.CreateEntry("files/cities/city/../../escaped.json").Open());
            writer.Write("{}");
        }

        var escaping = await _folder.RunAsync("import", "city.sbz", "--workspace", "other");
        escaping.ExitCode.ShouldBe(2);
        escaping.Errors.ShouldContain("holds cities/city/../../escaped.json, which is no file of the city city. Have it packed again");
        File.Exists(_folder["other/escaped.json"]).ShouldBeFalse();
        var both = await _folder.RunAsync("export", "city", "city.sbz", "--also", "kml", "--workspace", "ws");
        both.Errors.Trim().ShouldBe("smartbeats: --also: is given beside a file for the whole city. Give one of the two.");
        var neither = await _folder.RunAsync("export", "city", "--workspace", "ws");
        neither.Errors.Trim().ShouldBe("smartbeats: export: it is not said what to write. Give a plan and --also gpkg,kml,xlsx,sheets; or a city and a file: smartbeats export CITY city.sbz.");
    }

    private async Task LoadAsync() => (await _folder.IngestAsync(["areas.geojson", "calls.csv", .. WorkspaceFolder.Zone])).ExitCode.ShouldBe(0);
}
