using SmartBeats.Metrics;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>What a plan is worth, a sentence each: said alike by the screen, the summary and the page.</summary>
public sealed class PlanFindings
{
    private readonly PlanFile _file;
    private readonly Plan _plan;
    private readonly PlanMeasures _measures;
    private readonly OtherBeats _others;
    private readonly LengthWords _lengths;

    /// <param name="file">The plan as published or as read back: both say the same.</param>
    public PlanFindings(PlanFile file)
    {
        (_file, _plan) = (file, file.Plan);
        _measures = _plan.Measures.ToPublishedPrecision();
        _others = new OtherBeats(_plan);
        _lengths = new LengthWords(_plan.City.Lengths);
    }

    /// <summary>Whose beats.</summary>
    public string Title => $"Patrol beats for {_plan.City.Name}{(_plan.Edit is null ? "" : ", edited by hand")}";

    /// <summary>Which calls are counted, and how many lay outside.</summary>
    public string Scope
    {
        get
        {
            if (!_file.CountsCalls)
            {
                return $"No calls are counted: the beats are made of the {ShareWords.NameWorkload(_plan)}.";
            }

            var outside = _file.CallsOutside;
            var counted = $"{Words.Count(_file.CallsCounted, "call", "calls")} counted ({RequestWords.CallsCounted(_plan.Request)})";
            return outside == 0
                ? $"{counted}; none lay outside the map."
                : $"{counted}. {Words.Count(outside, "more call lay", "more calls lay")} outside the map and {(outside == 1 ? "is" : "are")} in no beat.";
        }
    }

    /// <summary>How many beats, of what.</summary>
    public string Size => $"{Words.Count(Counted.Count(), "beat", "beats")} from {Words.Count(_file.AreaIds.Count, "area", "areas")}{(Apart.Length == 0 ? "" : $", beside {Apart} as today")}; "
        + $"what is balanced is the {(_plan.Shares.Count == 0 ? RequestWords.Workload(_plan.Request) : ShareWords.NameWorkload(_plan))}.";

    /// <summary>What the workload is weighed from; nothing for calls alone.</summary>
    public IEnumerable<string> Shares => ShareWords.Describe(_plan);

    /// <summary>From here on "within so many percent of equal" says nothing to anybody.</summary>
    private const double FarFromEqual = 0.5;

    /// <summary>The one sentence a chief needs: how many beats, how even, and what no plan could better.</summary>
    public string Headline
    {
        get
        {
            var counted = Counted.Count();
            var beats = Words.Count(counted, "beat", "beats");
            var others = counted - _others.Heavy.Count;
            if (_measures.TotalWorkload == 0 || others <= 0)
            {
                return beats + ".";
            }

            if (_others.Heavy.Count == 0 && _measures.MaxDeviation > FarFromEqual)
            {
                var worst = Counted.MaxBy(beat => Math.Abs(beat.Deviation))!;
                return $"{beats}, far from equal: beat {_plan.NameOfBeat(worst.Number)} carries {Words.Score(1 + worst.Deviation)} fair shares{LeftOut}.";
            }

            if (_others.Heavy.Count == 0)
            {
                return $"{beats}, each within {Words.Percent(_measures.MaxDeviation)} of equal{LeftOut}.";
            }

            var heavy = Heaviest(area => $"area {area.Id} alone is {area.Share}");
            return $"{beats}; the other {Words.Count(others)} within {Words.Percent(_measures.MaxDeviationOfRest)} of equal; {Words.List(heavy, 3)}{LeftOut}.";
        }
    }

    /// <summary>How even the beats are.</summary>
    public string Balance => _measures.TotalWorkload == 0 ? "No area has any workload, so there is nothing to balance."
        : _measures.ForcedAreas.Count > 0 ? $"Apart from {Words.Count(_others.Heavy.Count, "beat", "beats")} that {(_others.Heavy.Count == 1 ? "holds an area" : "hold areas")} heavier than a fair share, workloads are {Words.Evenness(_measures.MaxDeviationOfRest)}: "
            + $"the other beats are within {Words.Percent(_measures.MaxDeviationOfRest)} of their own mean. Over all beats the mean is {Words.Count(Math.Round(_measures.MeanWorkload, 1))} {_file.Unit}, the largest deviation {Words.Percent(_measures.MaxDeviation)}."
        : $"Workloads are {Words.Evenness(_measures.MaxDeviation)}: every beat is within {Words.Percent(_measures.MaxDeviation)} "
            + $"of the mean of {Words.Count(Math.Round(_measures.MeanWorkload, 1))} {_file.Unit}.";

    /// <summary>The heaviest and the lightest beat.</summary>
    public string Extremes
    {
        get
        {
            var heaviest = Counted.MaxBy(beat => beat.Workload)!;
            var lightest = Counted.MinBy(beat => beat.Workload)!;
            return $"Heaviest: {Load(heaviest)}. Lightest: {Load(lightest)}.";
        }
    }

    /// <summary>Whether the tolerance asked for is met, and if not, whether it could be.</summary>
    public string Tolerance
    {
        get
        {
            var most = _plan.Request.Tolerance;
            var asked = $"The tolerance asked for, {Words.Percent(most)},";
            if (_measures.MaxDeviation <= most)
            {
                return $"{asked} is met.";
            }

            if (_others.Heavy.Count > 0 && _measures.MaxDeviationOfRest <= most)
            {
                return $"{asked} is met by all beats but the {Words.Count(_others.Heavy.Count)} that {(_others.Heavy.Count == 1 ? "holds an area" : "hold areas")} heavier than a fair share, which no plan could bring within it.";
            }

            if (_others.Heavy.Count == 0 && _measures.LowerBound > most)
            {
                return $"{asked} is not met: no plan on this map can be closer than {Words.Percent(_measures.LowerBound)}. {Words.Capital(Words.Sentence(_plan.LowerBoundReason))}";
            }

            if (_plan.Edit is not null)
            {
                return $"{asked} is not met{(_others.Heavy.Count == 0 ? "" : " by the other beats either")}.";
            }

            return $"{asked} is not met{(_others.Heavy.Count == 0 ? "" : " by the other beats either")}: no plan within it was found, though none is proven impossible. "
                + $"More effort, another seed, {(_plan.Request.ChangeBudget is null ? "" : "a larger change budget, ")}fewer beats or smaller areas may get there.";
        }
    }

    /// <summary>How many beats are beyond the tolerance that no heavy area forces, and which; empty where all are within it.</summary>
    public string Beyond
    {
        get
        {
            var beyond = _others.Beyond;
            return beyond.Count == 0
                ? ""
                : $"Beyond the tolerance: {Words.Count(beyond.Count)} of {Words.Count(_others.Beats.Count, "beat", "beats")}{(_others.Heavy.Count > 0 ? " without an area heavier than a fair share, about their own mean" : "")}: "
                    + $"{Words.List([.. beyond.Select(beat => $"beat {_plan.NameOfBeat(beat.Number)} ({Words.Deviation(_others.DeviationOf(beat))})")], 5)}.";
        }
    }

    /// <summary>How close to the best possible plan.</summary>
    public string Bound => _measures.LowerBound == 0
        ? $"How close to the best possible: {Words.Sentence(_plan.LowerBoundReason)}"
        : !_measures.Contiguous ? $"No plan whose beats are in one piece can be closer than {Words.Percent(_measures.LowerBound)}."
        : $"No plan can be closer than {Words.Percent(_measures.LowerBound)}{(Words.Percent(_measures.Gap) == "0%" ? ", and this one is as close" : $"; this one is {Words.Percent(_measures.Gap)} above that")}."
            + (_measures.LowerBound > _plan.Request.Tolerance ? "" : " " + Words.Capital(Words.Sentence(_plan.LowerBoundReason)));

    /// <summary>How even the beats are expected to stay, or why nobody can say; nothing of a plan older than such forecasts.</summary>
    public IEnumerable<string> Outlook => OutlookWords.Describe(_plan);

    /// <summary>Shapes and borders.</summary>
    public string Compactness => $"Compactness is {Words.Score(_measures.PolsbyPopperMean)} on average and "
        + $"{Words.Score(_measures.PolsbyPopperWorst)} at worst, in beat {_plan.NameOfBeat(_measures.Beats.MinBy(beat => beat.PolsbyPopper)!.Number)} "
        + $"(Polsby-Popper: a disc scores 1, a ribbon near 0). Borders between beats: {_lengths.Border(_measures.BoundaryKm)}.";

    /// <summary>How far the work lies from the middle of its beat.</summary>
    public string Distance => $"The work lies {_lengths.Way(_measures.MeanDistanceMetres)} from the centre of its beat on average, in a straight line.";

    /// <summary>Whether every beat is in one piece, and over how many bridges.</summary>
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

            var names = Heaviest(area => $"{area.Id} ({area.Share}, beat {_plan.NameOfBeat(area.Beat)})");
            return $"Heavier than a fair share on {(_measures.ForcedAreas.Count == 1 ? "its" : "their")} own, whatever the plan: {Words.List(names, 10)}. "
                + "Only smaller areas could make these beats lighter; the rest is balanced about its own mean.";
        }
    }

    /// <summary>What a hand did to another plan; empty where nobody edited one.</summary>
    public IReadOnlyList<string> Edit => EditWords.Describe(_file);

    /// <summary>Against random legal plans; empty where nobody asked.</summary>
    public string Rank
    {
        get
        {
            if (_plan.Rank?.ToPublishedPrecision() is not { } rank)
            {
                return "";
            }

            var drawn = $"Of {Words.Count(rank.Plans, "random plan", "random plans")} of as many beats, each in one piece, {Words.Count(rank.WithinTolerance)} {(rank.WithinTolerance == 1 ? "keeps" : "keep")} the tolerance";
            if (rank.Compared == 0)
            {
                return $"{drawn}, and none comes near it: chance makes no plan this one could be compared with.";
            }

            var among = rank.Balance <= _plan.Request.Tolerance ? "those" : $"the {Words.Count(rank.Compared)} within {Words.Percent(rank.Balance)}";
            return $"{drawn}. Of {among}, {Words.Percent(rank.LessEven)} are less even than this plan and {Words.Percent(rank.LongerBorders)} have longer borders (plans cut from random spanning trees, which favour compact beats)."
                + (rank.Recom is { } walk
                    ? $" Of {Words.Count(walk.Plans)} met by a random walk that redraws two neighbouring beats at a time (ReCom, the field's standard), {Words.Percent(walk.LessEven)} are less even and {Words.Percent(walk.LongerBorders)} have longer borders."
                    : "");
        }
    }

    /// <summary>What patrols and callers will notice; empty where nobody asked.</summary>
    public IReadOnlyList<string> Response => _plan.Response is { } response
        ? [.. ResponseWords.Describe(response, _plan.NameOfBeat), .. OtherPlans.DescribeGain(_plan), $"These figures come from a model ({response.Method}); what it assumes is listed in plan.json and on the map."]
        : [];

    /// <summary>What the response figures rest on; empty where there are none.</summary>
    public IReadOnlyList<string> Assumptions => _plan.Response?.Assumptions ?? [];

    private IEnumerable<BeatMeasures> Counted => _measures.Beats.Where(beat => !beat.Apart);

    /// <summary>The beats that are left out of the balance, by name; empty for none.</summary>
    private string Apart => _measures.Beats.Where(beat => beat.Apart).Select(beat => _plan.NameOfBeat(beat.Number)).ToArray() is { Length: > 0 } names
        ? $"{(names.Length == 1 ? "beat" : "beats")} {Words.List(names)}"
        : "";

    private string LeftOut => Apart.Length == 0 ? "" : $"; {Apart} left out of the balance";

    /// <summary>Each forced area in words, the heaviest first.</summary>
    private string[] Heaviest(Func<(string Id, string Share, int Beat), string> inWords)
    {
        var shares = _measures.ForcedShares;
        return
        [
            .. _measures.ForcedAreas.Select((area, at) => (Area: area, Share: at < shares.Count ? shares[at] : 0))
                .OrderByDescending(forced => forced.Share)
                .Select(forced => inWords((
                    _file.AreaIds[forced.Area], forced.Share == 0 ? "more than a fair share" : $"{Words.Score(forced.Share)} fair shares", _plan.BeatOfArea[forced.Area]))),
        ];
    }

    private string Load(BeatMeasures beat) =>
        $"beat {_plan.NameOfBeat(beat.Number)}, {Words.Count(Math.Round(beat.Workload, 1))} {_file.Unit} ({Words.Deviation(beat.Deviation)})";
}
