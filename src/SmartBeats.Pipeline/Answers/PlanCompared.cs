using SmartBeats.Comparison;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>One of two plans that are compared.</summary>
/// <param name="Beats">In order of number.</param>
/// <param name="BeatOfArea">Per area of the map its beat's number, from 1.</param>
public sealed record ComparedSide(string Name, IReadOnlyList<ComparedBeat> Beats, int[] BeatOfArea, IReadOnlyList<string> Notes);

/// <summary>A beat of one of them.</summary>
/// <param name="Deviation">A fraction of the mean, signed; 0 for a beat left out.</param>
/// <param name="Apart">Left out of all figures on workload.</param>
public sealed record ComparedBeat(string Name, int Areas, long Calls, double Workload, double Deviation, bool Apart);

/// <summary>An area whose beat changes.</summary>
/// <param name="Area">Its place in the map, from 0.</param>
/// <param name="From">Name of its beat in the other plan.</param>
/// <param name="To">Name of its beat in the plan.</param>
public sealed record MovedArea(int Area, string From, string To, double Workload);

/// <summary>What becomes of a beat.</summary>
/// <param name="Beat">Its name in the plan; null for a beat of the other that has no counterpart.</param>
/// <param name="Other">Name of the beat it grows out of; null for a new one.</param>
/// <param name="Gained">Workload of areas that come to it.</param>
/// <param name="Lost">Workload of areas that leave it.</param>
public sealed record BeatChange(string? Beat, string? Other, double? Workload, double? OtherWorkload, double Gained, double Lost);

/// <summary>A plan beside another one or beside today's beats: what <c>compare</c> prints, and its numbers.</summary>
/// <param name="Figures">As <see cref="ComparisonFigures"/> lists them.</param>
/// <param name="MovedShare">Part of the workload in areas whose beat changes, a fraction.</param>
public sealed record PlanCompared(
    ComparedSide A,
    ComparedSide B,
    string Unit,
    string Scope,
    IReadOnlyList<ComparisonFigure> Figures,
    IReadOnlyList<MovedArea> Moved,
    double MovedShare,
    IReadOnlyList<BeatChange> ByBeat,
    IReadOnlyList<string> Sentences,
    string MapVersion,
    string CallsVersion)
{
    /// <summary>What stands for today's beats in the place of a plan's id.</summary>
    public const string Today = "today";

    /// <summary>Compares, on the calls that pass the first plan's filters.</summary>
    /// <param name="plan">The new plan.</param>
    /// <param name="other">The plan beside it; null for the beats of today that the new plan began with.</param>
    /// <exception cref="InputException">The plan did not begin with beats of today, the other is of another map, or no call passes.</exception>
    public static async Task<PlanCompared> CompareAsync(AnswerSources sources, string city, PlanFile plan, PlanFile? other)
    {
        // Beats that were adopted are those of today; a plan that was adopted itself is set beside what it took the place of.
        var adopted = other is null ? await CityBeats.FindAsync(sources.Files, city) : null;
        adopted = adopted?.PlanId == plan.Plan.PlanId ? null : adopted;
        var beside = other?.Plan.PlanId ?? $"{Today} {adopted?.PlanId ?? adopted?.BeatsHash}";
        var (answer, version) = await sources.CountOnceAsync(city, $"compare {city} {plan.Plan.PlanId} {beside}", async () =>
        {
            var map = await sources.ReadMapAsync(city, plan.Plan.MapVersion);
            var compare = new CompareBeats(sources.Calls, map, await sources.ReadAdjacencyAsync(city, plan.Plan));
            var where = $"plan {plan.Plan.PlanId}";
            var comparison = other is not null
                ? await compare.WithPlanAsync(plan, where, other, $"plan {other.Plan.PlanId}")
                : await compare.WithBeatListAsync(plan, where, adopted is not null ? await CityBeats.ReadBeatsAsync(sources.Files, city, adopted, map) : await ReadTodayAsync(sources, city, plan.Plan));
            return Create(comparison, plan.Plan);
        });
        return answer with { CallsVersion = version };
    }

    private static async Task<BeatList> ReadTodayAsync(AnswerSources sources, string city, Plan plan)
    {
        var side = plan.Sides.FirstOrDefault(side => side.Role == Stages.SideFiles.Current) ?? throw new InputException(
            "today's beats", "this plan was not made from them, and no beats are adopted, so nobody knows which they are", "Compare with another plan, say which beats are patrolled, or design from today's beats.");
        return BeatList.Read(side.Role, await sources.ReadSideAsync(city, side), await sources.ReadMapAsync(city, plan.MapVersion));
    }

    private static PlanCompared Create(PlanComparison comparison, Plan plan)
    {
        var (first, second, workload) = (comparison.First, comparison.Second, comparison.Workload);
        var moved = comparison.Moved.Select(area => new MovedArea(
            area,
            second.Plan.BeatNames[second.Plan.BeatOfArea[area] - 1],
            first.Plan.BeatNames[first.Plan.BeatOfArea[area] - 1],
            (double)workload.Weights[area] / workload.UnitsPerOne)).ToList();
        var gained = moved.ToLookup(area => first.Plan.BeatOfArea[area.Area] - 1);
        var lost = moved.ToLookup(area => second.Plan.BeatOfArea[area.Area] - 1);
        var byBeat = comparison.Counterpart.Select((other, beat) => new BeatChange(
            first.Plan.BeatNames[beat],
            other < 0 ? null : second.Plan.BeatNames[other],
            first.Measures.Beats[beat].Workload,
            other < 0 ? null : second.Measures.Beats[other].Workload,
            gained[beat].Sum(area => area.Workload),
            other < 0 ? 0 : lost[other].Sum(area => area.Workload))).ToList();
        var gone = Enumerable.Range(0, second.Plan.BeatNames.Count).Where(other => !comparison.Counterpart.Contains(other))
            .Select(other => new BeatChange(null, second.Plan.BeatNames[other], null, second.Measures.Beats[other].Workload, 0, lost[other].Sum(area => area.Workload)));
        return new PlanCompared(
            ListSide(first),
            ListSide(second),
            workload.Unit,
            ComparisonFiles.Scope(comparison, plan.Request),
            [.. ComparisonFigures.List(comparison)],
            moved,
            comparison.MovedShare,
            [.. byBeat, .. gone],
            [.. ComparisonFiles.Findings(comparison)],
            comparison.Map.Version,
            CallsVersion: "");
    }

    private static ComparedSide ListSide(ScoredPlan scored) => new(
        scored.Plan.Name,
        [.. scored.Measures.Beats.Select(beat => new ComparedBeat(scored.Plan.BeatNames[beat.Number - 1], beat.Areas, beat.Calls, beat.Workload, beat.Deviation, beat.Apart))],
        scored.Plan.BeatOfArea,
        scored.Plan.Notes);
}
