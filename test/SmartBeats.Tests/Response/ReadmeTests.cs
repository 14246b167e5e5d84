using System.Globalization;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class ReadmeTests
{
    [Fact]
    public void Worked_example_prints_the_figures_of_the_readme()
    {
        // Three beats of 2 km by 2 km side by side, the middle one in two halves; one call an hour in each, half an hour a call, 30 km/h.
        AreaPlace[] places = [new(0, 0, 4), new(1500, 0, 2), new(2500, 0, 2), new(4000, 0, 4)];
        int[] beats = [0, 1, 1, 2];
        double[] rates = [1, .5, .5, 1];
        var travel = new TravelLaw(places, new TravelLawOptions(DistanceLaw.RightAngle, SpeedKmh: 30, ShortTripKm: 0));
        var reach = UnitTravel.Patrolling(travel, beats, 3, rates);
        var system = new PatrolSystem(3, rates, 30, beats, PreferenceLists.Build(reach, beats));
        var exact = Hypercube.Solve(system, WhenAllBusy.Wait);
        var near = HypercubeApproximation.Solve(system, WhenAllBusy.Wait);
        var minutes = TravelFigures.Of(exact, travel, reach);
        var readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "src", "SmartBeats", "Response", "README.md"));
        system.Preferences.ShouldBe([[0, 1, 2], [1, 0, 2], [1, 2, 0], [2, 1, 0]]);
        readme.ShouldContain(Row("exact", exact));
        readme.ShouldContain(Row("approximation", near));
        readme.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"The unit sent to {100 * exact.OutOfBeatShare:0.0}% of calls comes from another beat"));
        readme.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{100 * exact.DelayProbability:0.0}% find all three busy"));
        readme.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"wait {exact.MeanWaitMinutes:0.00} minutes on average, and the drive takes {minutes.CityMinutes:0.00}"));

        static string Row(string name, HypercubeResult result) =>
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {result.Utilisation[0]:0.0000} | {result.Utilisation[1]:0.0000} | {result.Utilisation[2]:0.0000} |");
    }
}
