using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Response;

namespace SmartBeats.Demand;

/// <summary>One plan of a back-test: what it was, what was foretold of it, what came. All fractions.</summary>
/// <param name="Split">What it was drawn and judged on.</param>
/// <param name="Seed">Of the plan.</param>
/// <param name="PastCalls">Calls it was drawn on.</param>
/// <param name="LaterCalls">Calls it was judged on.</param>
/// <param name="PastSpread">Standard deviation of the beats' loads over their mean, on the past.</param>
/// <param name="LaterSpread">The same on later calls.</param>
/// <param name="LaterWorst">Largest |load - mean| / mean on later calls.</param>
/// <param name="Chance">What chance alone makes of so many later calls.</param>
/// <param name="Foretold">The later spread as the past foretold it, with its 90 % interval.</param>
/// <param name="ForetoldWorst">The worst beat likewise.</param>
/// <param name="TodaysSpread">Of the beats there are today on the same later calls; null where none are given.</param>
public sealed record BacktestCase(
    BacktestSplit Split,
    ulong Seed,
    long PastCalls,
    long LaterCalls,
    double PastSpread,
    double LaterSpread,
    double LaterWorst,
    double Chance,
    Estimate Foretold,
    Estimate ForetoldWorst,
    double? TodaysSpread)
{
    /// <summary>Scores a plan on calls it has not seen.</summary>
    /// <param name="calls">All there are, of the past and of the life.</param>
    /// <param name="beatOfArea">Per area, its beat, 0-based.</param>
    /// <param name="beats">How many.</param>
    /// <param name="todaysBeatOfArea">The same of today's beats, below 0 for an area in none; null where there are none to compare with.</param>
    /// <param name="periods">What calls counted by when the beats were drawn; null or empty for all alike.</param>
    public static BacktestCase Score(
        BacktestSplit split, ulong seed, DatedLoads calls, int[] beatOfArea, int beats, int[]? todaysBeatOfArea, IReadOnlyList<WeightedPeriod>? periods = null)
    {
        var (past, later) = (calls.Within([split.Past]), calls.Within([split.Life]));
        var weeks = BeatWeeks.Count(past, beatOfArea, beats);
        var total = later.Loads.Sum();
        var foretold = Demand.LaterSpread.Foretell(
            weeks, DriftEstimate.Measure(weeks), (split.Life.Days + 6) / 7, PeriodWeights.FindWeekWeights(periods ?? [], weeks), total, split.IsReversed ? null : 0);
        var (spread, worst) = FindSpread(later, beatOfArea);
        return new BacktestCase(
            split, seed, past.Loads.Sum(), total, foretold.PastSpread, spread, worst, foretold.Chance, foretold.Spread, foretold.WorstBeat,
            todaysBeatOfArea is null ? null : FindSpread(later, todaysBeatOfArea).Spread);
    }

    /// <summary>Rounded for print, once: fractions to four decimals.</summary>
    public BacktestCase ToPublishedPrecision() => this with
    {
        PastSpread = Math.Round(PastSpread, 4),
        LaterSpread = Math.Round(LaterSpread, 4),
        LaterWorst = Math.Round(LaterWorst, 4),
        Chance = Math.Round(Chance, 4),
        Foretold = Round(Foretold),
        ForetoldWorst = Round(ForetoldWorst),
        TodaysSpread = TodaysSpread is { } todays ? Math.Round(todays, 4) : null,
    };

    private static (double Spread, double Worst) FindSpread(DatedLoads calls, int[] beatOfArea)
    {
        var loads = new double[beatOfArea.Max() + 1];
        for (var row = 0; row < calls.Areas.Length; row++)
        {
            if (beatOfArea[calls.Areas[row]] is >= 0 and var beat)
            {
                loads[beat] += calls.Loads[row];
            }
        }

        var mean = loads.Average();
        return (Math.Sqrt(loads.Average(load => (load / mean - 1) * (load / mean - 1))), loads.Max(load => Math.Abs(load / mean - 1)));
    }

    private static Estimate Round(Estimate value) => new(Math.Round(value.Value, 4), Math.Round(value.Low, 4), Math.Round(value.High, 4));
}

/// <summary>A back-test's plans, split by split and seed by seed.</summary>
/// <param name="Beats">Of every plan.</param>
/// <param name="Cases">Forward splits first, by origin, then reversed ones; within a split by seed.</param>
/// <param name="Notes">What was out of the ordinary in the calls, a sentence each.</param>
public sealed record BacktestResult(int Beats, IReadOnlyList<BacktestCase> Cases, IReadOnlyList<string> Notes)
{
    /// <summary>Its file beside a plan.</summary>
    public const string FileName = "backtest.json";

    /// <summary>The drawing of it, beside a plan.</summary>
    public const string ChartName = "backtest.svg";

    /// <summary>Why there are no cases; null where there are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>What it comes to, a sentence each; written, never read.</summary>
    public IReadOnlyList<string> Sentences => [.. Describe()];

    /// <summary>The result as JSON; figures as printed.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(this with { Cases = [.. Cases.Select(one => one.ToPublishedPrecision())] }, BacktestJsonContext.Default.BacktestResult) + "\n";

    /// <summary>What it comes to, a sentence each.</summary>
    public IEnumerable<string> Describe() => Reason is null ? BacktestWords.Describe(this) : [$"How such plans have held cannot be said: {Reason}"];
}

/// <summary>Days as dates: <c>2024-01-01..2024-06-30</c>.</summary>
public sealed class DayRangeConverter : JsonConverter<DayRange>
{
    /// <inheritdoc/>
    public override DayRange Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DayRange.Parse(reader.GetString()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DayRange value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(BacktestResult))]
internal sealed partial class BacktestJsonContext : JsonSerializerContext;
