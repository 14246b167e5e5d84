using System.Globalization;
using SmartBeats.Demand;
using SmartBeats.Requests;

namespace SmartBeats.Calls;

/// <summary>Which calls a request counts, and what each weighs.</summary>
/// <remarks>
/// A shift that crosses midnight belongs to the weekday it starts on: hours 22 to 6 on Fridays is Friday 22:00 to Saturday
/// 05:59:59. Safe for use by several threads.
/// </remarks>
public sealed class CallFilter
{
    /// <summary>Shares of natures handled otherwise are exact to one of these.</summary>
    public const int DiversionUnits = 1000;

    private const long Day = 86_400;

    private readonly CallData _data;
    private readonly bool[] _priorities = new bool[256];
    private readonly HashSet<string>? _dispositions, _natures;
    private readonly bool[] _sources = new bool[3];
    private readonly Dictionary<string, long> _keptOfNature = new(StringComparer.Ordinal);
    private readonly long _from = long.MinValue, _to = long.MaxValue;
    private readonly bool[] _weekdays = new bool[7];
    private readonly HourRange _hours;
    private readonly WorkloadKind _workload;
    private readonly long[] _priorityWeights = new long[256];
    private readonly IReadOnlyList<WeightedPeriod> _periods;

    private readonly PlanRequest _request;
    private readonly IReadOnlyList<CallPlace> _leftOut;

    public CallFilter(PlanRequest request)
    {
        _request = request;
        _leftOut = request.WithoutPlaces;
        _data = request.Data;
        NeededFields = CallFields.FindNeeded(request);
        _workload = request.Workload;
        _periods = PeriodWeights.FromRequest(request);
        _hours = request.Hours ?? new HourRange(0, 24);
        _dispositions = request.Dispositions.Count == 0 ? null : new HashSet<string>(request.Dispositions, StringComparer.Ordinal);
        _natures = request.Natures.Count == 0 ? null : new HashSet<string>(request.Natures, StringComparer.Ordinal);
        foreach (var source in Enum.GetValues<CallOrigin>())
        {
            _sources[CodeOf(source)] = request.Sources.Count == 0 || request.Sources.Contains(source);
        }

        foreach (var (nature, share) in request.Diversion)
        {
            _keptOfNature[nature] = (long)((1 - share) * DiversionUnits);
        }

        CountsOnScene = RequestCriterion.Of(request).Any(criterion => criterion.Kind == WorkloadKind.TimeOnScene);
        NeedsDetails = _natures is not null || request.Sources.Count > 0 || _keptOfNature.Count > 0 || CountsOnScene;
        _from = request.From is { } from ? -FloorSeconds(from, -1) : _from;
        _to = request.To is { } to ? FloorSeconds(to, 1) : _to;
        for (var priority = 0; priority < _priorities.Length; priority++)
        {
            _priorities[priority] = request.Priorities.Count == 0 || request.Priorities.Contains(priority);
            _priorityWeights[priority] = request.PriorityWeights.TryGetValue(priority, out var weight) ? (long)(weight * 1000) : 1000;
        }

        for (var day = 0; day < 7; day++)
        {
            _weekdays[day] = request.Weekdays.Count == 0 || request.Weekdays.Contains((NodaTime.IsoDayOfWeek)(day + 1));
        }
    }

    /// <summary>Fields of calls the request asks for.</summary>
    public IReadOnlyList<CallField> NeededFields { get; }

    /// <summary>Whether more than the contract's own columns is looked at.</summary>
    public bool NeedsDetails { get; }

    /// <summary>Whether the request weighs calls by officers' time on scene, alone or beside.</summary>
    public bool CountsOnScene { get; }

    /// <summary>First and last local second that pass, both included.</summary>
    public (long First, long Last) Dates => (_from, _to);

    /// <summary>Units in one call or one officer-minute: what <see cref="WeightOf"/> counts in.</summary>
    public int UnitsPerOne
    {
        get
        {
            var units = _workload switch
            {
                WorkloadKind.ServiceMinutes => 100,
                WorkloadKind.TimeOnScene => 60,
                WorkloadKind.PriorityWeights => 1000,
                _ => 1,
            };
            units *= _keptOfNature.Count > 0 ? DiversionUnits : 1;
            return _periods.Count > 0 ? units * PeriodWeights.UnitsPerOne : units;
        }
    }

    /// <summary>What one is, in print.</summary>
    public string Unit => _workload switch
    {
        WorkloadKind.ServiceMinutes or WorkloadKind.TimeOnScene => IsWeighed ? "weighted officer-minutes" : "officer-minutes",
        WorkloadKind.PriorityWeights => "weighted calls",
        _ => IsWeighed ? "weighted calls" : "calls",
    };

    /// <summary>Whether calls without minutes weigh nothing, so that they must be counted for <see cref="MinutesNote"/>.</summary>
    public bool NeedsMinutes => _workload is WorkloadKind.ServiceMinutes or WorkloadKind.TimeOnScene;

    private bool IsWeighed => _periods.Count > 0 || _keptOfNature.Count > 0;

    /// <summary>Whether the request counts the call.</summary>
    public bool Matches(in Call call)
    {
        if (!_priorities[call.Priority]
            || (_data == CallData.Incidents && call.IsIncident != true)
            || (_data == CallData.NonIncidents && call.IsIncident != false)
            || call.LocalSeconds < _from
            || call.LocalSeconds > _to
            || _dispositions?.Contains(call.Disposition) == false
            || (_leftOut.Count > 0 && IsLeftOut(call.Longitude, call.Latitude))
            || (NeedsDetails && !MatchesDetails(call))
            || (_periods.Count > 0 && PeriodWeights.FindUnits(_periods, DayRange.ToDay(call.LocalSeconds)) == 0))
        {
            return false;
        }

        var day = FloorDivide(call.LocalSeconds, Day);
        var hour = (int)((call.LocalSeconds - (day * Day)) / 3600);
        if (_hours.From < _hours.To)
        {
            return hour >= _hours.From && hour < _hours.To && OnWeekday(day);
        }

        return (hour >= _hours.From && OnWeekday(day)) || (hour < _hours.To && OnWeekday(day - 1));
    }

    /// <summary>What a matching call weighs, in units of 1 / <see cref="UnitsPerOne"/>; 0 without service minutes where they are asked for.</summary>
    public long WeightOf(in Call call)
    {
        var weight = WeighAs(_workload, call);
        return _periods.Count > 0 ? weight * PeriodWeights.FindUnits(_periods, DayRange.ToDay(call.LocalSeconds)) : weight;
    }

    /// <summary>
    /// What a call weighs under a workload, whichever the request asks for: 1, hundredths of an officer-minute, seconds of officers on scene,
    /// or thousandths by its priority; in thousandths of these where some natures are handled otherwise.
    /// </summary>
    /// <remarks>When it came does not count here.</remarks>
    public long WeighAs(WorkloadKind workload, in Call call)
    {
        var weight = workload switch
        {
            WorkloadKind.ServiceMinutes => call.ServiceMinuteHundredths ?? 0,
            WorkloadKind.TimeOnScene => CallTimes.FindOfficerSeconds(call) ?? 0,
            WorkloadKind.PriorityWeights => _priorityWeights[call.Priority],
            _ => 1,
        };
        return _keptOfNature.Count == 0 ? weight : weight * _keptOfNature.GetValueOrDefault(call.Details?.Nature ?? "", DiversionUnits);
    }

    /// <summary>Whether a call lacks the minutes that the request counts: those on scene where it asks for them, else those of service.</summary>
    public bool LacksMinutes(in Call call) => CountsOnScene ? CallTimes.FindOnScene(call) is null : call.ServiceMinuteHundredths is null;

    /// <inheritdoc cref="CallFields.ThrowIfUnknown"/>
    /// <param name="where">The file the calls are of.</param>
    /// <param name="known">Natures of the calls.</param>
    public void ThrowIfUnknown(string where, IReadOnlyCollection<string> known) => CallFields.ThrowIfUnknown(where, _request, known);

    /// <summary>What to say of matching calls without service minutes: nothing where there are none of them, a sentence where there are some.</summary>
    /// <param name="where">The file or the city the calls are of.</param>
    /// <exception cref="InputException">No matching call has service minutes: there is no workload to balance.</exception>
    public string? MinutesNote(string where, long matching, long withoutMinutes)
    {
        if (!NeedsMinutes || withoutMinutes == 0)
        {
            return null;
        }

        var lacking = CountsOnScene ? "plausible times of arrival and clearing" : "service_minutes";
        if (withoutMinutes < matching)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{withoutMinutes:N0} of {matching:N0} calls have no {lacking} and weigh nothing.");
        }

        throw CountsOnScene
            ? new InputException(where, "workload by time on scene is asked for, and no call has times of arrival and clearing", "Say which columns hold them (--map arrived=COLUMN --map cleared=COLUMN) and load the calls again, or ask for another workload (calls).")
            : new InputException(where, "workload by service minutes is asked for, and no call has service_minutes", "Load calls with a service_minutes column, or ask for another workload (calls).");
    }

    /// <summary>Whether a coordinate is of a place whose calls do not count.</summary>
    public bool IsLeftOut(double longitude, double latitude)
    {
        foreach (var place in _leftOut)
        {
            if (place.Contains(longitude, latitude))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesDetails(in Call call) => _sources[call.SourceCode] && _natures?.Contains(call.Details?.Nature ?? "") != false;

    private static int CodeOf(CallOrigin source) => source switch
    {
        CallOrigin.Citizen => 0,
        CallOrigin.Officer => 1,
        _ => Call.Unknown,
    };

    // 1970-01-01 was a Thursday, day 3 of a week that starts on Monday.
    private bool OnWeekday(long day) => _weekdays[(int)(((day + 3) % 7 + 7) % 7)];

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);

    /// <summary>Whole seconds since 1970-01-01 local, times the sign, rounded down: so the first second is rounded up.</summary>
    private static long FloorSeconds(NodaTime.LocalDateTime time, int sign) =>
        FloorDivide(sign * time.InUtc().ToInstant().ToUnixTimeTicks(), NodaTime.NodaConstants.TicksPerSecond);
}
