using System.Globalization;

namespace SmartBeats.Response;

/// <summary>What the records say of calls of one priority, and what is taken where they say too little.</summary>
/// <remarks>
/// Sums over sums: the minutes of all officers over all officers sent. A mean of each call's minutes per officer would not
/// give the work back when multiplied by the mean number of officers, because calls that draw many officers last longer.
/// </remarks>
internal sealed class ServiceRecords
{
    /// <summary>Above this a record is a call that nobody closed: a day and a night for one officer.</summary>
    public const double MostMinutes = 1440;

    /// <summary>More officers than this are a scene of its own.</summary>
    public const int MostOfficers = 10;

    /// <summary>Fewer records than this say little about a priority; defaults are used.</summary>
    public const int FewestRecords = 30;

    private long _records;
    private double _minutes;
    private double _officersOfRecords;
    private long _leftOut;
    private long _callsWithOfficers;
    private double _officers;

    /// <summary>Whether there are enough records of minutes to be believed.</summary>
    public bool HasMinutes => _records >= FewestRecords;

    /// <param name="minutes">Of all officers together; null where not recorded.</param>
    /// <param name="officers">Sent; null where not recorded.</param>
    public void Note(double? minutes, int? officers)
    {
        var sent = Math.Clamp(officers ?? 1, 1, MostOfficers);
        Note(minutes / sent, 1, sent);
        if (officers is not null)
        {
            _callsWithOfficers++;
            _officers += sent;
        }
    }

    public void Note(ServiceTally tally)
    {
        Note(tally.MinutesPerOfficer, tally.Calls, tally.Officers + (tally.Calls - tally.CallsWithOfficers));
        _callsWithOfficers += tally.CallsWithOfficers;
        _officers += tally.Officers;
    }

    public double MinutesOr(int priority, ServiceDefaults defaults, List<string> said)
    {
        if (HasMinutes && _minutes > 0)
        {
            var mean = _minutes / _officersOfRecords;
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{Capital(PriorityWords.NameCall(priority))} takes an officer {mean:0.0} minutes, from {_records:N0} records{LeftOut()}."));
            return mean;
        }

        var assumed = defaults.MinutesFor(priority);
        said.Add(string.Create(CultureInfo.InvariantCulture, $"{Capital(PriorityWords.NameCall(priority))} is assumed to take an officer {assumed:0.#} minutes: the records do not say."));
        return assumed;
    }

    public double OfficersOr(int priority, ServiceDefaults defaults, List<string> said)
    {
        if (_callsWithOfficers >= FewestRecords)
        {
            return _officers / _callsWithOfficers;
        }

        var assumed = defaults.OfficersFor(priority);
        said.Add(string.Create(CultureInfo.InvariantCulture, $"{assumed:0.##} officer{(assumed == 1 ? " is" : "s are")} assumed to be sent to {PriorityWords.NameCall(priority)}: the records do not say."));
        return assumed;
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private void Note(double? minutesPerOfficer, long calls, double officers)
    {
        if (minutesPerOfficer is not { } each)
        {
            return;
        }

        if (!(each > 0 && each <= MostMinutes))
        {
            _leftOut += calls;
            return;
        }

        _records += calls;
        _minutes += each * officers;
        _officersOfRecords += officers;
    }

    private string LeftOut() => _leftOut == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; {_leftOut:N0} of 0 or over 24 hours {(_leftOut == 1 ? "is" : "are")} left out");
}
