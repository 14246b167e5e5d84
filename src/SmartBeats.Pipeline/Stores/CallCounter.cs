using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Counts calls into a <see cref="CallSummary"/>, one pass over them: ten nanoseconds a call.</summary>
/// <remarks>
/// A call fails some of seven filters. It counts where it fails none, and in the list of the one filter it fails where it fails one.
/// What passes a filter is asked of <see cref="CallFilter"/> once for every value there is.
/// </remarks>
internal sealed class CallCounter
{
    private const int FailsPriority = 1, FailsDisposition = 2, FailsData = 4, FailsDates = 8, FailsHours = 16, FailsNature = 32, FailsSource = 64, FailsPlace = 128;

    private readonly string[] _dispositions, _natures;
    private readonly bool[] _passesPriority, _passesDisposition, _passesData, _passesHour, _passesNature, _passesSource;
    private readonly (long First, long Last) _dates;
    private readonly int _firstDay;
    private readonly long[] _byPriority = new long[256], _byDisposition, _byData = new long[3], _byDay, _byHour = new long[WeekSlice.HoursPerWeek];
    private readonly long[] _hundredthsByHour = new long[WeekSlice.HoursPerWeek];
    private readonly long[] _allByPriority = new long[256], _allByDisposition, _byNature, _allByNature, _bySource = new long[3];
    private readonly bool[] _isDayCounted;
    private long _calls, _total, _outside, _hundredths, _withMinutes, _timed;
    private long _first = long.MaxValue, _last = long.MinValue;

    /// <param name="dispositions">Those of the calls, by the numbers that <see cref="Add"/> is given.</param>
    /// <param name="natures">Likewise; further texts among them do no harm.</param>
    /// <param name="firstSecond">No call is earlier, in local seconds.</param>
    /// <param name="lastSecond">No call is later.</param>
    public CallCounter(PlanRequest request, IReadOnlyList<string> dispositions, IReadOnlyList<string> natures, long firstSecond, long lastSecond)
    {
        (_dispositions, _natures) = ([.. dispositions], [.. natures]);
        var none = new Call("", 0, null, 0, 0, 0, 0, "", null, null);
        var all = new PlanRequest();
        _passesPriority = Ask(all with { Priorities = request.Priorities }, 256, value => none with { Priority = (byte)value });
        _passesDisposition = Ask(all with { Dispositions = request.Dispositions }, _dispositions.Length, value => none with { Disposition = _dispositions[value] });
        _passesData = Ask(all with { Data = request.Data }, 3, value => none with { IsIncident = Call.ReadFlag(value) });
        _passesHour = Ask(
            all with { Weekdays = request.Weekdays, Hours = request.Hours },
            WeekSlice.HoursPerWeek,
            hour => none with { LocalSeconds = WeekSlice.FirstSecond(hour) });
        _passesNature = Ask(all with { Natures = request.Natures }, _natures.Length, value => none with { Details = new CallDetails { Nature = _natures[value] } });
        _passesSource = Ask(all with { Sources = request.Sources }, 3, value => none with { Details = new CallDetails { IsOfficerInitiated = Call.ReadFlag(value) } });
        _dates = new CallFilter(request).Dates;
        _firstDay = DayRange.ToDay(firstSecond);
        _byDay = new long[DayRange.ToDay(lastSecond) - _firstDay + 1];
        _isDayCounted = new bool[_byDay.Length];
        _byDisposition = new long[_dispositions.Length];
        _allByDisposition = new long[_dispositions.Length];
        (_byNature, _allByNature) = (new long[_natures.Length], new long[_natures.Length]);
    }

    /// <summary>Counts one call.</summary>
    /// <param name="minuteHundredths">Below 0 where it has none.</param>
    /// <param name="isTimed">Whether it has plausible stamps of arrival and clearing.</param>
    public void Add(
        byte priority, int disposition, int incidentCode, int nature, int sourceCode, bool isTimed, long localSeconds, int minuteHundredths, bool isInside,
        bool isLeftOut)
    {
        var hour = WeekSlice.HourOfWeek(localSeconds);
        var fails = (_passesPriority[priority] ? 0 : FailsPriority)
            | (_passesDisposition[disposition] ? 0 : FailsDisposition)
            | (_passesData[incidentCode] ? 0 : FailsData)
            | (localSeconds >= _dates.First && localSeconds <= _dates.Last ? 0 : FailsDates)
            | (_passesHour[hour] ? 0 : FailsHours)
            | (_passesNature[nature] ? 0 : FailsNature)
            | (_passesSource[sourceCode] ? 0 : FailsSource)
            | (isLeftOut ? FailsPlace : 0);
        _total++;
        _allByPriority[priority]++;
        _allByDisposition[disposition]++;
        _byPriority[priority] += (fails & ~FailsPriority) == 0 ? 1 : 0;
        _byDisposition[disposition] += (fails & ~FailsDisposition) == 0 ? 1 : 0;
        _allByNature[nature]++;
        _byNature[nature] += (fails & ~FailsNature) == 0 ? 1 : 0;
        _bySource[sourceCode] += (fails & ~FailsSource) == 0 ? 1 : 0;
        _byData[incidentCode] += (fails & ~FailsData) == 0 ? 1 : 0;
        if ((fails & ~FailsHours) == 0)
        {
            _byHour[hour]++;
            _hundredthsByHour[hour] += Math.Max(minuteHundredths, 0);
        }

        if ((fails & ~FailsDates) != 0)
        {
            return;
        }

        var day = DayRange.ToDay(localSeconds) - _firstDay;
        _byDay[day]++;
        if (fails != 0)
        {
            return;
        }

        _isDayCounted[day] = true;
        _calls++;
        _outside += isInside ? 0 : 1;
        _withMinutes += minuteHundredths < 0 ? 0 : 1;
        _hundredths += Math.Max(minuteHundredths, 0);
        _timed += isTimed ? 1 : 0;
        _first = Math.Min(_first, localSeconds);
        _last = Math.Max(_last, localSeconds);
    }

    /// <summary>What was counted.</summary>
    /// <param name="hasMap">Whether <see cref="Add"/> was told what lies inside.</param>
    public CallSummary ToSummary(bool hasMap) => new(
        _calls,
        _total,
        hasMap ? _outside : null,
        _hundredths / 100.0,
        _withMinutes > 0,
        _calls == 0 ? null : PrintTime(_first),
        _calls == 0 ? null : PrintTime(_last),
        _isDayCounted.Count(isCounted => isCounted),
        [.. Enumerable.Range(0, 256).Where(value => _allByPriority[value] > 0).Select(value => new PriorityCount(value, _byPriority[value]))],
        ListValues(Enumerable.Range(0, _dispositions.Length).Select(at => (_dispositions[at], _byDisposition[at], _allByDisposition[at])), CallSummary.MostDispositions),
        new DataCount(_byData[1], _byData[0], _byData[Call.Unknown]),
        ListMonths(_byDay.Select((calls, at) => (_firstDay + at, calls))),
        new WeekCount(_byHour, [.. _hundredthsByHour.Select(hundredths => hundredths / 100.0)]))
    {
        Natures = ListValues(Enumerable.Range(0, _natures.Length).Select(at => (_natures[at], _byNature[at], _allByNature[at])), CallSummary.MostNatures),
        Sources = new SourceCount(_bySource[0], _bySource[1], _bySource[Call.Unknown]),
        Timed = _timed,
    };

    /// <summary>The city's most frequent values of a field, in ordinal order.</summary>
    /// <param name="counted">Each value with the calls that pass and the calls there are.</param>
    internal static IReadOnlyList<ValueCount> ListValues(IEnumerable<(string Value, long Passing, long All)> counted, int most) =>
    [
        .. counted.Where(value => value.All > 0)
            .OrderByDescending(value => value.All).ThenBy(value => value.Value, StringComparer.Ordinal)
            .Take(most)
            .OrderBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => new ValueCount(value.Value, value.Passing)),
    ];

    /// <summary>Days added up to months; those without calls are left out.</summary>
    internal static IReadOnlyList<MonthCount> ListMonths(IEnumerable<(int Day, long Calls)> days)
    {
        var months = new SortedDictionary<(int Year, int Month), long>();
        foreach (var (day, calls) in days.Where(day => day.Calls > 0))
        {
            var date = new LocalDate(1970, 1, 1).PlusDays(day);
            months[(date.Year, date.Month)] = months.GetValueOrDefault((date.Year, date.Month)) + calls;
        }

        return [.. months.Select(month => new MonthCount(FormattableString.Invariant($"{month.Key.Year:0000}-{month.Key.Month:00}"), month.Value))];
    }

    /// <summary>Local seconds as a local time without an offset.</summary>
    internal static string PrintTime(long localSeconds) =>
        new LocalDateTime(1970, 1, 1, 0, 0).PlusSeconds(localSeconds).ToString("uuuu-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static bool[] Ask(PlanRequest only, int values, Func<int, Call> callOf)
    {
        var filter = new CallFilter(only);
        return [.. Enumerable.Range(0, values).Select(value => filter.Matches(callOf(value)))];
    }
}
