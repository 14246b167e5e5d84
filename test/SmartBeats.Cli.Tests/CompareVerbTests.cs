using System.Text.Json;

namespace SmartBeats.Cli.Tests;

public sealed class CompareVerbTests : IDisposable
{
    private static readonly string _samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_plan_beside_its_own_outlines_moves_nothing_and_a_map_of_both_is_written()
    {
        await DesignAsync("new", "--beats", "6");
        var run = await RunAsync("compare", "new", "new/beats.geojson", "--calls", Path.Combine(_samples, "calls.csv"), "-o", "out");
        run.ExitCode.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("No area moves");
        run.Output.ShouldContain("follow the areas: none is cut");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "out", "compare.json")));
        var (first, second) = (json.RootElement.GetProperty("plans")[0], json.RootElement.GetProperty("plans")[1]);
        foreach (var figure in new[] { "beats", "maxDeviation", "coefficientOfVariation", "polsbyPopperMean", "meanDistanceMetres" })
        {
            second.GetProperty(figure).GetDouble().ShouldBe(first.GetProperty(figure).GetDouble(), figure);
        }

        // The checker says of the plan what its own file says.
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "new", "plan.json")));
        first.GetProperty("maxDeviation").GetDouble().ShouldBe(plan.RootElement.GetProperty("measures").GetProperty("maxDeviation").GetDouble());
        first.GetProperty("meanDistanceMetres").GetDouble().ShouldBe(plan.RootElement.GetProperty("measures").GetProperty("meanDistanceMetres").GetDouble());
        second.GetProperty("asDrawn").GetProperty("misplacedShare").GetDouble().ShouldBe(0);
        File.Exists(Path.Combine(_folder.FullName, "out", "compare.html")).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_plans_are_compared_on_the_calls_of_the_first()
    {
        await DesignAsync("new", "--beats", "6");
        await DesignAsync("old", "--beats", "5", "--priorities", "1");
        var run = await RunAsync("compare", "new/plan.json", "old", "--areas", Path.Combine(_samples, "city.zip"), "--calls", Path.Combine(_samples, "calls.csv"), "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("plans").EnumerateArray().Select(plan => plan.GetProperty("beats").GetInt32()).ShouldBe([6, 5]);
        json.RootElement.GetProperty("moves").GetProperty("areas").GetInt32().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("plans")[1].GetProperty("notes").EnumerateArray().Last().GetString().ShouldStartWith("It was made for other calls");

        var left = await RunAsync("compare", "new", "old", "--calls", Path.Combine(_samples, "calls.csv"), "--without-beats", "3");
        left.ExitCode.ShouldBe(2);
        left.Errors.ShouldContain("--without-beats: is given beside another plan");
    }

    [Fact]
    public async Task Without_a_map_it_says_what_to_name()
    {
        await DesignAsync("new", "--beats", "3");
        File.Copy(Path.Combine(_folder.FullName, "new", "plan.json"), Path.Combine(_folder.FullName, "alone.json"));
        var run = await RunAsync("compare", "alone.json", "new", "--calls", Path.Combine(_samples, "calls.csv"));
        run.ExitCode.ShouldBe(2);
        run.Errors.ShouldContain("--areas: a plan holds no shapes, and no areas.zip lies beside it. Name the map the plan was made on: --areas city.zip.");
    }

    [SharedTheory("cities/seattle/calls.csv")]
    [InlineData("seattle", "beats.geojson", 54, 2.02, 0.38)]
    [InlineData("chicago", "districts.geojson", 23, 1.64, 0.36)]
    public async Task The_polices_own_beats_have_the_figures_they_are_known_for(string city, string beats, int count, double maxToMean, double spread)
    {
        string At(string name) => SharedData.File($"cities/{city}/{name}");
        var design = await RunAsync("design", At("city.zip"), At("calls.csv"), "--beats", $"{count}", "--time-zone", "America/Chicago", "--effort", "300000", "-o", city, "-q");
        design.ExitCode.ShouldBe(0, design.Errors);
        var run = await RunAsync("compare", city, At(beats), "--areas", At("city.zip"), "--calls", At("calls.csv"), "--json");
        run.ExitCode.ShouldBe(0, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        var official = json.RootElement.GetProperty("plans")[1];
        official.GetProperty("beats").GetInt32().ShouldBe(count);
        official.GetProperty("asDrawn").GetProperty("maxToMean").GetDouble().ShouldBe(maxToMean, 0.02);
        official.GetProperty("asDrawn").GetProperty("coefficientOfVariation").GetDouble().ShouldBe(spread, 0.02);
        json.RootElement.GetProperty("plans")[0].GetProperty("coefficientOfVariation").GetDouble().ShouldBeLessThan(official.GetProperty("coefficientOfVariation").GetDouble());
    }

    private async Task DesignAsync(string output, params string[] flags)
    {
        var run = await RunAsync(["design", Path.Combine(_samples, "city.zip"), Path.Combine(_samples, "calls.csv"), "-o", output, "--effort", "500000", "-q", .. flags]);
        run.ExitCode.ShouldBe(0, run.Errors);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);
}
