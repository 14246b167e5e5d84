namespace SmartBeats.Response;

/// <summary>What a plan is worth to those who call and those who answer, as far as the approximation sees it.</summary>
/// <param name="Imbalance">max ρ_n - min ρ_n.</param>
/// <param name="CoefficientOfVariation">Of ρ_n: standard deviation (divided by N) over mean.</param>
/// <param name="MeanResponseMinutes">W_q + T̄, all calls.</param>
/// <param name="HighPriorityResponseMinutes">Wait (Cobham) and travel of calls of the highest priority met.</param>
/// <param name="OutOfBeatShare">f_I.</param>
/// <param name="DelayProbability">P'_Q: the same for every plan with as many beats.</param>
public sealed record ResponseMeasures(
    double Imbalance,
    double CoefficientOfVariation,
    double MeanResponseMinutes,
    double HighPriorityResponseMinutes,
    double OutOfBeatShare,
    double DelayProbability);

/// <summary>Reckons what moving one area to another beat does to utilisation and response, fast enough to search by.</summary>
/// <remarks>
/// Larson's 1975 approximation over free units that patrol their beats (<see cref="UnitTravel.Patrolling"/>). Σ_k l_nk τ_kj is kept as a sum,
/// so that a move is one area's times taken from one beat and given to another: O(areas), no centre to find anew. Only the first ranks of a
/// preference list are kept: as many as leave less than 1/1000 of calls to later ones at ρ, at least 4; what gets beyond them goes to all
/// units alike. Rounds start from the plan before. Measured against the full lists at 20 and 54 units, ρ 0.2-0.6: a ρ_n differs by at most
/// 0.0022, mean response by 1 %; against the exact model see README.md of this folder. A try costs about 0.1 ms at 20 units and 256 areas,
/// 0.2 ms at 54 and 500, 0.7 ms at 54 and 2,000. Not thread-safe; give each thread its own.
/// </remarks>
public sealed class ResponseObjective
{
    /// <summary>Sums updated in place gather rounding, 1e-16 a move; after this many they are made afresh.</summary>
    private const int MovesUntilAfresh = 4096;

    private readonly ShortListModel _model;
    private readonly UnitReach _reach;
    private double[] _utilisation;
    private double[] _tried;
    private ResponseMeasures? _pending;
    private int _moves;
    private int _tries;

    /// <param name="beatOfArea">Per area, its beat, 0-based; copied. Every beat has an area.</param>
    /// <exception cref="InputException">The calls outrun the units.</exception>
    public ResponseObjective(int units, DemandSlice demand, ITravel travel, int[] beatOfArea)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(travel.AreaCount, beatOfArea.Length);
        _model = new ShortListModel(units, demand, travel);
        _reach = new UnitReach(travel, units, _model.Depth, beatOfArea, UnitTravel.PresenceByCalls(demand.CallsPerHour));
        _utilisation = new double[units];
        Array.Fill(_utilisation, _model.MeanUtilisation);
        _tried = new double[units];
        Current = Measure();
        (_utilisation, _tried) = (_tried, _utilisation);
    }

    /// <summary>The plan's measures after the last accepted move.</summary>
    public ResponseMeasures Current { get; private set; }

    /// <summary>ρ_n per beat after the last accepted move.</summary>
    public IReadOnlyList<double> Utilisation => _utilisation;

    /// <summary>Ranks of the preference lists that are kept.</summary>
    public int Depth => _model.Depth;

    public int BeatOf(int area) => _reach.BeatOfArea[area];

    /// <summary>Measures with one area in another beat. Then <see cref="Accept"/> or <see cref="Undo"/> it, or try another, which undoes this one.</summary>
    /// <exception cref="ArgumentException">The area is its beat's last.</exception>
    public ResponseMeasures Try(int area, int toBeat) => Try([new AreaMove(area, toBeat)]);

    /// <summary>Measures with several areas in other beats, all or none: a swap, or two beats divided anew.</summary>
    /// <exception cref="ArgumentException">A beat would be left without areas; nothing was moved.</exception>
    public ResponseMeasures Try(IReadOnlyList<AreaMove> moves)
    {
        Undo();
        _reach.Save();
        try
        {
            _reach.Move(moves);
        }
        catch (ArgumentException)
        {
            _reach.Restore();
            throw;
        }

        _tries = moves.Count;
        return _pending = Measure();
    }

    /// <summary>Keeps the move tried last.</summary>
    public void Accept()
    {
        if (_pending is null)
        {
            return;
        }

        (_utilisation, _tried) = (_tried, _utilisation);
        Current = _pending;
        _pending = null;
        _moves += _tries;
        if (_moves >= MovesUntilAfresh)
        {
            _moves = 0;
            _reach.Rebuild();
        }
    }

    /// <summary>Takes the move tried last back, to the last bit.</summary>
    public void Undo()
    {
        if (_pending is not null)
        {
            _reach.Restore();
            _pending = null;
        }
    }

    private ResponseMeasures Measure()
    {
        _utilisation.CopyTo(_tried, 0);
        return _model.Measure(_reach, _tried);
    }
}
