namespace SmartBeats.Districting;

/// <summary>Recombines improved starts, and finishes the plan of each goal.</summary>
internal sealed class PlanChoice(DistrictingTask task, int threads, SearchWatch watch)
{
    private PlanFront _front = PlanFront.For(task);
    private bool _truncated;
    private bool _isBest;
    private double _least;
    private int[][] _curve = [];

    private sealed record Member(int[] BeatOf, double Deviation, long Cut)
    {
        /// <summary>What its search met; null for a plan that came from none.</summary>
        public PlanFront? Met { get; init; }
    }

    /// <summary>What a design may take in all: its effort, and what is tried beyond it where that is called for.</summary>
    public static long ExpectedEffort(DistrictingTask task)
    {
        var problem = task.Problem;
        var starts = problem.Effort * Tuning.StartsShare(problem) / 100;
        var left = problem.Effort - starts;
        var shorter = problem.Goal == Goal.Compact ? left * 10 / 100 * Tuning.Finishers : 0;
        var exact = task.IsAsGiven || !ExactPlans.CanTry(problem) ? 0 : problem.Effort * Tuning.ExactShare / 100;
        var plain = task.Graph.Wishes is { HasPreferences: true } ? starts + left * (80 - Tuning.CombineShare(problem.Goal)) / 100 : 0;
        var curve = BudgetLadder.Fits(task) && !task.HasBudget ? problem.Effort * Tuning.CurveShare / 100 : 0;
        return problem.Effort + shorter + exact + plain + curve;
    }

    public DesignResult Choose(IReadOnlyList<StartPlan> plans)
    {
        var goal = task.Problem.Goal;
        _truncated = plans.Any(plan => plan.Truncated);
        if (!_truncated && TinyMaps.Front(task, watch.Cancellation) is { } front)
        {
            _front = front;
            _least = front.Best(Goal.Tightest).Worth.Largest - 1e-12;
            return Deliver([], 0);
        }

        var starts = task.Problem.Effort * Tuning.StartsShare(task.Problem) / 100;
        var left = task.Problem.Effort - starts;
        watch.Meter?.Expect(ExpectedEffort(task));
        watch.Meter?.Reach(starts);
        var limit = task.Limit(Goal.Compact);
        var members = plans.OrderBy(plan => plan.Start).Select(plan => Measure(plan.BeatOfArea)).ToList();
        foreach (var plan in plans.OrderBy(plan => plan.Start))
        {
            Array.ForEach([plan.BeatOfArea, .. plan.Met ?? []], met => _front.Add(PlanScale.Keep(task, met)));
        }

        var ladder = BudgetLadder.Fits(task) ? new BudgetLadder(task) : null;
        var curve = ladder?.Begin();
        foreach (var met in plans.OrderBy(plan => plan.Start).SelectMany(plan => plan.Curve ?? []))
        {
            curve?.Add(ladder!.Measure(met));
        }

        // Where the starts are not within the tolerance, balance is what is hard: it is sought like the tightest plan.
        var share = task.HasBudget ? Tuning.ApproachShare : Tuning.CombineShare(Best(members, limit).Deviation > limit ? Goal.Tightest : goal);
        var combine = left * share / 100;
        var finish = left * (80 - share) / 100;
        var alternative = left * 10 / 100;
        var known = Best(members, task.Limit(goal));
        var proof = Prove(known, combine + finish);
        if (proof.Spent > 0)
        {
            if (IsBetter(proof.Best, known, task.Limit(goal)))
            {
                members.Add(proof.Best);
            }

            (combine, finish) = ((combine + finish - proof.Spent) * share / 80, (combine + finish - proof.Spent) * (80 - share) / 80);
        }

        if (task.HasBudget)
        {
            Approach(members, ladder!, curve!, combine);
        }
        else if (members.Count > 1 && !_isBest)
        {
            Recombine(members, limit, combine);
        }

        var start = Best(members, limit);
        watch.Meter?.Reach(task.Problem.Effort - finish - 2 * alternative);
        watch.Meter?.Say("finishing beats", start.Deviation, start.Cut);
        var others = Enum.GetValues<Goal>().Where(other => other != goal && other != Goal.Response).ToArray();
        var alternatives = new Member[others.Length];
        var chosen = proof.Spent > 0 ? Best([start, proof.Best], task.Limit(goal)) : start;
        var rounds = chosen.Deviation > task.Limit(goal) && !_isBest ? Tuning.TightenRounds : 1;
        for (var round = 0; round < rounds; round++)
        {
            // Each round sets out from the best plan of the one before; the other goals are finished along with the first.
            var (from, first) = (chosen, round * Tuning.Finishers);
            var finished = new Member[_isBest ? 0 : Tuning.Finishers];
            Fan.Out(finished.Length + (round == 0 ? others.Length : 0), threads, i =>
            {
                if (i < finished.Length)
                {
                    finished[i] = Finish(goal, from, finish / (Tuning.Finishers * rounds), (ulong)(first + i));
                }
                else
                {
                    var other = i - finished.Length;
                    alternatives[other] = Finish(others[other], start, alternative, 0x100UL + (ulong)(Tuning.Finishers + other));
                }
            });
            Array.ForEach(finished, Keep);
            chosen = Best(finished.Append(chosen), task.Limit(goal));
        }

        if (goal == Goal.Compact && chosen.Deviation > task.Limit(goal) && !_isBest)
        {
            Shorten(chosen, alternative);
        }

        Array.ForEach([.. alternatives, proof.Best], Keep);

        if (!_truncated)
        {
            foreach (var met in LesserEffort.Plans(task, threads, watch.Cancellation))
            {
                _front.Add(PlanScale.Keep(task, met));
            }
        }

        DesignedPlan[] plain = task.WithoutPreferences() is { } without && !watch.IsCancellationRequested
            ? [BeatEngine.Plain(without, finish, threads, watch)]
            : [];
        foreach (var wanted in Enum.GetValues<Goal>())
        {
            _front.Add(PlanScale.Keep(task, Shedding.Lighten(task, _front.Best(wanted).BeatOf, task.Limit(wanted))));
        }

        if (ladder is not null)
        {
            if (!task.HasBudget)
            {
                // Nothing is asked of the curve but to be shown.
                ladder.Climb(curve!, task.Problem.Effort * Tuning.CurveShare / 100, task.Random(0x70000UL), watch);
            }

            _front = _front.Convert(plan => Homecoming.SendHome(task, plan));
            _curve = Thin(ladder, curve!);
        }

        // Once areas are set aside the search knows other weights than those given.
        _least = task.IsAsGiven ? _least : 0;
        return Deliver(plain, alternative);
    }

    /// <summary>Each goal takes the best of all plans met, whatever they were looked for.</summary>
    private DesignResult Deliver(DesignedPlan[] plain, long effort)
    {
        var goal = task.Problem.Goal;
        var tightest = EvenWithHeavyAreas(_front.Best(Goal.Tightest).BeatOf, effort);
        var bound = _least > task.Bound.Deviation && !task.IsShared ? new LowerBound(_least, ExactPlans.Reason) : task.Bound;
        var chosen = For(goal);
        watch.Meter?.Reach(long.MaxValue / 2);
        watch.Meter?.Say("done", _front.Best(goal).Worth.Even, _front.Best(goal).Worth.Border);
        return new DesignResult(
            chosen,
            [.. Enum.GetValues<Goal>().Where(other => other != goal && other != Goal.Response).Select(For), .. plain],
            bound.Deviation,
            bound.Reason,
            task.Heavy,
            _truncated)
        {
            Stuck = task.IsShared ? [] : task.Stuck,
            Curve = _curve,
            Front = [.. _front.Shown().Select(plan => plan.BeatOf)],
        };

        DesignedPlan For(Goal wanted) => new(wanted, wanted == Goal.Tightest ? tightest : _front.Best(wanted).BeatOf);
    }

    /// <summary>Comes closer to the budget from what all starts met, twice over.</summary>
    private void Approach(List<Member> members, BudgetLadder ladder, MendCurve curve, long effort)
    {
        var curves = new MendCurve[2];
        Fan.Out(curves.Length, threads, i =>
        {
            curves[i] = ladder.Begin();
            curves[i].Add(curve);
            ladder.Approach(curves[i], effort / curves.Length, task.Random(0x60000UL + (ulong)i), watch);
        });
        Array.ForEach(curves, curve.Add);
        members.Add(Measure(curve.UpTo(task.Graph.Wishes!.Budget)!.BeatOf));
        Keep(members[^1]);
        _truncated |= watch.IsCancellationRequested;
    }

    /// <summary>Of all plans that begin with today's beats, what certain shares of change buy, and what it takes for the tolerance.</summary>
    private int[][] Thin(BudgetLadder ladder, MendCurve curve)
    {
        foreach (var plan in _front.Shown())
        {
            curve.Add(ladder.Measure(plan.BeatOf));
        }

        var total = task.Graph.Wishes!.Workload.Sum();
        var points = Tuning.CurveShares.Select(share => curve.UpTo((long)(share * total))!).Append(curve.Within(task.Problem.Tolerance)).Distinct();
        return [.. points.OrderBy(point => point.Away).Select(point => Homecoming.SendHome(task, PlanScale.Keep(task, point.BeatOf)).BeatOf)];
    }

    private void Recombine(List<Member> members, double limit, long effort)
    {
        // A child pays for coarsening before it improves anything: on large maps fewer of them, not poorer ones.
        var rounds = (int)Math.Min(task.IsScarce ? 1 : Tuning.MostRounds, effort / (Tuning.LeastPerAreaOfChild * 2L * task.Graph.Count));
        for (var round = 0; round < rounds && !watch.IsCancellationRequested; round++)
        {
            var children = new Member[2];
            Member[] parents = task.IsScarce ? [.. members.OrderBy(one => Math.Max(limit, one.Deviation)).ThenBy(one => one.Cut)] : [.. members];
            Fan.Out(2, threads, i =>
            {
                var random = task.Random(0x10000UL + (ulong)(round * 2 + i));
                var (first, second) = task.IsScarce ? (i, i) : Pair(parents.Length, random);
                var (a, b) = IsBetter(parents[first], parents[second], limit) ? (parents[first], parents[second]) : (parents[second], parents[first]);
                var met = PlanFront.For(task);
                var (plan, _) = Crossover.Child(task, a.BeatOf, b.BeatOf, limit, effort / (rounds * 2), random, met, watch);
                children[i] = Measure(plan) with { Met = met };
            });
            Array.ForEach(children, Keep);
            foreach (var child in children)
            {
                var worst = 0;
                for (var i = 1; i < members.Count; i++)
                {
                    worst = IsBetter(members[i], members[worst], limit) ? worst : i;
                }

                if (IsBetter(child, members[worst], limit))
                {
                    members[worst] = child;
                }
            }
        }

        _truncated |= watch.IsCancellationRequested;
    }

    private static (int First, int Second) Pair(int count, SeededRandom random)
    {
        var first = random.Next(count);
        return (first, (first + 1 + random.Next(count - 1)) % count);
    }

    /// <summary>Looks for the best plan of all under the chosen goal and its proof, where the map is small, with a share of an effort.</summary>
    private (Member Best, long Spent) Prove(Member known, long effort)
    {
        if (!ExactPlans.CanTry(task.Problem))
        {
            return (known, 0);
        }

        var outcome = ExactPlans.Improve(task.Graph, task.Beats, known.BeatOf, task.Limit(task.Problem.Goal), effort * Tuning.ExactShare / 100, watch);
        (_isBest, _least) = (outcome.IsBest, outcome.LeastDeviation);
        _truncated |= watch.IsCancellationRequested;
        return (Measure(outcome.BeatOf), outcome.Spent);
    }

    /// <summary>The least deviation with every area's own weight, where areas were set aside and the map is small enough to try them all.</summary>
    /// <remarks>With heavy areas set aside, what a heavy area's beat holds beside it seems to cost nothing within the others' deviation.</remarks>
    private int[] EvenWithHeavyAreas(int[] plan, long effort)
    {
        var own = BalanceRule.For(task.Given, task.Beats, task.Bound.Deviation);
        var worst = new PlanState(task.Given, task.Beats, plan).Worst(own);
        if (task.IsAsGiven || _front.IsOfAll || !ExactPlans.CanTry(task.Problem) || worst <= task.Bound.Deviation + 1e-9)
        {
            return plan;
        }

        var outcome = ExactPlans.Improve(task.Given, task.Beats, plan, task.Bound.Deviation, task.Problem.Effort * Tuning.ExactShare / 100, watch);
        // Only a smaller deviation is worth leaving a plan whose other beats are balanced about their own mean.
        return new PlanState(task.Given, task.Beats, outcome.BeatOf).Worst(own) < worst - 1e-9 ? EvenBeside(outcome.BeatOf, own, effort) : plan;
    }

    /// <summary>Brings the beats that hold no heavy area within the tolerance of their own mean, as far as that makes no heavy one heavier.</summary>
    private int[] EvenBeside(int[] plan, BalanceRule own, long effort)
    {
        var aside = CountedOut.From(task.Given, task.Beats, plan, [.. task.Forced.Select(area => plan[area]).Distinct()], task.Problem.Tolerance);
        var (evened, _) = Multilevel.Anneal(
            aside, task.Links, plan, task.Beats, task.Problem.Tolerance, Tuning.WinBack, effort, task.Random(0x40000UL), watch);
        return new PlanState(task.Given, task.Beats, evened).Worst(own) <= new PlanState(task.Given, task.Beats, plan).Worst(own) + 1e-12 ? evened : plan;
    }

    /// <summary>The tolerance is out of reach: seeks shorter borders among plans about as even as the best.</summary>
    private void Shorten(Member chosen, long effort)
    {
        var limit = chosen.Deviation * (1 + PlanFront.Slack);
        var shorter = new Member[Tuning.Finishers];
        Fan.Out(shorter.Length, threads, i =>
        {
            var met = PlanFront.For(task);
            var (plan, _) = Multilevel.Anneal(
                task.Graph, task.Links, chosen.BeatOf, task.Beats, limit, Tuning.CrossoverFine(task.IsScarce), effort, task.Random(0x50000UL + (ulong)i), watch, front: met);
            shorter[i] = Measure(plan) with { Met = met };
        });
        Array.ForEach(shorter, Keep);
    }

    private Member Finish(Goal goal, Member start, long effort, ulong key)
    {
        if (watch.IsCancellationRequested)
        {
            return start;
        }

        var limit = task.Limit(goal);
        var coarse = task.Beats >= Tuning.CoarseGrain * task.Graph.Count;
        var random = task.Random(0x20000UL + key);
        var met = PlanFront.For(task);
        var (plan, truncated) = start.Deviation <= limit
            ? Multilevel.Anneal(task.Graph, task.Links, start.BeatOf, task.Beats, limit, Tuning.CrossoverFine(task.IsScarce), effort, random, watch, front: met)
            : Multilevel.Tighten(task.Graph, task.Links, start.BeatOf, task.Beats, limit, task.Problem.Tolerance, coarse ? Tuning.TightenCoarse(key) : Tuning.TightenFine(key), coarse ? Tuning.TightenCycles : 1, effort, random, watch, met);
        if (truncated)
        {
            _truncated = true;
        }

        return Measure(plan) with { Met = met };
    }

    private void Keep(Member member)
    {
        if (member.Met is not null)
        {
            _front.Add(member.Met);
        }

        _front.Add(PlanScale.Keep(task, member.BeatOf));
    }

    private Member Measure(int[] plan)
    {
        var state = new PlanState(task.Graph, task.Beats, plan);
        return new Member(plan, state.Worst(BalanceRule.For(task.Graph, task.Beats, 0)), state.Score);
    }

    private static bool IsBetter(Member a, Member b, double limit) => BestPlan.Better(a.Deviation, a.Cut, b.Deviation, b.Cut, limit);

    private static Member Best(IEnumerable<Member> members, double limit) => members.Aggregate((best, next) => IsBetter(next, best, limit) ? next : best);
}
