using System.Numerics;

namespace SmartBeats.Districting;

/// <summary>Makes the worst beats better, region by region, by <see cref="Redivision"/>; between, it wanders over plans that are as good.</summary>
/// <remarks>
/// Every other try takes a region around the beat that is farthest from the mean and asks for a division in which all its beats are nearer.
/// The others take any region, ask only that nothing gets worse, and keep what lengthens the border little: without them
/// the search would end at the first plan whose worst beat cannot be helped from where it stands. What a longer border may be given for falls with the
/// temperature, and in the last part only such walking is left: it wins back border.
/// </remarks>
internal sealed class Tightening
{
    private const int MostBeats = 8;

    /// <summary>Beats of a region whose areas have to be merged into pieces.</summary>
    private const int MostMergedBeats = 3;

    /// <summary>Sets looked at in one try; every so often ten times as many.</summary>
    private const int Budget = 3000;

    /// <summary>Share of its deviation that the worst beat is to lose at least.</summary>
    private const double Step = 0.02;

    /// <summary>What looking at one set costs in effort.</summary>
    private const int Price = 2;

    private readonly PlanState _state;
    private readonly BalanceRule _rule;
    private readonly BestPlan _best;
    private readonly SeededRandom _random;
    private readonly Region _region;
    private readonly Redivision _division;
    private readonly double _unit;
    private readonly PlanFront? _front;
    private readonly int[] _beats = new int[MostBeats];
    private readonly int[] _beatOfPiece = new int[Region.MostPieces];

    public Tightening(PlanState state, BalanceRule rule, BestPlan best, SeededRandom random, PlanFront? front = null)
    {
        _front = front;
        (_state, _rule, _best, _random) = (state, rule, best, random);
        _region = new Region(state, random);
        _division = new Redivision(_region, random);
        _unit = state.Graph.MeanCost();
    }

    /// <summary>Works for the given effort, or until the limit is met, and leaves the state at the best plan.</summary>
    /// <returns>What was spent, and false when cancelled.</returns>
    public (long Spent, bool Finished) Run(long effort, SearchWatch watch)
    {
        var spent = 0L;
        while (spent < effort && _state.Beats > 1 && Worst() is var (beat, deviation) && deviation > _rule.Limit)
        {
            if (watch.IsCancellationRequested)
            {
                _best.Restore();
                return (spent, false);
            }

            var left = 1 - ((double)spent / effort);
            var cost = Try(beat, deviation, left > Tuning.DivideWin, (Tuning.DivideCold + ((Tuning.DivideHot - Tuning.DivideCold) * left)) * _unit);
            spent += cost;
            watch.Spend(cost);
        }

        _best.Restore();
        return (spent, true);
    }

    private long Try(int worstBeat, double worst, bool mayMend, double temperature)
    {
        var mend = _random.Next(2) == 0 && mayMend;
        var count = Gather(mend ? worstBeat : _random.Next(_state.Beats));
        if (count < 2 || !_region.Take(_beats.AsSpan(0, count)))
        {
            return _state.Beats;
        }

        var window = mend ? Math.Max(_rule.Limit, worst * (1 - Step)) : worst;
        var allowed = temperature * (LogTable.At((int)(_random.NextUInt64() >> 32)) + (mend ? Tuning.MendWorth : 0));
        var most = _state.Wishes is { HasPreferences: true } ? long.MaxValue : _region.Cut + (long)Math.Floor(allowed);
        var budget = _random.Next(8) == 0 ? 10 * Budget : Budget;
        var left = budget;
        if (_division.Search(count, (long)Math.Ceiling(_rule.Mean * (1 - window)), (long)Math.Floor(_rule.Mean * (1 + window)), most, ref left))
        {
            Name(count);
            if (_state.Wishes is { } wishes)
            {
                ApplyUnderWishes(wishes, count, window, allowed);
            }
            else
            {
                Apply();
                _best.Consider();
            }

            _front?.Offer(_state);
        }

        return (Price * (budget - Math.Max(0, left))) + (4L * _region.AreaCount) + _state.Beats;
    }

    private (int Beat, double Deviation) Worst()
    {
        var (beat, deviation) = (0, -1.0);
        for (var b = 0; b < _state.Beats; b++)
        {
            var d = Math.Max(_rule.Deviation(_state.Load[b]), _state.Wishes?.Deviation(b) ?? 0);
            if (d > deviation)
            {
                (beat, deviation) = (b, d);
            }
        }

        return (beat, deviation);
    }

    /// <summary>Collects a beat and some around it, each touching one before it.</summary>
    private int Gather(int first)
    {
        _beats[0] = first;
        var (count, areas, wanted) = (1, _state.Size[first], 2 + _random.Next(MostBeats - 1));
        for (var misses = 0; count < wanted && misses < 16;)
        {
            var draw = _random.NextUInt64();
            var v = _state.RandomBorderArea(_beats[_random.Next(count)], (uint)(draw >> 32));
            if (v < 0)
            {
                return 1;
            }

            var graph = _state.Graph;
            var next = _state.BeatOf[graph.Neighbour[graph.First[v] + (int)(((draw & 0xFFFF) * (ulong)graph.Degree(v)) >> 16)]];
            if (Array.IndexOf(_beats, next, 0, count) >= 0 || (count >= MostMergedBeats && areas + _state.Size[next] > Region.MostPieces))
            {
                misses++;
                continue;
            }

            areas += _state.Size[next];
            _beats[count++] = next;
        }

        return count;
    }

    /// <summary>Gives every set found the beat it overlaps most, largest overlap first, so that few areas change.</summary>
    private void Name(int count)
    {
        Span<int> overlap = stackalloc int[count * count];
        overlap.Clear();
        var sets = _division.Found(count);
        foreach (var v in _region.Areas)
        {
            var (set, bit) = (0, 1UL << _region.PieceOf(v));
            while ((sets[set] & bit) == 0)
            {
                set++;
            }

            overlap[(set * count) + Array.IndexOf(_beats, _state.BeatOf[v], 0, count)]++;
        }

        for (var named = 0; named < count; named++)
        {
            var most = 0;
            for (var i = 1; i < overlap.Length; i++)
            {
                most = overlap[i] > overlap[most] ? i : most;
            }

            var (set, beat) = Math.DivRem(most, count);
            for (var bits = sets[set]; bits != 0; bits &= bits - 1)
            {
                _beatOfPiece[BitOperations.TrailingZeroCount(bits)] = _beats[beat];
            }

            for (var i = 0; i < count; i++)
            {
                overlap[(set * count) + i] = overlap[(i * count) + beat] = -1;
            }
        }
    }

    private void Apply()
    {
        foreach (var v in _region.Areas)
        {
            var to = _beatOfPiece[_region.PieceOf(v)];
            if (_state.BeatOf[v] != to)
            {
                _best.Move(v, to, _state.CutChange(v, to));
            }
        }
    }

    /// <summary>Wishes judge a division as a whole: it is applied, and taken back if it breaks one, worsens another load beyond the window, or costs too much.</summary>
    private void ApplyUnderWishes(WishBook wishes, int count, double window, double allowed)
    {
        var score = _state.Score;
        var old = new int[_region.AreaCount];
        for (var i = 0; i < old.Length; i++)
        {
            var v = _region.Areas[i];
            old[i] = _state.BeatOf[v];
            if (old[i] != _beatOfPiece[_region.PieceOf(v)] && wishes.Forbids(v, _beatOfPiece[_region.PieceOf(v)]))
            {
                return;
            }
        }

        Apply();
        var worst = 0.0;
        for (var i = 0; i < count; i++)
        {
            worst = Math.Max(worst, wishes.Deviation(_beats[i]));
        }

        if (wishes.IsWithinBudget && worst <= window && _state.Score - score <= allowed)
        {
            _best.Consider();
            return;
        }

        for (var i = 0; i < old.Length; i++)
        {
            var v = _region.Areas[i];
            if (_state.BeatOf[v] != old[i])
            {
                _best.Move(v, old[i], _state.CutChange(v, old[i]));
            }
        }
    }
}
