using System.Runtime.InteropServices;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Counts calls by coordinate and keeps those that have many, in bounded memory.</summary>
/// <remarks>
/// Up to <paramref name="mostPlaces"/> coordinates are told apart. Where there are more, those with the fewest calls are dropped (Manku and
/// Motwani's lossy counting), and <see cref="IsExact"/> says that the rest have to be counted once more, by themselves.
/// </remarks>
/// <param name="workload">What calls weigh.</param>
/// <param name="mostPlaces">Some 60 bytes each.</param>
internal sealed class PlaceCounter(WorkloadKind workload, int mostPlaces = 400_000)
{
    /// <summary>Places kept at most.</summary>
    public const int MostKept = 1000;

    private readonly Dictionary<(double, double), Count> _places = [];
    private HashSet<(double, double)>? _only;
    private int _dropped;

    /// <summary>Whether every count is what there was.</summary>
    public bool IsExact => _dropped == 0 || _only is not null;

    /// <summary>Of all calls counted, those on weekdays from 8 to 17.</summary>
    public long OfficeCalls { get; private set; }

    /// <param name="area">Below 0 for none: then nothing is counted.</param>
    /// <param name="units">What the day weighs.</param>
    public void Add(in DatedTally tally, int area, long units)
    {
        if (area < 0 || units == 0)
        {
            return;
        }

        OfficeCalls += tally.OfficeCalls;
        var key = (tally.Longitude, tally.Latitude);
        if (_only?.Contains(key) == false)
        {
            return;
        }

        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key, out var isKnown);
        count.Area = area;
        count.Calls += (int)tally.Calls;
        count.OfficeCalls += (int)tally.OfficeCalls;
        count.Weight += tally.WeighAs(workload) * units;
        if (!isKnown && _places.Count > mostPlaces)
        {
            Drop();
        }
    }

    /// <summary>Forgets the counts and counts those again that may come to <see cref="DominantPlace.FewestCalls"/>: every call has to be added once more.</summary>
    /// <returns>False where no place can come to that many: nothing has to be added, and there are none.</returns>
    public bool BeginAgain()
    {
        _only = [.. _places.Where(place => place.Value.Calls + _dropped >= DominantPlace.FewestCalls).Select(place => place.Key)];
        _places.Clear();
        if (_only.Count == 0)
        {
            return false;
        }

        OfficeCalls = 0;
        return true;
    }

    /// <summary>Those with the most calls, in an order that does not depend on that of the calls.</summary>
    public IReadOnlyList<PlaceLoad> ToList() =>
    [
        .. _places.Where(place => place.Value.Calls >= DominantPlace.FewestCalls)
            .OrderByDescending(place => place.Value.Calls).ThenBy(place => place.Key)
            .Take(MostKept)
            .Select(place => new PlaceLoad(place.Key.Item1, place.Key.Item2, place.Value.Area, place.Value.Calls, place.Value.Weight, place.Value.OfficeCalls)),
    ];

    private void Drop()
    {
        while (_places.Count > mostPlaces / 2)
        {
            _dropped++;
            foreach (var place in _places.Where(place => place.Value.Calls <= _dropped).Select(place => place.Key).ToList())
            {
                _places.Remove(place);
            }
        }
    }

    private struct Count
    {
        public long Weight;
        public int Area;
        public int Calls;
        public int OfficeCalls;
    }
}
