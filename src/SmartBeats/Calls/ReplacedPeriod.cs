using NodaTime;
using SmartBeats.Requests;

namespace SmartBeats.Calls;

/// <summary>A stretch of the city's local time that an upload holds whole: calls of it that are not in the upload are no longer.</summary>
/// <param name="From">First second, inclusive.</param>
/// <param name="To">Last second, inclusive; not before <paramref name="From"/>.</param>
public sealed record ReplacedPeriod(LocalDateTime From, LocalDateTime To)
{
    private const string Example = "2024-01-01..2024-03-31";

    /// <summary>Seconds since 1970-01-01T00:00:00 on the city's clock, as <see cref="Call.LocalSeconds"/>.</summary>
    public long FromSeconds => Seconds(From);

    /// <inheritdoc cref="FromSeconds"/>
    public long ToSeconds => Seconds(To);

    /// <summary>Reads <c>FROM..TO</c>: dates, or dates with times as in a request. A date alone is the whole day.</summary>
    /// <param name="where">The flag or field, as the message begins.</param>
    /// <exception cref="InputException">Not two times with two dots between them, or the first after the second.</exception>
    public static ReplacedPeriod Parse(string where, string text)
    {
        var ends = text.Split("..");
        if (ends.Length != 2 || RequestTime.Parse(ends[0], isEnd: false) is not { } from || RequestTime.Parse(ends[1], isEnd: true) is not { } to)
        {
            throw new InputException(where, "is no period", $"Write its first and last day, or times, with two dots between them: {Example}.");
        }

        return from <= to
            ? new ReplacedPeriod(from, to)
            : throw new InputException(where, "ends before it begins", $"Write the earlier day first: {Example}.");
    }

    /// <summary>A file without a single call of the period replaces nothing: a mistyped year would only delete.</summary>
    /// <exception cref="InputException">The file's calls all lie before or after the period.</exception>
    public void ThrowIfMissed(CallReadReport report)
    {
        if (RequestTime.Parse(report.First ?? "", isEnd: false) is not { } first
            || RequestTime.Parse(report.Last ?? "", isEnd: false) is not { } last
            || first > To || last < From)
        {
            throw new InputException(
                report.FileName,
                $"holds no call of the period it is to replace, {this}",
                $"Nothing was loaded or removed. Its calls are of {report.First} to {report.Last}: correct the period.");
        }
    }

    public override string ToString() => $"{RequestTime.Print(From)} to {RequestTime.Print(To)}";

    private static long Seconds(LocalDateTime time) => time.InUtc().ToInstant().ToUnixTimeSeconds();
}
