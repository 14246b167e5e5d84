using System.Text.Json;
using SmartBeats.Demand;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Lasting;

/// <summary>One split with one seed: what was foretold and what came.</summary>
internal sealed record LastingCase(LastingSplit Split, ulong Seed, double PastSpread, LaterSpread Foretold, double LaterSpread, double LaterWorst)
{
    /// <param name="keep">Folder of plans made before, so that a forecast can be tried without designing again; null for none.</param>
    public static LastingCase Run(LastingSplit split, LastingCity city, IDemandEstimate estimate, ulong seed, string? keep)
    {
        var past = city.Calls.Within(split.Past);
        var plan = Draw(split, city, estimate, seed, keep);
        var weeks = BeatWeeks.Count(past, plan, split.Beats);
        var future = city.Calls.Within([split.Future]);
        var last = BeatWeeks.ToWeek(future.Days.Max());
        var first = BeatWeeks.ToWeek(future.Days.Min());

        // A gap between past and life is time in which demand drifts on.
        var gap = Math.Max(0, first - weeks.FirstWeek - weeks.Loads.Length);
        var foretold = SmartBeats.Demand.LaterSpread.Foretell(
            weeks, DriftEstimate.Measure(weeks), Math.Max(1, last - first + 1), null, future.Loads.Sum(), split.IsReversed ? null : gap);
        var (spread, worst) = Calibration.Score(future, plan, split.Beats);
        return new LastingCase(split, seed, foretold.PastSpread, foretold, spread, worst);
    }

    /// <summary>The split's beats, from the folder where they are in it.</summary>
    /// <inheritdoc cref="Run"/>
    public static int[] Draw(LastingSplit split, LastingCity city, IDemandEstimate estimate, ulong seed, string? keep) =>
        Recall(keep is null ? null : Path.Combine(keep, $"{estimate.Name}-{split.Name}-{seed}.json"), () => BeatEngine.Design(
            city.ToProblem(estimate.WeighAreas(city.Calls.Within(split.Past), city.Areas, split.Future), split.Beats, seed), 2).Chosen.BeatOfArea);

    /// <summary>What a file holds, or what is designed into it.</summary>
    public static int[] Recall(string? file, Func<int[]> design)
    {
        if (file is not null && File.Exists(file))
        {
            return JsonSerializer.Deserialize<int[]>(File.ReadAllBytes(file))!;
        }

        var plan = design();
        if (file is not null)
        {
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(plan));
        }

        return plan;
    }
}
