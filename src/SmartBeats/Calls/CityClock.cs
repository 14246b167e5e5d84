using NodaTime;

namespace SmartBeats.Calls;

/// <summary>Reads timestamps of one city: to the instant, and to the city's wall clock at that instant.</summary>
/// <remarks>
/// <c>yyyy-MM-dd HH:mm:ss</c> or ISO 8601: a T for the blank, seconds left out, a fraction (cut), Z or an offset
/// (±hh, ±hhmm, ±hh:mm). Without an offset it is the city's local time; one that happens twice is the earlier instant, one
/// that is skipped is the later: the clock moved on by the gap. Years 1 to 9998. Safe for use by several threads.
/// </remarks>
internal sealed class CityClock
{
    private const long Day = 86_400;
    private const long EpochSeconds = 62_135_596_800; // 0001-01-01 to 1970-01-01

    private readonly DateTimeZone _zone;
    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly int[] _offsets;

    /// <exception cref="InputException">The time zone is unknown; with the near miss.</exception>
    public CityClock(City city)
    {
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(city.TimeZone) ?? throw UnknownZone(city);
        // Looking an offset up in the zone for each row costs more than reading the row; outside these years it is done.
        var intervals = _zone.GetZoneIntervals(Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2100, 1, 1, 0, 0)).ToArray();
        _starts = [.. intervals.Select(i => i.HasStart ? i.Start.ToUnixTimeSeconds() : long.MinValue / 2)];
        _ends = [.. intervals.Select(i => i.HasEnd ? i.End.ToUnixTimeSeconds() : long.MaxValue / 2)];
        _offsets = [.. intervals.Select(i => i.WallOffset.Seconds)];
    }

    public bool TryRead(ReadOnlySpan<char> text, out long utcSeconds, out long localSeconds)
    {
        utcSeconds = localSeconds = 0;
        if (!TryReadWallClock(text, out var wall, out var length) || !TryReadOffset(text[length..], out var offset))
        {
            return false;
        }

        Resolve(wall, offset, out utcSeconds, out localSeconds);
        return true;
    }

    /// <summary>Turns a wall clock that was read elsewhere into the instant and the city's wall clock at it.</summary>
    /// <param name="wall">Seconds since 1970-01-01T00:00:00 on that clock, years 1 to 9998.</param>
    /// <param name="offset">Seconds that clock is east of Greenwich; null for the city's own.</param>
    public void Resolve(long wall, int? offset, out long utcSeconds, out long localSeconds)
    {
        if (offset is { } known)
        {
            utcSeconds = wall - known;
            localSeconds = utcSeconds + OffsetAt(utcSeconds);
            return;
        }

        // A day away from any change of the clock a wall time is one instant.
        var interval = IntervalOf(wall);
        if (interval >= 0 && wall - Day >= _starts[interval] && wall + Day < _ends[interval])
        {
            utcSeconds = wall - _offsets[interval];
            localSeconds = wall;
            return;
        }

        var zoned = LocalDateTime.FromDateTime(new DateTime((wall + EpochSeconds) * TimeSpan.TicksPerSecond)).InZoneLeniently(_zone);
        utcSeconds = zoned.ToInstant().ToUnixTimeSeconds();
        localSeconds = utcSeconds + zoned.Offset.Seconds;
    }

    private int OffsetAt(long utcSeconds)
    {
        var interval = IntervalOf(utcSeconds);
        return interval >= 0 && utcSeconds < _ends[interval]
            ? _offsets[interval]
            : _zone.GetUtcOffset(Instant.FromUnixTimeSeconds(utcSeconds)).Seconds;
    }

    private int IntervalOf(long seconds)
    {
        var found = Array.BinarySearch(_starts, seconds);
        return found >= 0 ? found : ~found - 1;
    }

    private static bool TryReadWallClock(ReadOnlySpan<char> text, out long seconds, out int length)
    {
        seconds = 0;
        length = 16;
        if (text.Length < 16 || text[4] != '-' || text[7] != '-' || text[10] is not (' ' or 'T' or 't') || text[13] != ':')
        {
            return false;
        }

        var year = (Two(text, 0) * 100) + Two(text, 2);
        int month = Two(text, 5), day = Two(text, 8), hour = Two(text, 11), minute = Two(text, 14), second = 0;
        if (text.Length > 16 && text[16] == ':')
        {
            second = text.Length < 19 ? -1 : Two(text, 17);
            length = 19;
            if (second >= 0 && text.Length > 19 && text[19] is '.' or ',')
            {
                var digits = text[20..].IndexOfAnyExceptInRange('0', '9');
                digits = digits < 0 ? text.Length - 20 : digits;
                length = 20 + digits;
                second = digits == 0 ? -1 : second;
            }
        }

        if (year is < 1 or > 9998 || Two(text, 0) < 0 || Two(text, 2) < 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        seconds = (new DateTime(year, month, day).Ticks / TimeSpan.TicksPerSecond) - EpochSeconds + (hour * 3600) + (minute * 60) + second;
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out int? seconds)
    {
        seconds = null;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is "Z" or "z")
        {
            seconds = 0;
            return true;
        }

        if (text[0] is not ('+' or '-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':'))
        {
            return false;
        }

        int hours = Two(text, 1), minutes = text.Length == 3 ? 0 : Two(text, text.Length - 2);
        if (hours is < 0 or > 18 || minutes is < 0 or > 59)
        {
            return false;
        }

        seconds = (text[0] == '-' ? -1 : 1) * ((hours * 3600) + (minutes * 60));
        return true;
    }

    /// <summary>Two digits as a number; far below zero where one is no digit.</summary>
    private static int Two(ReadOnlySpan<char> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens <= 9 && (uint)ones <= 9 ? (tens * 10) + ones : -10_000;
    }

    private static InputException UnknownZone(City city)
    {
        var near = NearMiss.Of(city.TimeZone, DateTimeZoneProviders.Tzdb.Ids);
        return new InputException(
            $"city {city.Id}",
            $"time zone \"{city.TimeZone}\" is unknown",
            near is null ? "Give an IANA name such as America/Phoenix." : $"Did you mean {near}?");
    }
}
