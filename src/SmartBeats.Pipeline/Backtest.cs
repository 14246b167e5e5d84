using System.Globalization;
using NodaTime;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline;

/// <summary>What a back-test looks at.</summary>
/// <param name="LifeDays">How long plans are judged; null for a third of the time there is, at most a year.</param>
/// <param name="Origins">Days from which it looks forward, at least 1.</param>
/// <param name="Seeds">Plans of each split, by seeds from the request's own on, at least 1.</param>
/// <param name="Reversed">Whether each split comes with its mirror image in time.</param>
public sealed record BacktestSettings(int? LifeDays, int Origins, int Seeds, bool Reversed)
{
    /// <summary>What a request asks, or the usual where it asks nothing.</summary>
    public static BacktestSettings FromRequest(PlanRequest request)
    {
        var asked = request.Backtest ?? new BacktestRequest();
        return new BacktestSettings(request.LifeDays, asked.Origins, asked.Seeds, !asked.ForwardOnly);
    }
}

/// <summary>Draws beats on past calls as a design would have, and judges them on the calls that came after.</summary>
/// <param name="pipeline">Of the city, with its map and side files; plans go into its store and are not kept beyond it.</param>
/// <param name="calls">The same calls that the pipeline draws on.</param>
/// <param name="map">The pipeline's map.</param>
public sealed class Backtest(LocalPipeline pipeline, ICallSource calls, string city, CityMap map)
{
    /// <summary>Calls a beat has at least, in every past and every life.</summary>
    public const int FewestCallsPerBeat = PlanOutlook.FewestCallsPerBeat;

    /// <summary>Runs every split with every seed.</summary>
    /// <param name="request">With a number of beats. Its dates cut the time looked at; a half-life counts back from each origin, and <see cref="PlanRequest.For"/> is each split's own life.</param>
    /// <param name="todaysBeatOfArea">Beats to judge beside, 0-based and below 0 for an area in none; null for none.</param>
    /// <exception cref="InputException">Too little time, too few calls, or no number of beats; before anything is designed.</exception>
    public async Task<BacktestResult> RunAsync(
        PlanRequest request, BacktestSettings settings, int[]? todaysBeatOfArea = null, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (request.Beats is not { } beats || beats < 2)
        {
            throw new InputException("--beats", "a back-test compares plans of as many beats, at least 2", "Give --beats; a workload per beat would make another number of every past.");
        }

        if (request.Weigh.Count + request.BalanceSignals.Count > 0)
        {
            throw new InputException("--weigh", "columns and signals have no past that beats could be drawn on", "Leave it out: a back-test counts calls alone.");
        }

        if (request.WeighPeriods.Count > 0)
        {
            throw new InputException("--weigh-periods", "fixed periods would reach into the time that beats are judged on", "Give --for or --half-life, which go with each origin.");
        }

        var (splits, period) = FindSplits(await calls.ReadDaysAsync(city, cancellation), request, settings);
        var index = AreaIndex.Build(map);
        var unweighed = request with { HalfLifeDays = null, For = null };
        var held = await HeldCalls.ReadAsync(calls, city, unweighed, cancellation);
        var sums = await DatedSums.ReadAsync(held, city, unweighed, [request.Workload], CallPart.Everything, index, map.Areas.Count, cancellation);
        var loads = sums.ToCounts();
        Check(splits, loads, period, beats);
        foreach (var split in splits)
        {
            var (past, life) = (loads.Within([split.Past]), loads.Within([split.Life]));
            Coverage.ThrowIfOther(past.SumByArea(map.Areas.Count), life.SumByArea(map.Areas.Count), split.Past.ToString(), split.Life.ToString());
        }

        var weights = sums.ToLoads(request.Workload);

        var cases = new List<BacktestCase>();
        var total = splits.Count * settings.Seeds;
        foreach (var split in splits)
        {
            for (var seed = 0; seed < settings.Seeds; seed++)
            {
                progress?.Report(new DesignProgress((double)cases.Count / total, Text($"plan {cases.Count + 1} of {total}"), 0, 0));
                var asked = Bare(request) with
                {
                    From = DayRange.ToDate(split.Past.First).AtMidnight(),
                    To = DayRange.ToDate(split.Past.Last).At(new LocalTime(23, 59, 59)),
                    Seed = request.Seed + (ulong)seed,
                    For = request.For is null ? null : split.Life,
                };
                var drawn = await pipeline.DrawAsync(asked, held, Text($"backtest-{cases.Count}"), cancellation);
                cases.Add(BacktestCase.Score(
                    split, asked.Seed, weights, [.. drawn.Select(beat => beat - 1)], beats, todaysBeatOfArea, PeriodWeights.FromRequest(asked)));
            }
        }

        return new BacktestResult(beats, cases, period.Notes);
    }

    /// <summary>What beats are drawn on and judged on.</summary>
    /// <param name="days">All the city's calls by day.</param>
    /// <returns>The splits, and the time that the calls cover: stray years left out, cut to the request's dates.</returns>
    /// <exception cref="InputException">Too little time.</exception>
    public static (IReadOnlyList<BacktestSplit> Splits, CallPeriod Period) FindSplits(
        IReadOnlyList<DayTally> days, PlanRequest request, BacktestSettings settings)
    {
        // Age and season have no mirror image: later calls are not older.
        var isWeighed = request.HalfLifeDays is not null || request.For is not null;
        var period = CoveredTime.Find(days).Within(Seconds(request.From), Seconds(request.To) + 1);
        var covered = new DayRange(DayRange.ToDay(period.Spans[0].From), DayRange.ToDay(period.Spans[^1].End - 1));
        return (RollingOrigins.Plan(covered, settings.LifeDays, settings.Origins, settings.Reversed && !isWeighed), period);
    }

    /// <summary>The request without what is asked of a plan beside its beats.</summary>
    private static PlanRequest Bare(PlanRequest request) => request with
    {
        Response = request.Goal == Goal.Response ? request.Response : null,
        Shifts = [],
        Rank = 0,
        Also = [],
        Backtest = null,
    };

    private static void Check(IReadOnlyList<BacktestSplit> splits, DatedLoads loads, CallPeriod period, int beats)
    {
        foreach (var split in splits)
        {
            foreach (var (what, days) in new[] { ("drawn", split.Past), ("judged", split.Life) })
            {
                var count = loads.Within([days]).Loads.Sum();
                if (count < (long)FewestCallsPerBeat * beats)
                {
                    throw new InputException(
                        "calls",
                        Text($"{beats} beats {what} on {days} take {FewestCallsPerBeat} calls each, and there are {(double)count / beats:0.#}"),
                        "Load calls of a longer time, count more of them, or give a longer --life.");
                }
            }

            // A life with a hole in it is another season than it says.
            var missing = Enumerable.Range(split.Life.First, split.Life.Days).Count(day => !period.Contains(day * 86_400L));
            if (missing * 10 > split.Life.Days)
            {
                throw new InputException(
                    "calls",
                    Text($"none came on {missing} of the {split.Life.Days} days {split.Life} that beats would be judged on"),
                    "Load the calls of these days, or choose dates without a gap (--from, --to, --life).");
            }
        }
    }

    private static long? Seconds(LocalDateTime? time) => time?.InUtc().ToInstant().ToUnixTimeSeconds();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
