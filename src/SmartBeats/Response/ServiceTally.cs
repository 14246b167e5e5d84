namespace SmartBeats.Response;

/// <summary>Calls of one priority that took an officer as many minutes: what a call store counts, so that no call has to be read by itself.</summary>
/// <param name="MinutesPerOfficer">Whole minutes, 1441 for anything beyond a day; null for calls whose record does not say.</param>
/// <param name="CallsWithOfficers">Of <paramref name="Calls"/>, those that say how many officers were sent.</param>
/// <param name="Officers">Officers of these, each call counted as 1 to 10.</param>
/// <param name="FirstLocalSeconds">Of the earliest call, seconds since 1970-01-01T00:00:00 local.</param>
public readonly record struct ServiceTally(
    int Priority, int? MinutesPerOfficer, long Calls, long CallsWithOfficers, long Officers, long FirstLocalSeconds, long LastLocalSeconds);
