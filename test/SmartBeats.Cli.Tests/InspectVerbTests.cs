using System.Text;
using System.Text.Json;

namespace SmartBeats.Cli.Tests;

public sealed class InspectVerbTests : IDisposable
{
    private const string Header = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition,beat_name\n";
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_map_is_told_with_its_ids_extent_and_faults()
    {
        var run = await InspectAsync(Path.Combine(_samples, "city.zip"));
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldStartWith("city.zip: a map of areas, good to load.\n");
        run.Output.ShouldContain("Areas          585");
        run.Output.ShouldContain("Ids            Area ids are from the field \"AREA_ID\", the one named for this city.");
        run.Output.ShouldContain("\"GCS_WGS_1984\": longitude and latitude, taken as they are");
        run.Output.ShouldContain("Gaps           2 gaps inside the map");
        run.Output.ShouldContain("None of        skipped, repaired, duplicates, overlaps, slivers, islands, parts");
    }

    [Fact]
    public async Task A_folder_is_told_by_what_it_holds()
    {
        foreach (var name in (string[])["calls", "plan", "work", "maps", "nothing"])
        {
            _folder.CreateSubdirectory(name);
        }

        Write("calls/2021-01.csv", Header + "A1,1,,t,POINT(-113.4 33.25),2021-01-01 00:00:00,6,x\n");
        Write("calls/2021-02.csv", Header + "A2,1,,t,POINT(-113.4 33.25),2021-02-01 00:00:00,6,x\n");
        var calls = await InspectAsync("calls");
        calls.ExitCode.ShouldBe(0, calls.Errors);
        calls.Output.ShouldContain("Rows           2: 2 accepted");

        File.Copy(Path.Combine(SharedData.RepositoryRoot(), "test/SmartBeats.Tests/Publishing/Golden/plan.json"), Path.Combine(_folder.FullName, "plan/plan.json"));
        (await InspectAsync("plan")).Output.ShouldStartWith("plan.json: ");

        Write("work/workspace.json", "{}");
        (await InspectAsync("work")).ShouldBe(new CommandRun(2, "", "smartbeats: work: is a workspace. See what was made in it: smartbeats history --workspace work\n"));

        File.Copy(Path.Combine(_samples, "city.zip"), Path.Combine(_folder.FullName, "maps/city.zip"));
        var maps = await InspectAsync("maps");
        maps.ExitCode.ShouldBe(2);
        maps.Output.ShouldContain("city.zip: is a zip without a CSV in it.");
        (await InspectAsync("nothing")).ShouldBe(new CommandRun(
            3, "", "smartbeats: nothing: no calls file (.csv, .tsv, .txt, .gz, .zip, .xlsx) is there. Check the name and the folder; a map is looked at by its own name.\n"));
    }

    [Fact]
    public async Task Calls_are_told_with_what_is_in_them_and_no_address()
    {
        Write("calls.csv", Header
            + "A1,1,1 SECRET LANE,t,POINT(-113.4 33.25),2021-01-01 00:00:00,6,x\n"
            + "A2,2,1 SECRET LANE,f,POINT(-113.4 33.25),2021-02-01 00:00:00,6,x\n"
            + "A2,3,1 SECRET LANE,f,POINT(-100 33.25),2021-03-01 00:00:00,,x\n"
            + "A4,3,,f,POINT(-113.4 33.25),2021-03-01 00:00:00,2 SECRET LANE,x\n"
            + "A3,42,1 SECRET LANE,f,POINT(-113.4 33.25),2021-03-01 00:00:00,,x\n");
        var run = await InspectAsync("calls.csv", "--areas", Path.Combine(_samples, "city.zip"), "--max-rejected", "0.5");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("Ignored        beat_name");
        run.Output.ShouldContain("Rows           5: 4 accepted, 1 rejected, 1 given twice (the last counts)");
        run.Output.ShouldContain("Rejected       1 rows, first in line 6: priority is not a whole number from 1 to 9");
        run.Output.ShouldContain("Period         2021-01-01T00:00:00 to 2021-03-01T00:00:00 (local time, America/Phoenix)");
        run.Output.ShouldContain("Priorities     1: 1, 3: 2\n");
        run.Output.ShouldContain("Dispositions   (empty): 1, (text that is no code): 1, 6: 1\n");
        run.Output.ShouldContain("Outside map    1 calls lie in no area");
        (run.Output + run.Errors).ShouldNotContain("SECRET");
    }

    [Fact]
    public async Task A_file_with_too_many_bad_rows_is_told_and_refused()
    {
        Write("calls.csv", Header + "A1,1,,t,POINT(1 2),2021-01-01 00:00:00,6,\nA2,1,,t,POINT(1 2),2024-13-02,6,\n");
        var run = await InspectAsync("calls.csv", "--json");
        run.ExitCode.ShouldBe(2);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("loads").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("refusal").GetString().ShouldStartWith("calls.csv:3: 1 of 2 rows cannot be read, above the 10% allowed");
        json.RootElement.GetProperty("refusal").GetString().ShouldEndWith("Correct the export and send the file again.", customMessage: "inspect writes no rejected.csv");
        json.RootElement.GetProperty("calls").GetProperty("report").GetProperty("accepted").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("calls.csv", "version https://git-lfs.github.com/spec/v1\n", "calls.csv: is a Git LFS pointer: the note left in place of the file, not the file. Fetch the file itself (git lfs pull) and send that.")]
    [InlineData("city.zip", "<!doctype html><html></html>", "city.zip: is a web page (HTML). A download may have ended at a sign-in or error page: open the link in a browser, and save the map itself.")]
    [InlineData("report.pdf", "%PDF-1.4", "report.pdf: is a PDF document. Export the data behind it as CSV.")]
    [InlineData("city.shx", "\0\0'\n", "city.shx: is only one file of a shapefile (.shx). Zip it together with the files of the same name (.shp, .shx, .dbf, .prj) and give the zip.")]
    [InlineData("calls.csv", "", "calls.csv: is empty. Export the calls again.")]
    [InlineData("plan.json", "{\"planId\":\"1\"}", "plan.json: is not a readable plan.json: it has no schemaVersion. Use the file as SmartBeats wrote it, or design the plan again.")]
    [InlineData("request.json", "{\"beats\": 0}", "request.json: beats is 0, not a whole number from 1 to 100000. Write how many beats there shall be.")]
    public async Task A_wrong_file_is_refused_in_one_sentence_and_exits_with_2(string name, string content, string refusal)
    {
        Write(name, content);
        var run = await InspectAsync(name);
        run.ExitCode.ShouldBe(2);
        run.Output.Split('\n')[1].ShouldBe(refusal);
    }

    [Fact]
    public async Task A_request_and_a_city_are_recognised()
    {
        Write("request.json", "{\"beats\": 12}");
        (await InspectAsync("request.json")).Output.ShouldStartWith("request.json: a request, good to load.");
        (await InspectAsync(Path.Combine(_samples, "city.json"))).Output.ShouldContain("times in America/Phoenix");
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content, new UTF8Encoding(false));

    private Task<CommandRun> InspectAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, ["inspect", .. arguments]);
}
