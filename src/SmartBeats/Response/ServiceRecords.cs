using System.Globalization;

namespace SmartBeats.Response;

/// <summary>What the records say of calls of one priority, and what is taken where they say too little.</summary>
internal sealed class ServiceRecords
{
    private readonly List<double> _minutes = [];
    private long _callsWithOfficers;
    private double _officers;

    public void Note(double? minutesPerOfficer, double? officers)
    {
        if (minutesPerOfficer is { } minutes)
        {
            _minutes.Add(minutes);
        }

        if (officers is { } sent)
        {
            // Ten is a scene of its own; sums of small whole numbers do not depend on their order.
            _callsWithOfficers++;
            _officers += Math.Clamp(sent, 1, 10);
        }
    }

    public void Note(ServiceTally tally)
    {
        for (var call = 0L; tally.MinutesPerOfficer is { } minutes && call < tally.Calls; call++)
        {
            _minutes.Add(minutes);
        }

        _callsWithOfficers += tally.CallsWithOfficers;
        _officers += tally.Officers;
    }

    public double MinutesOr(int priority, ServiceDefaults defaults, List<string> said)
    {
        var records = _minutes.Count;
        if (RobustMean.Of(_minutes) is { Mean: > 0 } mean)
        {
            said.Add(string.Create(CultureInfo.InvariantCulture, $"A priority {priority} call takes an officer {mean.Mean:0.0} minutes, from {records - mean.LeftOut} records; {mean.LeftOut} of 0 or over 24 hours are left out, and the longest 1 % count as the 99th percentile."));
            return mean.Mean;
        }

        var assumed = defaults.MinutesFor(priority);
        said.Add(string.Create(CultureInfo.InvariantCulture, $"A priority {priority} call is assumed to take an officer {assumed:0.#} minutes: the records do not say."));
        return assumed;
    }

    public double OfficersOr(int priority, ServiceDefaults defaults, List<string> said)
    {
        if (_callsWithOfficers >= RobustMean.FewestRecords)
        {
            return _officers / _callsWithOfficers;
        }

        var assumed = defaults.OfficersFor(priority);
        said.Add(string.Create(CultureInfo.InvariantCulture, $"{assumed:0.##} officer{(assumed == 1 ? " is" : "s are")} assumed to be sent to a priority {priority} call: the records do not say."));
        return assumed;
    }
}
