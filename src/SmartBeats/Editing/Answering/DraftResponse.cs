using SmartBeats.Response;

namespace SmartBeats.Editing.Answering;

/// <summary>What drafts on one plan mean for callers and patrols, by the model that is quick enough for a hand.</summary>
/// <remarks>
/// <see cref="ShortListModel"/>, on the plan's own demand: one unit a beat, own unit first, else the nearest free. Figures depend on the
/// beats alone, not on what was drawn before; how near they are to a published plan's is said in README.md of the folder above.
/// Kept sums make the next measure cheap; safe for several callers at a time.
/// </remarks>
public sealed class DraftResponse
{
    private readonly DemandSlice _demand;
    private readonly TravelLaw _travel;
    private readonly double[] _cityMinutes;
    private readonly long[] _presence;
    private DraftReach _reach;

    /// <summary>Begins with a plan. Cost: O(areas²).</summary>
    /// <param name="demand">Of the plan's calls; its hours are no matter.</param>
    /// <param name="travel">As the plan's request has it, or what is assumed.</param>
    /// <param name="beatOfArea">Per area its beat, 0-based, in the plan's numbers; no beat is empty.</param>
    /// <exception cref="InputException">The calls outrun the units.</exception>
    public DraftResponse(DemandSlice demand, TravelLaw travel, IReadOnlyList<int> beatOfArea, int units)
        : this(demand, travel, TravelFigures.FromAnyCall(travel, demand.CallsPerHour, demand.TotalCallsPerHour), beatOfArea, units, null)
    {
    }

    internal DraftResponse(DemandSlice demand, TravelLaw travel, double[] cityMinutes, IReadOnlyList<int> beatOfArea, int units, long[][]? sums)
    {
        (_demand, _travel, _cityMinutes, Units) = (demand, travel, cityMinutes, units);
        _presence = DraftReach.CountPresence(demand.CallsPerHour);
        var model = Model(units);
        int[] beats = [.. beatOfArea];
        Start = sums is null ? DraftReach.Create(travel, _presence, beats, units, model.Depth) : DraftReach.Read(travel, _presence, beats, sums, model.Depth);
        _reach = Start;
        Before = Measure(model, Start);
    }

    /// <summary>Of the plan itself.</summary>
    public ResponseFigures Before { get; }

    /// <summary>What the figures rest on, a sentence each.</summary>
    public IReadOnlyList<string> Assumptions =>
    [
        .. _demand.Assumptions,
        .. _travel.Assumptions,
        $"{Units} units are on duty in the plan, one a beat; a draft with more or fewer beats has as many units.",
        "By the hypercube model in its quickest form: compare drafts by it, and read a plan's own figures once it is published.",
    ];

    internal DemandSlice Demand => _demand;

    internal TravelLaw Travel => _travel;

    internal double[] CityMinutes => _cityMinutes;

    internal DraftReach Start { get; }

    internal int Units { get; }

    /// <summary>Measures beats. Cost: O(areas × (areas that moved since the last measure + units)).</summary>
    /// <param name="beatOfArea">Per area its beat, 0-based, in the numbers a plan of them would have; no beat is empty.</param>
    /// <exception cref="InputException">The calls outrun the units.</exception>
    public ResponseFigures Measure(IReadOnlyList<int> beatOfArea, int units)
    {
        var model = Model(units);
        var reach = _reach.With([.. beatOfArea], units, model.Depth);
        _reach = reach;
        return Measure(model, reach);
    }

    private ShortListModel Model(int units) => new(units, _demand, _travel, _cityMinutes);

    private ResponseFigures Measure(ShortListModel model, DraftReach reach)
    {
        var units = reach.Sums.Length;
        var utilisation = new double[units];
        Array.Fill(utilisation, model.MeanUtilisation);
        var minutes = new double[reach.BeatOfArea.Length];
        var measures = model.Measure(reach, utilisation, minutes);
        var (all, high) = (new Mean[units], new Mean[units]);
        for (var area = 0; area < minutes.Length; area++)
        {
            all[reach.BeatOfArea[area]].Add(model.Share[area], minutes[area]);
            high[reach.BeatOfArea[area]].Add(model.HighShare[area], minutes[area]);
        }

        return new ResponseFigures(
            measures.MeanResponseMinutes,
            _demand.Priorities[0],
            measures.HighPriorityResponseMinutes,
            1 - ((1 - measures.OutOfBeatShare) / model.FirstShare),
            utilisation.Max(),
            [.. utilisation.Select((busy, unit) => new BeatResponseFigures(busy, all[unit].Find(model.Waits.All), high[unit].Find(model.Waits.High)))]);
    }

    /// <summary>A mean in the making.</summary>
    private struct Mean
    {
        private double _weight;
        private double _sum;

        public void Add(double weight, double value) => (_weight, _sum) = (_weight + weight, _sum + (weight * value));

        public readonly double? Find(double plus) => _weight > 0 ? (_sum / _weight) + plus : null;
    }
}
