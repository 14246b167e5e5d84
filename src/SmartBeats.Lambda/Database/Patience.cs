using System.Security.Cryptography;

namespace SmartBeats.Lambda.Database;

/// <summary>How long a database call is repeated before it is given up.</summary>
/// <param name="Waiting">The most that is waited between tries, all waits together; the tries themselves do not count.</param>
/// <remarks>
/// The wait before try n is drawn evenly from 0 to min(200 ms · 2^(n-1), 10 s) (full jitter: many functions that failed
/// together do not come back together), but at least 1 s for a database that is resuming, which takes 15 to 30 s.
/// </remarks>
public sealed record Patience(TimeSpan Waiting)
{
    /// <summary>For stages and loads: longer than a paused cluster takes to come back.</summary>
    public static Patience OfStages { get; } = new(TimeSpan.FromSeconds(90));

    /// <summary>For somebody who waits: API Gateway gives up after 30 s, and a client can come again.</summary>
    public static Patience OfApi { get; } = new(TimeSpan.FromSeconds(10));

    private static readonly TimeSpan _first = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _whileResuming = TimeSpan.FromSeconds(1);

    /// <param name="attempt">The try that failed, from 1.</param>
    public static TimeSpan WaitAfter(int attempt, bool resuming) => WaitAfter(attempt, resuming, RandomNumberGenerator.GetInt32(1_000_001) / 1_000_000.0);

    /// <param name="draw">In [0, 1].</param>
    internal static TimeSpan WaitAfter(int attempt, bool resuming, double draw)
    {
        var most = Math.Min(_first.TotalSeconds * Math.Pow(2, attempt - 1), _longest.TotalSeconds);
        return TimeSpan.FromSeconds(Math.Max(most * draw, resuming ? _whileResuming.TotalSeconds : 0));
    }
}
