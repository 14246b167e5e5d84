using System.Globalization;
using System.Text.Json;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

/// <summary>What a change budget buys, as plan.json and the summary say it, beside a count from the plans met and the areas' workload.</summary>
public class ChangeCurveTests
{
    [Theory]
    [InlineData(null, 0.01)]
    [InlineData(0.06, 0.01)]
    [InlineData(null, 0.0001)]
    public async Task Curve_of_change_says_what_the_plans_it_is_made_of_come_to(double? budget, double tolerance)
    {
        await using var city = await SampleCity.LoadAsync();
        var request = new PlanRequest { Beats = 12, Effort = 600_000, Tolerance = tolerance };
        var (made, _) = await new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2).RunAsync(request with { Priorities = [1, 2], Tolerance = 0.01 }, "run-today");
        var sides = await SideFiles.PutAsync(city.Store, SampleCity.City.Id, [new InlineSide("current", $"\"{made.PlanId}\"")], city.Map);
        var (ticket, _) = await new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2) { Sides = sides }.RunAsync(request with { ChangeBudget = budget }, "run-anew");

        var files = new RunFiles(city.Store);
        var today = (await files.ReadProblemAsync(ticket, default)).Wishes!.Current!.BeatOfArea;
        var weights = (await files.ReadWorkloadAsync(ticket, default)).Weights;
        var chosen = await files.ReadChosenAsync(ticket, default);
        chosen.ForcedAreas.ShouldBeEmpty();
        (double Share, double Worst)[] counted = [.. chosen.Curve.Select(plan =>
        {
            var loads = new double[12];
            var moved = 0.0;
            for (var area = 0; area < plan.Length; area++)
            {
                loads[plan[area]] += weights[area];
                moved += plan[area] == today[area] ? 0 : weights[area];
            }

            return (moved / weights.Sum(), loads.Max(load => Math.Abs((load * 12 / weights.Sum()) - 1)));
        })];
        counted.Length.ShouldBeGreaterThan(1);

        Task<byte[]> FileAsync(string name) => File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, name)));
        using var json = JsonDocument.Parse(await FileAsync("plan.json"));
        var points = json.RootElement.GetProperty("wishes").GetProperty("change").GetProperty("curve").EnumerateArray().ToArray();
        points.Length.ShouldBe(counted.Length);
        foreach (var (point, (share, worst)) in points.Zip(counted))
        {
            point.GetProperty("workloadShare").GetDouble().ShouldBe(share, 1e-4);
            point.GetProperty("maxDeviation").GetDouble().ShouldBe(worst, 1e-4);
            point.GetProperty("maxDeviationOfRest").GetDouble().ShouldBe(worst, 1e-4);
        }

        // The line a chief reads: from little change on, up to the first plan within the tolerance.
        var spoken = counted.Where(point => point.Share >= 0.005).ToList();
        var within = spoken.FindIndex(point => point.Worst <= tolerance);
        var shown = spoken.Take(within < 0 ? spoken.Count : within + 1).Select(point => $"{Percent(point.Share)} changed, {Percent(point.Worst)} off");
        var reached = within < 0 ? $"No plan met is within {Percent(tolerance)}." : $"Within {Percent(tolerance)} takes {Percent(spoken[within].Share)}.";
        System.Text.Encoding.UTF8.GetString(await FileAsync("summary.txt")).ShouldContain(
            $"- What a change budget buys, in share of the workload and largest deviation from the mean: {string.Join("; ", shown)}. {reached}");
        (within < 0).ShouldBe(tolerance < 0.001);
    }

    /// <summary>Two decimals at most, as figures are printed.</summary>
    private static string Percent(double share) => Math.Round((decimal)share * 100, 2).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
