using System.Globalization;

namespace SmartBeats.Response;

/// <summary>What the minutes of a call come to, so that a wrong reading of the column is seen before officers are counted by it.</summary>
internal static class ServiceWords
{
    /// <summary>Nobody is back on patrol sooner, on average over all calls.</summary>
    private const double FewestMinutes = 5;

    /// <summary>Longer than this, travel included, no city's officers stay on average.</summary>
    private const double MostMinutes = 180;

    /// <param name="isRecorded">Whether any of the minutes come from records.</param>
    public static IEnumerable<string> Describe(DemandSlice demand, bool isRecorded)
    {
        var (total, officers) = (demand.ServiceMinutes, demand.OfficersPerCall);
        var each = total / officers;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"So a call takes {total:0.0} officer-minutes on average, all its officers together: {each:0.0} minutes of each of {officers:0.00} officers.");
        if (isRecorded && each is < FewestMinutes or > MostMinutes)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{each:0.0} minutes of an officer's time a call are implausible: look whether service_minutes are minutes, and whether of all officers together or of each (--service-minutes-are).");
        }
    }
}
