namespace SmartBeats.Response;

/// <summary>Plays calls through a city event by event and writes down who waited, who came and from where: the judge of every model.</summary>
/// <remarks>
/// A call takes the first free units of its area's preference list, as many as it asks for. What is missing waits, by priority and then by
/// arrival; a unit once sent is never called off; a unit that comes free takes the head of the queue and drives from the call it leaves.
/// Response is from the call to the first unit's arrival; each unit of a call stays its service minutes from when it is sent.
/// Deterministic for calls, setup and seed. Cost: O(calls × (units + log units)).
/// </remarks>
public sealed class PatrolSimulation
{
    private readonly SimulationSetup _setup;
    private readonly SimulationTally _tally;
    private readonly BusyUnits _busy;
    private readonly bool[] _isBusy;
    private readonly int[] _lastArea;
    private readonly SortedDictionary<int, Queue<Waiting>> _queues = [];
    private readonly int[][] _areasOfBeat;
    private readonly double[][] _presenceOfBeat;
    private readonly double _horizon;
    private int _waiting;

    private PatrolSimulation(SimulationSetup setup)
    {
        _setup = setup;
        _horizon = setup.WarmUpMinutes + setup.Batches * setup.BatchMinutes;
        _tally = new SimulationTally(setup);
        _busy = new BusyUnits(setup.Units);
        _isBusy = new bool[setup.Units];
        _lastArea = new int[setup.Units];
        Array.Fill(_lastArea, -1);
        var areas = Enumerable.Range(0, setup.BeatOfArea.Length).ToLookup(area => setup.BeatOfArea[area]);
        _areasOfBeat = [.. Enumerable.Range(0, setup.Units).Select(unit => areas[unit].ToArray())];
        _presenceOfBeat = Array.ConvertAll(_areasOfBeat, beat =>
        {
            var sum = 0.0;
            return Array.ConvertAll(beat, area => sum += setup.Presence.Length > 0 ? setup.Presence[area] : 1);
        });
    }

    /// <param name="calls">In order of arrival; those after the last batch's end are not played.</param>
    /// <exception cref="InputException">A beat without areas: its unit has nowhere to be.</exception>
    public static SimulationResult Run(SimulationSetup setup, IEnumerable<SimulatedCall> calls)
    {
        var simulation = new PatrolSimulation(setup);
        var empty = Array.FindIndex(simulation._areasOfBeat, beat => beat.Length == 0);
        if (empty >= 0)
        {
            throw new InputException("plan", $"beat {empty + 1} has no areas", "Give every beat at least one area.");
        }

        simulation.Play(calls);
        return new SimulationResult(setup, simulation._tally);
    }

    private void Play(IEnumerable<SimulatedCall> calls)
    {
        var number = 0UL;
        foreach (var call in calls)
        {
            if (call.Minute >= _horizon)
            {
                break;
            }

            while (_busy.Count > 0 && _busy.NextFree <= call.Minute)
            {
                Release();
            }

            Arrive(call, ++number);
        }

        // Whoever waits at the end is still answered: dropping them would leave out the longest waits.
        while (_waiting > 0)
        {
            Release();
        }
    }

    private void Arrive(SimulatedCall call, ulong number)
    {
        var needed = Math.Min(call.Officers, _setup.Units);
        var soonest = double.PositiveInfinity;
        var isSent = false;
        foreach (var unit in _setup.Preferences[call.Area])
        {
            if (_isBusy[unit])
            {
                continue;
            }

            var travel = _setup.Travel.Minutes(PositionOf(unit, number), call.Area);
            soonest = Math.Min(soonest, travel);
            Send(unit, call, call.Minute, travel, isFirst: !isSent);
            isSent = true;
            if (--needed == 0)
            {
                break;
            }
        }

        var answered = double.IsFinite(soonest);
        _tally.Arrived(call, delayed: !answered);
        if (answered)
        {
            _tally.Answered(call, 0, soonest);
        }

        if (needed > 0)
        {
            if (!_queues.TryGetValue(call.Priority, out var queue))
            {
                _queues[call.Priority] = queue = new Queue<Waiting>();
            }

            queue.Enqueue(new Waiting(call, needed, answered));
            _waiting++;
        }
    }

    private void Release()
    {
        var (now, unit) = _busy.TakeNext();
        _isBusy[unit] = false;
        if (_waiting == 0)
        {
            return;
        }

        var queue = _queues.Values.First(waiting => waiting.Count > 0);
        var head = queue.Peek();
        var travel = _setup.Travel.Minutes(_lastArea[unit], head.Call.Area);
        var isFirst = !head.Answered;
        if (isFirst)
        {
            _tally.Answered(head.Call, now - head.Call.Minute, travel);
            head.Answered = true;
        }

        Send(unit, head.Call, now, travel, isFirst);
        if (--head.Needed == 0)
        {
            queue.Dequeue();
            _waiting--;
        }
    }

    private void Send(int unit, SimulatedCall call, double now, double travel, bool isFirst)
    {
        var free = now + call.ServiceMinutes + (_setup.ServiceIncludesTravel ? 0 : travel);
        _isBusy[unit] = true;
        _lastArea[unit] = call.Area;
        _busy.Add(free, unit);
        _tally.Sent(call, unit, now, free, isFirst);
    }

    private int PositionOf(int unit, ulong number)
    {
        if (_setup.FreeUnit == FreeUnit.WaitsAtPost)
        {
            return _setup.Posts[unit];
        }

        if (_setup.FreeUnit == FreeUnit.StaysAtLastCall && _lastArea[unit] >= 0)
        {
            return _lastArea[unit];
        }

        // By the call's number, not in the order of dispatch: another plan draws the same for the same call.
        return _areasOfBeat[unit][SimulatedCalls.Pick(_presenceOfBeat[unit], SeededRandom.Derive(_setup.Seed, number).NextDouble())];
    }

    private sealed class Waiting(SimulatedCall call, int needed, bool answered)
    {
        public SimulatedCall Call { get; } = call;

        public int Needed { get; set; } = needed;

        public bool Answered { get; set; } = answered;
    }
}
