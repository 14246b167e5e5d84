using SmartBeats.Calls;
using SmartBeats.Context;
using SmartBeats.Demand;
using SmartBeats.Districting.Ranking;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Publishing;

/// <summary>Every area assigned to one beat, with what it was made from and what it is worth.</summary>
/// <param name="PlanId">Hash of the canonical request, engine version, dataset versions and side files.</param>
/// <param name="BeatCount">Exactly as asked, or as derived from the workload per beat.</param>
/// <param name="BeatOfArea">Per area of the map, its beat's number, from 1.</param>
/// <param name="Alternatives">The other goals' plans with their measures, for the department to choose from.</param>
/// <param name="LowerBoundReason">Which argument gave the bound, in words.</param>
/// <param name="Notes">What a reader must know: an unreachable tolerance and why, bridges, calls outside the city, a derived number of beats.</param>
/// <param name="Truncated">Whether a clock or a cancellation cut the work short.</param>
public sealed record Plan(
    string PlanId,
    City City,
    PlanRequest Request,
    string EngineVersion,
    string MapVersion,
    string CallsVersion,
    int BeatCount,
    int[] BeatOfArea,
    PlanMeasures Measures,
    string LowerBoundReason,
    IReadOnlyList<Alternative> Alternatives,
    IReadOnlyList<string> Notes,
    bool Truncated)
{
    /// <summary>The barriers, links, current beats, locks and stations it was made with, in order of role.</summary>
    public IReadOnlyList<PlanSide> Sides { get; init; } = [];

    /// <summary>What the plan means for patrols and callers; null where nobody asked.</summary>
    public ResponseEvaluation? Response { get; init; }

    /// <summary>Where it stands among random legal plans; null where nobody asked.</summary>
    public PlanRank? Rank { get; init; }

    /// <summary>What it is worth by what was wished of it; null where nothing was.</summary>
    public WishFigures? Wishes { get; init; }

    /// <summary>What the workload is weighed from, by beat; empty for calls alone.</summary>
    public IReadOnlyList<ShareFigures> Shares { get; init; } = [];

    /// <summary>What can be chosen between balance and short borders, the most even first, the goals' plans among them; empty in plans of before.</summary>
    public IReadOnlyList<FrontPoint> Front { get; init; } = [];

    /// <summary>What was moved by hand, and on which plan; null for a plan that nobody edited.</summary>
    public EditRecord? Edit { get; init; }

    /// <summary>What the department calls the beats, in order of number; null where that is their number.</summary>
    public IReadOnlyList<string>? BeatNames =>
        (Edit?.Beats ?? Wishes?.Change?.Beats) is { } names && names.Count == BeatCount && names.Where((name, at) => name != FormattableString.Invariant($"{at + 1}")).Any() ? names : null;

    /// <summary>A beat as it is called in print.</summary>
    /// <param name="number">From 1.</param>
    public string NameOfBeat(int number) => BeatNames?[number - 1] ?? FormattableString.Invariant($"{number}");

    /// <summary>How even it is expected to stay; null for a plan older than such forecasts.</summary>
    public PlanOutlook? Outlook { get; init; }

    /// <summary>Places with a tenth of a beat's calls or more; empty in plans older than these.</summary>
    public IReadOnlyList<DominantPlace> Places { get; init; } = [];

    /// <summary>What the plan is worth where growth comes true, the worst scenario first; empty where nobody asked.</summary>
    public IReadOnlyList<GrowthScore> Growth { get; init; } = [];

    /// <summary>The sectors its beats are grouped into; null where nobody asked.</summary>
    public PlanSectors? Sectors { get; init; }

    /// <summary>Maps of the shifts, in the order asked for; empty for one map round the clock.</summary>
    public IReadOnlyList<ShiftPlan> Shifts { get; init; } = [];

    /// <summary>The plan with its figures as its files hold them: they are rounded once, so that every file says the same.</summary>
    public Plan ToPublishedPrecision() => this with
    {
        Measures = Measures.ToPublishedPrecision(),
        Response = Response?.ToPublishedPrecision(),
        Rank = Rank?.ToPublishedPrecision(),
        Outlook = Outlook?.ToPublishedPrecision(),
        Alternatives =
        [
            .. Alternatives.Select(other => other with
            {
                Measures = other.Measures.ToPublishedPrecision(),
                Response = other.Response?.ToPublishedPrecision(),
            }),
        ],
        Shifts =
        [
            .. Shifts.Select(shift => shift with
            {
                Measures = shift.Measures.ToPublishedPrecision(),
                ChangedShare = Math.Round(shift.ChangedShare, 4),
                Common = shift.Common.ToPublishedPrecision(),
                Own = shift.Own.ToPublishedPrecision(),
            }),
        ],
    };
}

/// <summary>A side file a plan was made with.</summary>
/// <param name="Role"><c>barriers</c>, <c>current</c>, <c>edit</c>, <c>growth</c>, <c>links</c>, <c>locked-areas</c> or <c>stations</c>.</param>
/// <param name="Count">Entries in it.</param>
/// <param name="Hash">Of its canonical content.</param>
public sealed record PlanSide(string Role, int Count, string Hash);

/// <summary>A shift's own map; a beat keeps its number from shift to shift.</summary>
/// <param name="Hours">Such as <c>22-6</c>.</param>
/// <param name="BeatOfArea">Per area of the map, its beat's number, from 1.</param>
/// <param name="Measures">On the workload of the shift's own calls.</param>
/// <param name="CommonDeviation">max |load - mean| / mean of the plan itself on the shift's own calls, a fraction.</param>
/// <param name="ChangedShare">Share of the workload in areas that have another beat than in the plan itself.</param>
/// <param name="Common">What the plan itself means on this shift.</param>
/// <param name="Own">What this map means.</param>
public sealed record ShiftPlan(
    string Hours,
    int[] BeatOfArea,
    PlanMeasures Measures,
    double CommonDeviation,
    double ChangedShare,
    ResponseEvaluation Common,
    ResponseEvaluation Own)
{
    /// <summary>Per area, the workload of the shift's calls; null where the plan was read from its file.</summary>
    public Calls.AreaWorkload? Workload { get; init; }
}

/// <summary>Another goal's plan.</summary>
public sealed record Alternative(Districting.Goal Goal, int[] BeatOfArea, PlanMeasures Measures)
{
    /// <inheritdoc cref="Plan.Response"/>
    public ResponseEvaluation? Response { get; init; }

    /// <inheritdoc cref="Plan.Wishes"/>
    public WishFigures? Wishes { get; init; }

    /// <summary>Whether it is the chosen goal's plan with the preferences (equal area, stations) left aside, to show what they cost.</summary>
    public bool WithoutPreferences { get; init; }
}

/// <summary>Everything the published files are written from.</summary>
public sealed record PlanMaterial(Plan Plan, CityMap Map, AreaAdjacency Adjacency, AreaWorkload Workload)
{
    /// <summary>What is drawn under the beats: no part of the plan.</summary>
    public IReadOnlyList<ContextLayer> Context { get; init; } = [];

    /// <summary>How such plans have held on later calls: no part of the plan; null where nobody asked.</summary>
    public BacktestResult? Backtest { get; init; }

    /// <summary>What the city calls its codes of disposition: no part of the plan; null for the codes themselves.</summary>
    public IReadOnlyDictionary<string, string>? DispositionLabels { get; init; }
}

/// <summary>One file of a plan.</summary>
public sealed record PublishedFile(string Name, string MediaType, byte[] Content);
