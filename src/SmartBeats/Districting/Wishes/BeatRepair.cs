using System.Globalization;

namespace SmartBeats.Districting;

/// <summary>One repair of today's beats; <see cref="CurrentBeats"/> says what is done and in which order.</summary>
internal sealed class BeatRepair
{
    private const string LockRemedy = "Unlock it, or correct the current beats.";

    private readonly FlatGraph _graph;
    private readonly Func<int, string> _nameOf;
    private readonly int[] _beatOf;
    private readonly bool[] _lockedArea;
    private readonly List<string> _names;
    private readonly List<int> _given;
    private readonly HashSet<int> _lockedBeats;
    private readonly List<string> _repairs = [];

    public BeatRepair(FlatGraph graph, GivenBeats given, Func<int, string> nameOf)
    {
        (_graph, _nameOf) = (graph, nameOf);
        _beatOf = (int[])given.BeatOfArea.Clone();
        _names = [.. given.Names];
        _given = [.. Enumerable.Range(0, given.Names.Count)];
        _lockedBeats = [.. given.LockedBeats];
        _lockedArea = new bool[graph.Count];
        foreach (var v in given.LockedAreas)
        {
            _lockedArea[v] = true;
        }
    }

    public UsableBeats Run(int beats, ulong seed)
    {
        CheckCover();
        LeaveOutEmpty();
        LoosenStrays();
        JoinLoose();
        while (_names.Count - Gone > beats)
        {
            Merge(beats);
        }

        while (_names.Count - Gone < beats)
        {
            Split(beats, seed);
        }

        return Numbered();
    }

    private int Gone => _given.Count(given => given == int.MinValue);

    private void CheckCover()
    {
        var missing = _beatOf.Count(beat => beat < 0);
        if (missing > _graph.Count * (1 - CurrentBeats.LeastCovered))
        {
            throw new InputException("current", Text($"{missing:N0} of the map's {_graph.Count:N0} areas are in none of the current beats"), "Give the beats of this city, by the map's area ids.");
        }

        var locked = Array.FindIndex(_lockedArea, v => v);
        for (; locked >= 0; locked = Array.FindIndex(_lockedArea, locked + 1, v => v))
        {
            if (_beatOf[locked] < 0)
            {
                throw new InputException("lockAreas", $"area \"{_nameOf(locked)}\" is locked, and is in none of the current beats", LockRemedy);
            }
        }
    }

    private void LeaveOutEmpty()
    {
        var used = _beatOf.Where(beat => beat >= 0).ToHashSet();
        var empty = Enumerable.Range(0, _names.Count).Where(beat => !used.Contains(beat)).ToList();
        foreach (var beat in empty)
        {
            if (_lockedBeats.Contains(beat))
            {
                throw new InputException("lockBeats", $"beat {_names[beat]} is locked, and holds no area of the map", LockRemedy);
            }

            _given[beat] = int.MinValue;
        }

        if (empty.Count > 0)
        {
            _repairs.Add($"{Some("current beat", empty)} {(empty.Count == 1 ? "holds" : "hold")} no area and {(empty.Count == 1 ? "is" : "are")} left out.");
        }
    }

    private void LoosenStrays()
    {
        var broken = new List<int>();
        foreach (var pieces in BeatPieces.Of(_graph, _beatOf).Where(piece => _beatOf[piece[0]] >= 0).GroupBy(piece => _beatOf[piece[0]]).Where(pieces => pieces.Skip(1).Any()).ToList())
        {
            if (_lockedBeats.Contains(pieces.Key))
            {
                throw new InputException("lockBeats", $"beat {_names[pieces.Key]} is locked, and is not in one piece", "Unlock it, correct the current beats, or link its pieces (--links).");
            }

            broken.Add(pieces.Key);
            foreach (var v in pieces.OrderByDescending(piece => piece.Sum(v => _graph.Weight[v])).ThenByDescending(piece => piece.Count).ThenBy(piece => piece[0]).Skip(1).SelectMany(piece => piece))
            {
                if (_lockedArea[v])
                {
                    throw new InputException("lockAreas", $"area \"{_nameOf(v)}\" is locked in beat {_names[pieces.Key]}, which is not in one piece there", "Unlock it, correct the current beats, or link its pieces (--links).");
                }

                _beatOf[v] = -1;
            }
        }

        if (broken.Count > 0)
        {
            broken.Sort();
            _repairs.Add($"{Some("current beat", broken)} {(broken.Count == 1 ? "is" : "are")} in several pieces: the heaviest stays, the others join their neighbours.");
        }
    }

    private void JoinLoose()
    {
        var loose = _beatOf.Count(beat => beat < 0);
        for (var joined = new List<(int Area, int Beat)>(); ; joined.Clear())
        {
            for (var v = 0; v < _graph.Count; v++)
            {
                if (_beatOf[v] < 0 && Nearest(v) is >= 0 and var beat)
                {
                    joined.Add((v, beat));
                }
            }

            if (joined.Count == 0)
            {
                break;
            }

            joined.ForEach(area => _beatOf[area.Area] = area.Beat);
        }

        var own = BeatPieces.Of(_graph, _beatOf).Where(piece => _beatOf[piece[0]] < 0).ToList();
        foreach (var piece in own)
        {
            piece.ForEach(v => _beatOf[v] = _names.Count);
            _names.Add(NewName());
            _given.Add(-1);
        }

        if (loose > 0)
        {
            _repairs.Add(Text($"{loose:N0} {(loose == 1 ? "area" : "areas")} without a usable beat joined the neighbouring beat with the longest common border{(own.Count == 0 ? "" : $"; {own.Count} {(own.Count == 1 ? "group that touches" : "groups that touch")} none made beats of their own")}."));
        }
    }

    /// <summary>The beat an area shares the longest border with, not locked; -1 for none.</summary>
    private int Nearest(int v)
    {
        var common = new SortedDictionary<int, long>();
        for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
        {
            var beat = _beatOf[_graph.Neighbour[e]];
            if (beat >= 0 && !_lockedBeats.Contains(beat))
            {
                common[beat] = common.GetValueOrDefault(beat) + _graph.Cost[e];
            }
        }

        return common.Count == 0 ? -1 : common.MaxBy(pair => pair.Value).Key;
    }

    private void Merge(int beats)
    {
        var loads = Loads();
        var locked = Locked();
        var neighbours = Enumerable.Range(0, _names.Count).Select(_ => new SortedSet<int>()).ToArray();
        for (var v = 0; v < _graph.Count; v++)
        {
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                neighbours[_beatOf[v]].Add(_beatOf[_graph.Neighbour[e]]);
            }
        }

        foreach (var light in Existing().Where(beat => !_lockedBeats.Contains(beat)).OrderBy(beat => loads[beat]).ThenBy(beat => beat))
        {
            foreach (var other in neighbours[light].Where(beat => beat != light && !_lockedBeats.Contains(beat)).OrderBy(beat => loads[beat]).ThenBy(beat => beat))
            {
                if (locked[light] && locked[other])
                {
                    continue;
                }

                var (stays, goes) = locked[light] ? (light, other) : (other, light);
                for (var v = 0; v < _graph.Count; v++)
                {
                    _beatOf[v] = _beatOf[v] == goes ? stays : _beatOf[v];
                }

                _given[goes] = int.MinValue;
                _repairs.Add($"Current beat {_names[goes]} was merged into beat {_names[stays]}: {beats} beats were asked for.");
                return;
            }
        }

        throw new InputException("beats", $"the {_names.Count - Gone} current beats cannot be merged into {beats}: locks or disconnected parts leave no two to join", "Ask for more beats, or unlock some.");
    }

    private void Split(int beats, ulong seed)
    {
        var loads = Loads();
        foreach (var heavy in Existing().Where(beat => !_lockedBeats.Contains(beat)).OrderByDescending(beat => loads[beat]).ThenBy(beat => beat))
        {
            int[] areas = [.. Enumerable.Range(0, _graph.Count).Where(v => _beatOf[v] == heavy)];
            if (areas.Length < 2)
            {
                continue;
            }

            var half = TreeSplit.Plan(Within(areas), new int[areas.Length], [2], SeededRandom.Derive(seed, 0x40000UL + (ulong)_names.Count));
            var lockedIn = new bool[2];
            var loadOf = new long[2];
            for (var i = 0; i < areas.Length; i++)
            {
                lockedIn[half[i]] |= _lockedArea[areas[i]];
                loadOf[half[i]] += _graph.Weight[areas[i]];
            }

            if (lockedIn[0] && lockedIn[1])
            {
                continue;
            }

            var goes = lockedIn[0] ? 1 : lockedIn[1] ? 0 : loadOf[0] < loadOf[1] ? 0 : 1;
            for (var i = 0; i < areas.Length; i++)
            {
                _beatOf[areas[i]] = half[i] == goes ? _names.Count : heavy;
            }

            _names.Add(NewName());
            _given.Add(-1);
            _repairs.Add($"Beat {_names[^1]} was split off current beat {_names[heavy]}: {beats} beats were asked for.");
            return;
        }

        throw new InputException("beats", $"the {_names.Count - Gone} current beats cannot be split into {beats}: locks leave none to divide", "Ask for fewer beats, or unlock some.");
    }

    private FlatGraph Within(int[] areas)
    {
        var indexOf = areas.Select((v, i) => (v, i)).ToDictionary(pair => pair.v, pair => pair.i);
        var edges = new List<(int, int, int)>();
        foreach (var v in areas)
        {
            for (var e = _graph.First[v]; e < _graph.First[v + 1]; e++)
            {
                if (_graph.Neighbour[e] > v && indexOf.TryGetValue(_graph.Neighbour[e], out var u))
                {
                    edges.Add((indexOf[v], u, _graph.Cost[e]));
                }
            }
        }

        return FlatGraph.Pack([.. areas.Select(v => _graph.Weight[v])], edges);
    }

    private UsableBeats Numbered()
    {
        int[] kept = [.. Existing()];
        var indexOf = kept.Select((beat, i) => (beat, i)).ToDictionary(pair => pair.beat, pair => pair.i);
        return new UsableBeats(
            [.. _beatOf.Select(beat => indexOf[beat])],
            [.. kept.Select(beat => _names[beat])],
            [.. kept.Select(beat => _given[beat])],
            [.. _lockedBeats.Select(beat => indexOf[beat]).Order()],
            _repairs);
    }

    private IEnumerable<int> Existing() => Enumerable.Range(0, _names.Count).Where(beat => _given[beat] != int.MinValue);

    private long[] Loads()
    {
        var loads = new long[_names.Count];
        for (var v = 0; v < _graph.Count; v++)
        {
            loads[_beatOf[v]] += _graph.Weight[v];
        }

        return loads;
    }

    private bool[] Locked()
    {
        var locked = new bool[_names.Count];
        for (var v = 0; v < _graph.Count; v++)
        {
            locked[_beatOf[v]] |= _lockedArea[v];
        }

        return locked;
    }

    private string NewName()
    {
        for (var number = 1; ; number++)
        {
            var name = $"new-{number}";
            if (!_names.Contains(name, StringComparer.Ordinal))
            {
                return name;
            }
        }
    }

    private string Some(string noun, List<int> beats) =>
        $"{(beats.Count == 1 ? char.ToUpperInvariant(noun[0]) + noun[1..] : $"{char.ToUpperInvariant(noun[0]) + noun[1..]}s")} {string.Join(", ", beats.Take(5).Select(beat => _names[beat]))}{(beats.Count > 5 ? Text($" and {beats.Count - 5} more") : "")}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
