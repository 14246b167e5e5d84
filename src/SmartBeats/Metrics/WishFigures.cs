using System.Text.Json.Serialization;

namespace SmartBeats.Metrics;

/// <summary>What a plan is worth by what was wished of it; parts nobody asked for are null and not written.</summary>
public sealed record WishFigures
{
    /// <summary>Every criterion of balance, the workload first; null where it is the only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CriterionFigures>? Balance { get; init; }

    /// <summary>The worst of all criteria's deviations, each times its weight: what the tolerance is about. Null with <see cref="Balance"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? WeightedDeviation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GroundFigures? EqualArea { get; init; }

    /// <summary>A column each, in ordinal order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WholeFigures>? KeepWhole { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChangeFigures? Change { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LockFigures? Locks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StationFigures? Stations { get; init; }
}

/// <summary>One criterion of balance.</summary>
/// <param name="Weight">How much its deviation counts beside the workload's, which counts 1.</param>
/// <param name="MaxDeviation">max |load - mean| / mean, a fraction.</param>
/// <param name="MaxDeviationOfRest">Apart from beats that are locked or hold an area heavier than a fair share in this criterion, about the others' own mean.</param>
/// <param name="LowerBound">No plan on this map has a smaller deviation in this criterion, taken alone.</param>
/// <param name="Loads">Per beat, in order of number.</param>
public sealed record CriterionFigures(string Name, string Unit, double Weight, double MaxDeviation, double MaxDeviationOfRest, double LowerBound, IReadOnlyList<double> Loads);

/// <summary>How alike the beats' ground is.</summary>
/// <param name="Strength">As wished.</param>
/// <param name="CoefficientOfVariation">Standard deviation of the beats' km² / their mean.</param>
/// <param name="LargestKm2">Of the largest beat.</param>
public sealed record GroundFigures(double Strength, double CoefficientOfVariation, double MeanKm2, double SmallestKm2, double LargestKm2);

/// <summary>How whole the groups of one column are.</summary>
/// <param name="Weight">As wished.</param>
/// <param name="Groups">Groups of two areas or more.</param>
/// <param name="Whole">Of these, those in one beat.</param>
/// <param name="Splits">Sum over the groups of the beats each lies in, less one each.</param>
/// <param name="TodaySplits">The same in the current beats; null without.</param>
/// <param name="Split">Groups in several beats, the most cut up first, then by name.</param>
public sealed record WholeFigures(string Column, double Weight, int Groups, int Whole, int Splits, int? TodaySplits, IReadOnlyList<SplitGroup> Split);

/// <summary>A group that lies in several beats.</summary>
/// <param name="Beats">How many.</param>
/// <param name="Today">How many of the current beats; null without.</param>
public sealed record SplitGroup(string Name, int Areas, int Beats, int? Today);

/// <summary>What differs from the current beats; areas that had none are not counted.</summary>
/// <param name="Budget">Share of the workload that might change; null for no limit.</param>
/// <param name="WorkloadShare">Share of the workload that has another beat.</param>
/// <param name="Km2Share">Share of the ground that has.</param>
/// <param name="CurrentMaxDeviation">Of the current beats as the plan began with them, by the workload of the request.</param>
/// <param name="CurrentMaxDeviationOfRest">Of those that hold no area heavier than a fair share and are not locked, about their own mean.</param>
/// <param name="Beats">Names of the current beats, in order of the plan's numbers.</param>
/// <param name="Repairs">What had to be done to the current beats before; its share is in the figures.</param>
public sealed record ChangeFigures(
    double? Budget, int Areas, double Workload, double WorkloadShare, double Km2, double Km2Share, double CurrentMaxDeviation, double CurrentMaxDeviationOfRest, IReadOnlyList<string> Beats, IReadOnlyList<string> Repairs)
{
    /// <summary>What other shares of change would buy, from little to much; null where that was not looked into.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChangePoint>? Curve { get; init; }
}

/// <summary>A plan the run met that begins with the current beats.</summary>
/// <param name="WorkloadShare">Share of the workload that has another beat in it.</param>
/// <param name="MaxDeviation">Of its beats.</param>
/// <param name="MaxDeviationOfRest">Of those without an area heavier than a fair share, about their own mean.</param>
public sealed record ChangePoint(double WorkloadShare, double MaxDeviation, double MaxDeviationOfRest);

/// <summary>What had to stay.</summary>
/// <param name="Areas">Ids, in the map's order.</param>
/// <param name="Beats">Numbers.</param>
/// <param name="MaxDeviationOfOthers">Of the beats that are not locked and hold no area heavier than a fair share, about their own mean.</param>
public sealed record LockFigures(IReadOnlyList<string> Areas, IReadOnlyList<int> Beats, double MaxDeviationOfOthers);

/// <summary>How far the work lies from the stations.</summary>
/// <param name="Weight">As wished.</param>
/// <param name="MeanMetres">Workload-weighted mean distance from an area's centre to its beat's station, in a straight line.</param>
/// <param name="NearestMetres">The same with every area served by the station nearest to it: no plan can be better.</param>
public sealed record StationFigures(double Weight, double MeanMetres, double NearestMetres, IReadOnlyList<BeatStation> Beats);

/// <summary>The station that serves a beat: the one with the smallest workload-weighted distance.</summary>
public sealed record BeatStation(int Beat, string Station, double MeanMetres);

/// <summary>What figures on wishes are called by.</summary>
/// <param name="Workload">The first criterion, as a request calls it.</param>
/// <param name="Beats">Names of the current beats in order of the plan's beats; empty without.</param>
/// <param name="CurrentOfArea">Per area its current beat as it was given, 0-based by the plan's beats; <see cref="None"/> where it had none, <see cref="Gone"/> where that beat is left no more.</param>
/// <param name="Repairs">Sentences.</param>
/// <param name="Stations">Ids, in the order of the distances.</param>
/// <param name="Bounds">Lower bound per criterion, the workload first; empty where it is the only one.</param>
public sealed record WishNames(string Workload, string[] Beats, int[] CurrentOfArea, string[] Repairs, string[] Stations, double[] Bounds)
{
    public const int None = -1;
    public const int Gone = -2;

    /// <summary>Per beat of today, its place among the plan's, or <see cref="Gone"/>; null where each has its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? PlaceOfCurrent { get; init; }

    /// <summary>Beats of today that the plan has, by its numbers, 0-based.</summary>
    /// <param name="current">0-based, by today's numbers.</param>
    public IEnumerable<int> FindInPlan(IEnumerable<int> current) => current.Select(beat => PlaceOfCurrent?[beat] ?? beat).Where(beat => beat >= 0);

    /// <summary>The same for a plan whose beats are called otherwise: those of today are found among them by name, and are gone where they are not.</summary>
    /// <param name="beats">Names in order of the plan's beats.</param>
    public WishNames ForBeats(IReadOnlyList<string> beats)
    {
        if (Beats.Length == 0 || Beats.SequenceEqual(beats))
        {
            return this;
        }

        var placeOf = beats.Select((name, at) => (name, at)).ToDictionary(beat => beat.name, beat => beat.at, StringComparer.Ordinal);
        int[] place = [.. Beats.Select(name => placeOf.GetValueOrDefault(name, Gone))];
        return this with { Beats = [.. beats], PlaceOfCurrent = place, CurrentOfArea = [.. CurrentOfArea.Select(beat => beat < 0 ? beat : place[beat])] };
    }
}
