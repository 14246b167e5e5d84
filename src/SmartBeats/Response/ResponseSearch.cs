namespace SmartBeats.Response;

/// <summary>One chain of annealing on response: flips of border areas, swaps across a border, and two beats divided anew.</summary>
/// <remarks>
/// Every plan on the way is one (<see cref="PlanGuard"/>). A move that worsens the score by d is accepted with probability exp(-d/T), asked
/// as d &lt; T·E with E exponential, so that no logarithm decides. T falls by a constant factor a step.
/// </remarks>
internal sealed class ResponseSearch
{
    /// <summary>The first temperature, times beats per area: what one area matters. At 10,387 areas in 54 beats that is 0.0008.</summary>
    private const double Heat = 0.15;
    private const double Hottest = 0.02;
    private const double Cooling = 0.93;
    private const int Steps = 70;

    /// <summary>Of 16 moves: flips, then swaps; the rest divide two beats anew.</summary>
    private const int Flips = 9;
    private const int Swaps = 14;

    private readonly ResponseDesignProblem _problem;
    private readonly ResponseMeasures _start;
    private readonly double _meanUtilisation;
    private readonly PlanGuard _guard;
    private readonly ResponseObjective _objective;
    private readonly PairRedraw _redraw;
    private readonly SeededRandom _random;
    private readonly double _slack;
    private double _score;

    public ResponseSearch(ResponseDesignProblem problem, long[] weights, int[] plan, ResponseMeasures start, ulong key)
    {
        _problem = problem;
        _start = start;
        _random = SeededRandom.Derive(problem.Seed, 0x4E5_0000 + key);
        _guard = new PlanGuard(problem.Graph, weights, problem.Beats, plan, problem.Tolerance, ResponseDesign.BorderGrowth, problem.Anchor, problem.Locks);
        _objective = new ResponseObjective(problem.Beats, problem.Demand, problem.Travel, plan);
        _redraw = new PairRedraw(_guard, _random);
        _meanUtilisation = problem.Demand.TotalCallsPerHour * problem.Demand.ServiceMinutes / 60 / problem.Beats;
        _slack = 2 * problem.Tolerance * weights.Sum() / problem.Beats;
        _score = Score(_objective.Current);
        (Best, BestScore, BestMeasures) = ((int[])plan.Clone(), _score, _objective.Current);
    }

    public int[] Best { get; private set; }

    public double BestScore { get; private set; }

    public ResponseMeasures BestMeasures { get; private set; }

    /// <returns>Whether it was cut short.</returns>
    public bool Run(long tries, CancellationToken cancellation)
    {
        var temperature = Math.Min(Hottest, Heat * _problem.Beats / _guard.BeatOf.Length);
        for (var step = 0; step < Steps; step++, temperature *= Cooling)
        {
            for (var at = tries * step / Steps; at < tries * (step + 1) / Steps; at++)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return true;
                }

                Try(temperature);
            }
        }

        return false;
    }

    private void Try(double temperature)
    {
        if (DrawMoves() is not { Count: > 0 } moves || !_guard.Apply(moves))
        {
            return;
        }

        var measures = _objective.Try(moves);
        var score = Score(measures);
        if (score - _score >= temperature * SimulatedCalls.Exponential(_random))
        {
            _guard.TakeBack();
            _objective.Undo();
            return;
        }

        _objective.Accept();
        _score = score;
        if (score < BestScore)
        {
            (BestScore, BestMeasures) = (score, measures);
            _guard.BeatOf.CopyTo(Best, 0);
        }
    }

    private IReadOnlyList<AreaMove> DrawMoves()
    {
        var area = _random.Next(_guard.BeatOf.Length);
        var (from, to) = (_guard.BeatOf[area], BeatBeside(area));
        if (to < 0)
        {
            return [];
        }

        var kind = _random.Next(16);
        if (kind < Flips)
        {
            return [new AreaMove(area, to)];
        }

        if (kind < Swaps)
        {
            return Swap(area, from, to);
        }

        return _redraw.Draw(from, to, area, _slack);
    }

    /// <summary>What comes back lies beside the beat that gave, by way of an area beside the one that left or beside its new beat's border.</summary>
    private AreaMove[] Swap(int area, int from, int to)
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var start = _guard.Neighbours[area][_random.Next(_guard.Neighbours[area].Length)].Area;
            var other = _guard.Neighbours[start][_random.Next(_guard.Neighbours[start].Length)].Area;
            var back = attempt % 2 == 0 ? start : other;
            if (back != area && _guard.BeatOf[back] == to)
            {
                var next = _random.Next(3) == 0 ? BeatBeside(back) : from;
                if (next >= 0)
                {
                    return [new AreaMove(area, to), new AreaMove(back, next)];
                }
            }
        }

        return [];
    }

    /// <summary>The beat of a random neighbour in another beat; -1 where there is none.</summary>
    private int BeatBeside(int area)
    {
        var neighbours = _guard.Neighbours[area];
        if (neighbours.Length == 0)
        {
            return -1;
        }

        var first = _random.Next(neighbours.Length);
        for (var at = 0; at < neighbours.Length; at++)
        {
            var beat = _guard.BeatOf[neighbours[(first + at) % neighbours.Length].Area];
            if (beat != _guard.BeatOf[area])
            {
                return beat;
            }
        }

        return -1;
    }

    private double Score(ResponseMeasures measures) => _problem.Weights.Score(measures, _start, _meanUtilisation);
}
