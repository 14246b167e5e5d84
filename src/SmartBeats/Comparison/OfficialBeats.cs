using System.Globalization;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Metrics;

namespace SmartBeats.Comparison;

/// <summary>The police's own beats as a plan of our areas, and as they are drawn.</summary>
/// <remarks>Official beats may cut areas. Then two counts differ: areas given whole to the beat that covers most of them, and calls in the beats as drawn. Both are kept.</remarks>
public sealed class OfficialBeats
{
    private readonly CityMap _beats;
    private readonly AreaIndex _index;
    private readonly AreaOverlay _overlay;
    private readonly AreaWorkload _workload;
    private readonly IndexedPointInAreaLocator?[] _locators;
    private readonly long[] _loads;
    private readonly int _areas;
    private readonly HashSet<int> _apart;
    private long _outside;
    private long _misplaced;

    /// <param name="workload">Its units; its weights are not looked at.</param>
    /// <param name="withoutBeats">Names of official beats that are left out of all figures on workload.</param>
    /// <exception cref="InputException">There is no such beat, or none is left.</exception>
    public OfficialBeats(CityMap areas, CityMap beats, AreaWorkload workload, IReadOnlyList<string>? withoutBeats = null)
    {
        _apart = BeatsApart(beats, withoutBeats ?? []);
        (_beats, _workload, _areas) = (beats, workload, areas.Areas.Count);
        _index = AreaIndex.Build(beats);
        _overlay = AreaOverlay.Of(areas, beats);
        _locators = new IndexedPointInAreaLocator?[beats.Areas.Count];
        _loads = new long[beats.Areas.Count];
    }

    /// <summary>Counts calls at one place where they are, in the beats as drawn; on the very edge between beats, in the one their area was given to.</summary>
    /// <param name="area">The area they lie in.</param>
    /// <param name="weight">Their workload in units.</param>
    public void Count(double longitude, double latitude, int area, long calls, long weight)
    {
        var beat = _index.Find(longitude, latitude);
        if (beat < 0)
        {
            _outside += calls;
            return;
        }

        var given = _overlay.BeatOfArea[area];
        if (beat != given && Touches(given, longitude, latitude))
        {
            beat = given;
        }

        _loads[beat] += weight;
        _misplaced += beat == given ? 0 : weight;
    }

    private bool Touches(int beat, double longitude, double latitude)
    {
        var locator = _locators[beat] ??= new IndexedPointInAreaLocator(_beats.Areas[beat].Shape);
        return locator.Locate(new Coordinate(longitude, latitude)) != Location.Exterior;
    }

    /// <summary>The beats as a plan, once every call is counted. Beats that get no area whole are left out and said.</summary>
    public ComparedPlan ToPlan(string name)
    {
        var used = _overlay.BeatOfArea.Distinct().Order().ToList();
        var numberOf = used.Select((beat, at) => (beat, at)).ToDictionary(pair => pair.beat, pair => pair.at + 1);
        long[] counted = [.. _loads.Where((_, beat) => !_apart.Contains(beat))];
        var balance = Balance.Of(counted);
        var heaviest = balance.Mean > 0 ? counted.Max() / balance.Mean : 0;
        return new ComparedPlan(name, [.. used.Select(beat => _beats.Areas[beat].Id)], [.. _overlay.BeatOfArea.Select(beat => numberOf[beat])])
        {
            Drawn = new DrawnLoads(
                [.. counted.Select(load => Math.Round((double)load / _workload.UnitsPerOne, 3))],
                Math.Round(balance.MaxDeviation, 6),
                Math.Round(heaviest, 4),
                Math.Round(balance.CoefficientOfVariation, 6),
                _outside,
                balance.Total == 0 ? 0 : Math.Round(_misplaced / (double)balance.Total, 6)),
            Apart = [.. used.Where(_apart.Contains).Select(beat => numberOf[beat])],
            Notes = [.. Notes(used.Count, balance)],
        };
    }

    private static HashSet<int> BeatsApart(CityMap beats, IReadOnlyList<string> names)
    {
        string[] known = [.. beats.Areas.Select(beat => beat.Id)];
        var apart = new HashSet<int>();
        foreach (var name in names)
        {
            apart.Add(Array.IndexOf(known, name) is >= 0 and var at ? at : throw new InputException(
                "--without-beats", $"there is no beat \"{name}\"{NearMiss.Hint(name, known)}", $"The beats are {Wording.Some([.. known])}."));
        }

        return apart.Count < known.Length ? apart : throw new InputException("--without-beats", "leaves out every beat", "Leave at least one to compare.");
    }

    private IEnumerable<string> Notes(int used, Balance balance)
    {
        foreach (var note in _beats.Notes)
        {
            yield return note;
        }

        yield return _overlay.Straddling.Count == 0
            ? "The official beats follow the areas: none is cut by a beat's edge."
            : Text($"{_overlay.Straddling.Count:N0} of {_areas:N0} areas ({(double)_overlay.Straddling.Count / _areas * 100:0.#}%) {(_overlay.Straddling.Count == 1 ? "is" : "are")} cut by an official beat's edge, {_overlay.StraddlingShare * 100:0.##}% of the ground; each was given whole to the beat that covers most of it.");
        if (balance.Total > 0 && _misplaced > 0)
        {
            yield return Text($"{(double)_misplaced / balance.Total * 100:0.##}% of the workload lies in another official beat than its area was given to; the figures as drawn count every call where it is.");
        }

        if (_overlay.Uncovered.Count > 0)
        {
            yield return Text($"{_overlay.Uncovered.Count:N0} {(_overlay.Uncovered.Count == 1 ? "area lies" : "areas lie")} in no official beat and {(_overlay.Uncovered.Count == 1 ? "was" : "were")} given to the nearest.");
        }

        if (_apart.Count > 0)
        {
            yield return $"Left out of every figure on workload, as asked: {Wording.Some([.. _apart.Order().Select(beat => _beats.Areas[beat].Id)])}.";
        }

        if (IdleBeats.Find(_loads, _apart) is { Length: > 0 } idle)
        {
            yield return IdleBeats.Describe([.. idle.Select(beat => _beats.Areas[beat].Id)]);
        }

        if (_outside > 0)
        {
            yield return Text($"{_outside:N0} calls inside the map lie in no official beat as drawn.");
        }

        if (used < _beats.Areas.Count)
        {
            var without = _beats.Areas.Where(beat => !_overlay.BeatOfArea.Contains(beat.Index)).Select(beat => beat.Id).ToList();
            yield return $"{Wording.Count(without.Count, "official beat")} {(without.Count == 1 ? "covers" : "cover")} most of no area and {(without.Count == 1 ? "is" : "are")} left out where areas are counted: {Wording.Some(without)}.";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
