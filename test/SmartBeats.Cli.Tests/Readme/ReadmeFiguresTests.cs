using System.Globalization;
using System.Text.Json;

namespace SmartBeats.Cli.Tests.Readme;

/// <summary>Figures in the guides' sentences and tables, made anew from the shared data's real cities.</summary>
/// <remarks>With <c>SMARTBEATS_UPDATE_GOLDEN=1</c> they are written into the page; read the difference.</remarks>
public sealed class ReadmeFiguresTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-figures-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SharedTheory("cities")]
    [InlineData("seattle", "America/Los_Angeles", "beats", 54, "Seattle, today", "Seattle, a plan of 54")]
    [InlineData("seattle", "America/Los_Angeles", "beats", 51, "Seattle, today without its harbour's three", "Seattle, a plan of 51 beside them", "H1,H2,H3")]
    [InlineData("chicago", "America/Chicago", "beats", 277, "Chicago, today", "Chicago, a plan of 277")]
    [InlineData("chicago", "America/Chicago", "districts", 23, "Chicago's districts, today", "Chicago, a plan of 23")]
    public async Task Plans_beside_todays_beats_are_as_the_table_says(string city, string zone, string official, int beats, string today, string plan, string? without = null)
    {
        await RunAsync($"design {Of(city, "city.zip")} {Of(city, "calls.csv")} --beats {beats} --city {city} --time-zone {zone} -o plan"
            + (without is null ? "" : $" --current {Of(city, $"{official}.geojson")} --without-beats {without}"));
        await RunAsync($"compare plan {Of(city, $"{official}.geojson")} --areas {Of(city, "city.zip")} --calls {Of(city, "calls.csv")} -o compared"
            + (without is null ? "" : $" --without-beats {without}"));
        var page = ReadmePage.ReadGuide("todays-beats");
        using var compared = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "compared", "compare.json")));
        var (made, patrolled) = (compared.RootElement.GetProperty("plans")[0], compared.RootElement.GetProperty("plans")[1]);
        var drawn = patrolled.GetProperty("asDrawn");
        var (whole, lines) = (Count(patrolled.GetProperty("beats").GetInt32()), Count(drawn.GetProperty("loads").GetArrayLength()));
        page.CheckFigures(
            Row($"{today} (as drawn)"),
            whole == lines ? whole : $"{whole} ({lines})",
            $"{Two(patrolled, "maxToMean")} ({Two(drawn, "maxToMean")})",
            $"{Two(patrolled, "coefficientOfVariation")} ({Two(drawn, "coefficientOfVariation")})",
            Metres(patrolled));
        var heaviest = made.GetProperty("loads").EnumerateArray().MaxBy(load => load.GetProperty("workload").GetInt64());
        var alone = heaviest.GetProperty("areas").GetInt32() == 1 ? ", one area alone" : "";
        page.CheckFigures(Row(plan), Count(made.GetProperty("beats").GetInt32()), Two(made, "maxToMean") + alone, Two(made, "coefficientOfVariation"), Metres(made));
    }

    [SharedFact("cities/seattle/city_blocks.zip")]
    public async Task Seattles_beats_are_mended_as_far_as_is_said()
    {
        var (before, after, _) = await MendAsync("0.15");
        var (_, close, changed) = await MendAsync("0.22");
        close.ShouldBeLessThanOrEqualTo(1);
        ReadmePage.ReadGuide("first-plan").CheckFigures(
            "Seattle's police beats go from (.+?)% off the mean to (.+?)% that way, and to within 1% by changing (.+?)%\\.",
            before.ToString("0", CultureInfo.InvariantCulture),
            after.ToString("0.0", CultureInfo.InvariantCulture),
            changed.ToString("0", CultureInfo.InvariantCulture));
    }

    /// <returns>Largest deviation before and after, and the share of the workload that changed, in percent.</returns>
    private async Task<(double Before, double After, double Changed)> MendAsync(string budget)
    {
        await RunAsync($"design {Of("seattle", "city_blocks.zip")} {Of("seattle", "calls.csv")} --beats 54 --city seattle --time-zone America/Los_Angeles"
            + $" --current {Of("seattle", "beats.geojson")} --change-budget {budget} -o mended");
        using var plan = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "mended", "plan.json")));
        var change = plan.RootElement.GetProperty("wishes").GetProperty("change");
        return (
            100 * change.GetProperty("currentMaxDeviation").GetDouble(),
            100 * plan.RootElement.GetProperty("measures").GetProperty("maxDeviation").GetDouble(),
            100 * change.GetProperty("workloadShare").GetDouble());
    }

    private async Task RunAsync(string command)
    {
        var run = await CommandRun.OfAsync(_folder.FullName, command.Split(' '));
        run.ExitCode.ShouldBe(0, $"{command}\n{run.Errors}");
    }

    private static string Of(string city, string file) => SharedData.File($"cities/{city}/{file}");

    private static string Row(string name) => $"\\| {name.Replace("(", "\\(").Replace(")", "\\)")} \\| (.+?) \\| (.+?) \\| (.+?) \\| (.+?) \\|\n";

    private static string Two(JsonElement plan, string figure) => plan.GetProperty(figure).GetDouble().ToString("0.00", CultureInfo.InvariantCulture);

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Metres(JsonElement plan) => plan.GetProperty("meanDistanceMetres").GetDouble().ToString("N0", CultureInfo.InvariantCulture) + " m";
}
