using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>What a plan is worth, a sentence each: said alike by the summary and by the page.</summary>
internal sealed class PlanFindings
{
    private readonly PlanMaterial _material;
    private readonly PlanMeasures _measures;

    public PlanFindings(PlanMaterial material)
    {
        _material = material;
        _measures = material.Plan.Measures.ToPublishedPrecision();
    }

    public string Title => $"Patrol beats for {_material.Plan.City.Name}";

    public string Scope
    {
        get
        {
            var outside = _material.Workload.CallsOutside;
            var counted = $"{Words.Count(_material.Workload.Calls.Sum(), "call", "calls")} counted ({RequestWords.CallsCounted(_material.Plan.Request)})";
            return outside == 0
                ? $"{counted}; none lay outside the map."
                : $"{counted}. {Words.Count(outside, "more call lay", "more calls lay")} outside the map and {(outside == 1 ? "is" : "are")} in no beat.";
        }
    }

    public string Size => $"{Words.Count(_measures.Beats.Count, "beat", "beats")} from {Words.Count(_material.Map.Areas.Count, "area", "areas")}; "
        + $"what is balanced is the {RequestWords.Workload(_material.Plan.Request)}.";

    /// <summary>The one sentence a chief needs: how many beats, how even, and what no plan could better.</summary>
    public string Headline
    {
        get
        {
            var beats = Words.Count(_measures.Beats.Count, "beat", "beats");
            var others = _measures.Beats.Count - ForcedBeats;
            if (_measures.TotalWorkload == 0 || others <= 0)
            {
                return beats + ".";
            }

            if (ForcedBeats == 0)
            {
                return $"{beats}, each within {Words.Percent(_measures.MaxDeviation)} of equal.";
            }

            var heavy = _measures.ForcedAreas.OrderByDescending(area => _material.Workload.Weights[area])
                .Select(area => $"area {_material.Map.Areas[area].Id} alone is {Shares(area)}");
            return $"{beats}; the other {Words.Count(others)} within {Words.Percent(_measures.MaxDeviationOfRest)} of equal; {Words.List([.. heavy], 3)}.";
        }
    }

    public string Balance => _measures.TotalWorkload == 0 ? "No area has any workload, so there is nothing to balance."
        : _measures.ForcedAreas.Count > 0 ? $"Apart from {Words.Count(ForcedBeats, "beat", "beats")} that {(ForcedBeats == 1 ? "holds an area" : "hold areas")} heavier than a fair share, workloads are {Words.Evenness(_measures.MaxDeviationOfRest)}: "
            + $"the other beats are within {Words.Percent(_measures.MaxDeviationOfRest)} of their own mean. Over all beats the mean is {Words.Count(Math.Round(_measures.MeanWorkload, 1))} {_material.Workload.Unit}, the largest deviation {Words.Percent(_measures.MaxDeviation)}."
        : $"Workloads are {Words.Evenness(_measures.MaxDeviation)}: every beat is within {Words.Percent(_measures.MaxDeviation)} "
            + $"of the mean of {Words.Count(Math.Round(_measures.MeanWorkload, 1))} {_material.Workload.Unit}.";

    public string Extremes
    {
        get
        {
            var heaviest = _measures.Beats.MaxBy(beat => beat.Workload)!;
            var lightest = _measures.Beats.MinBy(beat => beat.Workload)!;
            return $"Heaviest: {Load(heaviest)}. Lightest: {Load(lightest)}.";
        }
    }

    public string Tolerance
    {
        get
        {
            var tolerance = Words.Percent(_material.Plan.Request.Tolerance);
            if (_measures.MaxDeviation <= _material.Plan.Request.Tolerance)
            {
                return $"The tolerance asked for, {tolerance}, is met.";
            }

            var missed = $"The tolerance asked for, {tolerance}, is not met: ";
            if (_measures.LowerBound > _material.Plan.Request.Tolerance)
            {
                return missed + $"no plan on this map can be closer than {Words.Percent(_measures.LowerBound)}. {Words.Capital(Words.Sentence(_material.Plan.LowerBoundReason))}";
            }

            return missed + "no plan within it was found, though none is proven impossible. More effort, another seed or smaller areas may get there.";
        }
    }

    public string Bound => _measures.LowerBound == 0
        ? $"How close to the best possible: {Words.Sentence(_material.Plan.LowerBoundReason)}"
        : $"No plan can be closer than {Words.Percent(_measures.LowerBound)}; this one is {Words.Percent(_measures.Gap)} above that."
            + (_measures.LowerBound > _material.Plan.Request.Tolerance ? "" : " " + Words.Capital(Words.Sentence(_material.Plan.LowerBoundReason)));

    public string Compactness => $"Compactness is {Words.Score(_measures.PolsbyPopperMean)} on average and "
        + $"{Words.Score(_measures.PolsbyPopperWorst)} at worst, in beat {_measures.Beats.MinBy(beat => beat.PolsbyPopper)!.Number} "
        + $"(Polsby-Popper: a disc scores 1, a ribbon near 0). Borders between beats: {Words.Count(Math.Round(_measures.BoundaryKm, 1))} km ({Words.Miles(_measures.BoundaryKm * 1000)}).";

    public string Distance => $"The work lies {Words.Count(Math.Round(_measures.MeanDistanceMetres))} m ({Words.Miles(_measures.MeanDistanceMetres)}) from the centre of its beat on average, in a straight line.";

    public string Pieces => (_measures.Contiguous, _measures.BridgesCounted) switch
    {
        (false, _) => "NOT every beat is in one piece.",
        (true, 0) => "Every beat is in one piece.",
        (true, 1) => "Every beat is in one piece, counting 1 bridge (a link over water or a gap in the map).",
        (true, var bridges) => $"Every beat is in one piece, counting {bridges} bridges (links over water or gaps in the map).",
    };

    /// <summary>Empty where no area is heavier than a fair share.</summary>
    public string Forced
    {
        get
        {
            if (_measures.ForcedAreas.Count == 0)
            {
                return "";
            }

            var weights = _material.Workload;
            var names = _measures.ForcedAreas.OrderByDescending(area => weights.Weights[area]).Select(area =>
                $"{_material.Map.Areas[area].Id} ({Words.Count(Math.Round((double)weights.Weights[area] / weights.UnitsPerOne, 1))} {weights.Unit}, {Shares(area)}, beat {_material.Plan.BeatOfArea[area]})");
            return $"Heavier than a fair share on {(_measures.ForcedAreas.Count == 1 ? "its" : "their")} own, whatever the plan: {Words.List([.. names], 10)}. "
                + "Only smaller areas could make these beats lighter; the rest is balanced about its own mean.";
        }
    }

    /// <summary>Against random legal plans; empty where nobody asked.</summary>
    public string Rank
    {
        get
        {
            if (_material.Plan.Rank?.ToPublishedPrecision() is not { } rank)
            {
                return "";
            }

            var drawn = $"Of {Words.Count(rank.Plans, "random plan", "random plans")} of as many beats, each in one piece, {Words.Count(rank.WithinTolerance)} {(rank.WithinTolerance == 1 ? "keeps" : "keep")} the tolerance";
            if (rank.Compared == 0)
            {
                return $"{drawn}, and none comes near it: chance makes no plan this one could be compared with.";
            }

            var among = rank.Balance <= _material.Plan.Request.Tolerance ? "those" : $"the {Words.Count(rank.Compared)} within {Words.Percent(rank.Balance)}";
            return $"{drawn}. Of {among}, {Words.Percent(rank.LessEven)} are less even than this plan and {Words.Percent(rank.LongerBorders)} have longer borders (plans cut from random spanning trees, which favour compact beats).";
        }
    }

    /// <summary>Each of the other goals' plans against this one.</summary>
    public IEnumerable<string> Alternatives => _material.Plan.Alternatives.Select(alternative =>
    {
        var measures = alternative.Measures.ToPublishedPrecision();
        var response = alternative.Response is { } found ? $", busiest unit {Words.Percent(found.Beats.Max(beat => beat.Utilisation.Value))}, {ResponseTime(found)}" : "";
        return $"{GoalName(alternative)}: within {Words.Percent(measures.MaxDeviation)}, {Words.Count(Math.Round(measures.BoundaryKm, 1))} km of borders, "
            + $"compactness {Words.Score(measures.PolsbyPopperMean)}{response}"
            + (alternative.BeatOfArea.AsSpan().SequenceEqual(_material.Plan.BeatOfArea) ? " (the same plan)." : ".");
    });

    /// <summary>What patrols and callers will notice; empty where nobody asked.</summary>
    public IReadOnlyList<string> Response => _material.Plan.Response is { } response
        ? [.. ResponseWords.Describe(response), .. Gain(response), $"These figures come from a model ({response.Method}); what it assumes is listed in plan.json and on the map."]
        : [];

    /// <summary>A sentence a shift; empty where all have one map.</summary>
    public IEnumerable<string> Shifts => _material.Plan.Shifts.Select(shift =>
        $"Shift {shift.Hours}: every beat within {Words.Percent(shift.Measures.ToPublishedPrecision().MaxDeviation)} of the mean of the shift's own "
        + $"{Words.Count(Math.Round(shift.Measures.TotalWorkload, 1))} {_material.Workload.Unit}, where the common map is within "
        + $"{Words.Percent(shift.CommonDeviation)}; {Words.Percent(shift.ChangedShare)} of the workload has another beat than in the common map; {Points(shift.Own)} between the busiest and the idlest unit "
        + $"in place of {Points(shift.Common)}, {ResponseTime(shift.Own)} in place of {Words.Score(shift.Common.Priorities[0].MeanMinutes.Value)}.");

    public IReadOnlyList<string> Assumptions => _material.Plan.Response?.Assumptions ?? [];

    /// <summary>A plan designed on response beside the most compact one it began with: time and evenness against call balance.</summary>
    private IEnumerable<string> Gain(ResponseEvaluation after)
    {
        if (_material.Plan.Request.Goal == Districting.Goal.Response
            && _material.Plan.Alternatives.FirstOrDefault(other => other.Goal == Districting.Goal.Compact) is { Response: { } before } compact)
        {
            yield return $"Before, in the most compact plan: {Points(before)} between the busiest and the idlest unit, {ResponseTime(before)}, every beat within {Words.Percent(compact.Measures.MaxDeviation)} of the mean workload. "
                + $"After, designed on response: {Points(after)}, {ResponseTime(after)}, within {Words.Percent(_measures.MaxDeviation)}.";
        }
    }

    private static string Points(ResponseEvaluation response) => $"{Words.Count(Math.Round(response.Imbalance.Value * 100, 1))} points";

    private static string ResponseTime(ResponseEvaluation response) =>
        $"{FirstLower(PriorityWords.NameCalls(response.Priorities[0].Priority))} answered in {Words.Score(response.Priorities[0].MeanMinutes.Value)} minutes";

    private static string FirstLower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    public static string GoalName(Alternative alternative) =>
        alternative.WithoutPreferences ? $"{GoalName(alternative.Goal)}, preferences left aside" : GoalName(alternative.Goal);

    public static string GoalName(Districting.Goal goal) => goal switch
    {
        Districting.Goal.Tightest => "Tightest balance",
        Districting.Goal.Compromise => "Compromise",
        Districting.Goal.Response => "Response",
        _ => "Most compact",
    };

    private int ForcedBeats => _measures.ForcedAreas.Select(area => _material.Plan.BeatOfArea[area]).Distinct().Count();

    private string Shares(int area)
    {
        var weights = _material.Workload;
        return _measures.MeanWorkload == 0 ? "" : $"{((double)weights.Weights[area] / weights.UnitsPerOne / _measures.MeanWorkload).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} fair shares";
    }

    private string Load(BeatMeasures beat) =>
        $"beat {beat.Number}, {Words.Count(Math.Round(beat.Workload, 1))} {_material.Workload.Unit} ({Words.Deviation(beat.Deviation)})";
}
