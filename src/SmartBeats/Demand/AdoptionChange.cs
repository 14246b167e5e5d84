using System.Globalization;
using System.Text.Json.Serialization;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Demand;

/// <summary>What became of balance and response since beats are patrolled: figures, or why there are none.</summary>
/// <param name="From">First day they are patrolled, as yyyy-MM-dd.</param>
/// <param name="Response">By priority, the highest first; empty where <see cref="NoResponse"/> says why.</param>
public sealed record AdoptionChange(string From, IReadOnlyList<ResponseChange> Response)
{
    /// <summary>Null where <see cref="NoBalance"/> says why.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BalanceChange? Balance { get; init; }

    /// <summary>Why balance is not compared, a clause; null where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NoBalance { get; init; }

    /// <summary>Why response is not compared, a clause; null where it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NoResponse { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="patrolled">Which beats, and since when.</param>
    /// <param name="calls">What counts, by the areas of the beats' map: of all weeks that are compared.</param>
    /// <param name="measured">The same calls as far as their stamps tell how they were answered; null where nobody read them yet.</param>
    /// <param name="covered">What time all calls cover, whatever is counted of them.</param>
    public static AdoptionChange Measure(
        PatrolledBeats patrolled, DatedLoads calls, IReadOnlyList<MeasuredCall>? measured, CallPeriod covered)
    {
        var change = new AdoptionChange(DayRange.PrintDay(patrolled.FirstDay), []);
        var weeks = AdoptionWeeks.FindForBalance(covered, patrolled.Changes, Math.Max(patrolled.FirstDay, patrolled.BalancedFrom));
        var isDrawnOn = patrolled.BeforeDrawnOn is { } drawn
            && weeks.SinceYearEarlier.Any(week => drawn.Contains(BeatWeeks.ToMonday(week)));
        if (isDrawnOn || !HasSameGround(calls, patrolled.Beats.BeatOfArea.Length, weeks.Since, weeks.SinceYearEarlier))
        {
            weeks = weeks with { SinceYearEarlier = [] };
        }

        change = FindFault(patrolled, calls, weeks) is { } fault
            ? change with { NoBalance = fault }
            : change with { Balance = BalanceChange.Measure(calls, weeks, patrolled.Beats, patrolled.Before!, patrolled.Units) };

        weeks = AdoptionWeeks.FindForResponse(covered, patrolled.Changes, patrolled.FirstDay);
        if ((CountWeeks(weeks.Since, "since") ?? CountWeeks(weeks.Before, "under the beats before")) is { } few)
        {
            return change with { NoResponse = few };
        }

        if (!HasSameGround(calls, patrolled.Beats.BeatOfArea.Length, weeks.Since, weeks.Before))
        {
            return change with { NoResponse = "before and since do not cover the same ground" };
        }

        if (measured is null)
        {
            return change with { NoResponse = "it is measured with the next load" };
        }

        var response = ResponseChange.Measure(measured, weeks);
        return response.Count > 0 ? change with { Response = response } : change with
        {
            NoResponse = $"no priority has {MeasuredResponse.FewestCalls} calls before and since whose stamps say when a unit arrived",
        };
    }

    /// <summary>The days whose calls a comparison of response takes; null where there are too few weeks for one.</summary>
    /// <inheritdoc cref="Measure"/>
    public static DayRange? FindDaysOfResponse(PatrolledBeats patrolled, CallPeriod covered)
    {
        var weeks = AdoptionWeeks.FindForResponse(covered, patrolled.Changes, patrolled.FirstDay);
        if (CountWeeks(weeks.Since, "") is not null || CountWeeks(weeks.Before, "") is not null)
        {
            return null;
        }

        var first = weeks.HasControl ? weeks.BeforeYearEarlier[0] : weeks.Before[0];
        return new DayRange(BeatWeeks.ToMonday(first), BeatWeeks.ToMonday(weeks.Since[^1] + 1) - 1);
    }

    /// <summary>Rounded for print, once.</summary>
    public AdoptionChange ToPublishedPrecision() => this with
    {
        Balance = Balance?.ToPublishedPrecision(),
        Response = [.. Response.Select(priority => priority.ToPublishedPrecision())],
    };

    private static string? FindFault(PatrolledBeats patrolled, DatedLoads calls, AdoptionWeeks weeks)
    {
        if (patrolled.Before is not { } before)
        {
            return patrolled.NoBefore;
        }

        if (CountWeeks(weeks.Since, "since") is { } few)
        {
            return few;
        }

        var (beats, others) = (patrolled.Beats.OnGroundOf(before), before.OnGroundOf(patrolled.Beats));
        if (Math.Min(beats.Numbers.Length, others.Numbers.Length) < 2)
        {
            return "the two have no ground of two beats in common";
        }

        if (IsSame(beats.BeatOfArea, others.BeatOfArea))
        {
            return "the beats before are the same";
        }

        var (first, last) = (BeatWeeks.ToMonday(weeks.Since[0]), BeatWeeks.ToMonday(weeks.Since[^1] + 1));
        var load = 0L;
        for (var row = 0; row < calls.Days.Length; row++)
        {
            load += first <= calls.Days[row] && calls.Days[row] < last && beats.BeatOfArea[calls.Areas[row]] >= 0 ? calls.Loads[row] : 0;
        }

        var perBeat = load / patrolled.LoadPerCall / Math.Max(beats.Numbers.Length, others.Numbers.Length);
        return perBeat < PlanOutlook.FewestCallsPerBeat
            ? string.Create(
                CultureInfo.InvariantCulture, $"that takes {PlanOutlook.FewestCallsPerBeat} calls a beat, and these are {perBeat:0.#}")
            : null;
    }

    /// <summary>Whether no part of the city has calls in one of two times and none in the other.</summary>
    private static bool HasSameGround(DatedLoads calls, int areas, int[] weeks, int[] others)
    {
        long[] have = Sum(weeks), other = Sum(others);
        return Math.Max(Coverage.FindMissing(have, other), Coverage.FindMissing(other, have)) <= Coverage.LargestShare;

        long[] Sum(int[] of) => calls.Within(AdoptionWeeks.ToDays(of)).SumByArea(areas);
    }

    private static bool IsSame(int[] beatOfArea, int[] otherOfArea)
    {
        var pairs = beatOfArea.Zip(otherOfArea).Distinct().ToList();
        return pairs.DistinctBy(pair => pair.First).Count() == pairs.Count && pairs.DistinctBy(pair => pair.Second).Count() == pairs.Count;
    }

    private static string? CountWeeks(int[] weeks, string which) => weeks.Length >= AdoptionWeeks.Fewest ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"that takes {AdoptionWeeks.Fewest} whole weeks {which}, and there {(weeks.Length == 1 ? "is" : "are")} {weeks.Length}");
}

/// <summary>Beats that are patrolled since a day, and those before them.</summary>
/// <param name="FirstDay">In days since 1970-01-01.</param>
/// <param name="Beats">Those that are balanced.</param>
/// <param name="Before">Those before, on the same map; null where nobody knows them.</param>
/// <param name="Changes">Days on which beats changed, <paramref name="FirstDay"/> among them.</param>
/// <param name="Units">Whole units that one of the workload is.</param>
/// <param name="LoadPerCall">Units that a call weighs on average.</param>
public sealed record PatrolledBeats(
    int FirstDay, BalancedBeats Beats, BalancedBeats? Before, IReadOnlyList<int> Changes, int Units = 1, double LoadPerCall = 1)
{
    /// <summary>Why <see cref="Before"/> is null, a clause.</summary>
    public string NoBefore { get; init; } = "nobody said which beats were patrolled before";

    /// <summary>First day after the calls the beats were drawn on, in days since 1970-01-01: balance is compared from then on.</summary>
    public int BalancedFrom { get; init; } = int.MinValue;

    /// <summary>Days of the calls the beats before were drawn on, which are no control for them; null where that is not known.</summary>
    public DayRange? BeforeDrawnOn { get; init; }
}
