using System.Threading.RateLimiting;
using SmartBeats.Api;

namespace SmartBeats.Server;

/// <summary>How often may be asked: amply by who has the key (200 pages at once), rarely by who has not, so that no key is guessed.</summary>
internal sealed class RequestRates : IDisposable
{
    private const string RetrySeconds = "1";
    private readonly TokenBucketRateLimiter _known = Create(burst: 5_000, everySecond: 2_000);
    private readonly TokenBucketRateLimiter _strangers = Create(burst: 100, everySecond: 20);

    public ApiAnswer? Refuse(bool isKnown)
    {
        using var lease = (isKnown ? _known : _strangers).AttemptAcquire();
        return lease.IsAcquired
            ? null
            : ApiAnswer.Problem(429, "Too much was asked at once. Ask again in a second.").With("retry-after", RetrySeconds);
    }

    public void Dispose()
    {
        _known.Dispose();
        _strangers.Dispose();
    }

    private static TokenBucketRateLimiter Create(int burst, int everySecond) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = burst,
        TokensPerPeriod = everySecond / 10,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        QueueLimit = 0,
        AutoReplenishment = true,
    });
}
