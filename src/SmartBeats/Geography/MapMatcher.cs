using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace SmartBeats.Geography;

/// <summary>Finds what became of each area: first by id, then by common ground.</summary>
internal sealed class MapMatcher
{
    /// <summary>More than half by a millionth: an area cut in two equal parts is not a matter of rounding.</summary>
    private const double Half = 0.5 + 1e-6;

    /// <summary>Two areas that share this much of each other leave nothing worth comparing with a third.</summary>
    private const double AllButRim = 0.95;

    private readonly CityMap _before;
    private readonly CityMap _now;
    private readonly bool _hasIds;
    private readonly int[] _nowOf;
    private readonly int[] _beforeOf;
    private readonly bool[] _settledBefore;
    private readonly bool[] _settledNow;
    private readonly double[] _groundBefore;
    private readonly double[] _groundNow;
    private readonly Dictionary<(int Before, int Now), double> _common = [];
    private readonly List<string> _elsewhere = [];
    private readonly HashSet<int> _renamed = [];

    public MapMatcher(CityMap before, CityMap now)
    {
        (_before, _now) = (before, now);
        _hasIds = before.IdField is not null && now.IdField is not null;
        _nowOf = [.. Enumerable.Repeat(-1, before.Areas.Count)];
        _beforeOf = [.. Enumerable.Repeat(-1, now.Areas.Count)];
        _settledBefore = new bool[before.Areas.Count];
        _settledNow = new bool[now.Areas.Count];
        _groundBefore = [.. before.Areas.Select(area => LocalMetres.Area(area.Shape))];
        _groundNow = [.. now.Areas.Select(area => LocalMetres.Area(area.Shape))];
    }

    public MapMatch Match()
    {
        if (_hasIds)
        {
            PairById();
        }

        PairIdentical();
        MeasureRest();
        PairByGround();
        var split = Groups(swapped: false);
        var merged = Groups(swapped: true);
        var parted = split.Select(group => group.One).Concat(merged.SelectMany(group => group.Many)).ToHashSet();
        var joined = merged.Select(group => group.One).Concat(split.SelectMany(group => group.Many)).ToHashSet();
        var whole = Enumerable.Range(0, _nowOf.Length).Where(area => _nowOf[area] >= 0 && !parted.Contains(area) && !joined.Contains(_nowOf[area])).ToList();
        int[] renamed = [.. whole.Where(_renamed.Contains)];
        var unchanged = whole.Count(area => !_renamed.Contains(area) && IsSame(area, _nowOf[area]));
        return new MapMatch(
            _nowOf,
            _now.Areas.Count,
            unchanged,
            whole.Count - renamed.Length - unchanged,
            [.. renamed.Select(area => new AreaChange([_before.Areas[area].Id], [_now.Areas[_nowOf[area]].Id]))],
            _elsewhere,
            [.. split.Select(group => new AreaChange([_before.Areas[group.One].Id], [.. group.Many.Select(area => _now.Areas[area].Id)]))],
            [.. merged.Select(group => new AreaChange([.. group.Many.Select(area => _before.Areas[area].Id)], [_now.Areas[group.One].Id]))],
            [.. _before.Areas.Where(area => _nowOf[area.Index] < 0 && !parted.Contains(area.Index)).Select(area => area.Id)],
            [.. _now.Areas.Where(area => _beforeOf[area.Index] < 0 && !joined.Contains(area.Index)).Select(area => area.Id)]);
    }

    private void PairById()
    {
        var byId = _now.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        foreach (var area in _before.Areas)
        {
            if (!byId.TryGetValue(area.Id, out var now))
            {
                continue;
            }

            var (inBefore, inNow) = Shares(area.Index, now);
            if (inBefore > Half || inNow > Half)
            {
                Pair(area.Index, now, inBefore, inNow);
            }
            else
            {
                _elsewhere.Add(area.Id);
            }
        }
    }

    /// <summary>Outlines that are the same to the last corner need no measuring.</summary>
    private void PairIdentical()
    {
        var free = _now.Areas.Where(area => _beforeOf[area.Index] < 0).ToLookup(area => area.Shape.EnvelopeInternal);
        foreach (var area in _before.Areas.Where(area => _nowOf[area.Index] < 0))
        {
            if (free[area.Shape.EnvelopeInternal].FirstOrDefault(now => _beforeOf[now.Index] < 0 && IsSame(area.Index, now.Index)) is { } same)
            {
                PairByGround(area.Index, same.Index, 1, 1);
            }
        }
    }

    /// <summary>Common ground of all that may still be somebody else's.</summary>
    private void MeasureRest()
    {
        var tree = new STRtree<int>();
        foreach (var area in _now.Areas.Where(area => !_settledNow[area.Index]))
        {
            tree.Insert(area.Shape.EnvelopeInternal, area.Index);
        }

        foreach (var area in _before.Areas.Where(area => !_settledBefore[area.Index]))
        {
            foreach (var now in tree.Query(area.Shape.EnvelopeInternal).Order())
            {
                Shares(area.Index, now);
            }
        }
    }

    private void PairByGround()
    {
        var pairs = _common.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Before).ThenBy(pair => pair.Key.Now);
        foreach (var (before, now) in pairs.Select(pair => pair.Key))
        {
            var (inBefore, inNow) = Shares(before, now);
            if (_nowOf[before] < 0 && _beforeOf[now] < 0 && inBefore > Half && inNow > Half)
            {
                PairByGround(before, now, inBefore, inNow);
            }
        }
    }

    private void PairByGround(int before, int now, double inBefore, double inNow)
    {
        Pair(before, now, inBefore, inNow);
        if (_hasIds)
        {
            _renamed.Add(before);
        }
    }

    /// <summary>One area of one map in which several of the other lie, mostly, and which they mostly cover.</summary>
    private List<(int One, List<int> Many)> Groups(bool swapped)
    {
        var groups = new SortedDictionary<int, (List<int> Many, double Covered)>();
        foreach (var ((before, now), common) in _common.OrderBy(pair => pair.Key))
        {
            var (one, many) = swapped ? (now, before) : (before, now);
            if (common > Half * (swapped ? _groundBefore : _groundNow)[many])
            {
                var (members, covered) = groups.GetValueOrDefault(one, ([], 0));
                members.Add(many);
                groups[one] = (members, covered + common);
            }
        }

        var ground = swapped ? _groundNow : _groundBefore;
        return [.. groups.Where(group => group.Value.Many.Count > 1 && group.Value.Covered > Half * ground[group.Key]).Select(group => (group.Key, group.Value.Many))];
    }

    private void Pair(int before, int now, double inBefore, double inNow)
    {
        (_nowOf[before], _beforeOf[now]) = (now, before);
        if (inBefore > AllButRim && inNow > AllButRim)
        {
            _settledBefore[before] = _settledNow[now] = true;
        }
    }

    /// <summary>The common ground as a fraction of each.</summary>
    private (double InBefore, double InNow) Shares(int before, int now)
    {
        if (!_common.TryGetValue((before, now), out var common))
        {
            var (a, b) = (_before.Areas[before].Shape, _now.Areas[now].Shape);
            common = IsSame(before, now) ? _groundBefore[before]
                : a.EnvelopeInternal.Intersects(b.EnvelopeInternal) ? LocalMetres.Area(OverlayNGRobust.Overlay(a, b, SpatialFunction.Intersection))
                : 0;
            _common.Add((before, now), common);
        }

        return (common / _groundBefore[before], common / _groundNow[now]);
    }

    private bool IsSame(int before, int now) => _before.Areas[before].Shape.EqualsExact(_now.Areas[now].Shape);
}
