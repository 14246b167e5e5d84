using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class CityClockTests
{
    private static readonly CityClock Seattle = new(new City("seattle", "Seattle", "America/Los_Angeles"));

    [Theory]
    [InlineData("2015-12-30 20:42:07", "2015-12-31T04:42:07Z", "2015-12-30T20:42:07Z")]
    [InlineData("2015-07-01T20:42:07", "2015-07-02T03:42:07Z", "2015-07-01T20:42:07Z")]
    [InlineData("2015-07-01T20:42:07.999", "2015-07-02T03:42:07Z", "2015-07-01T20:42:07Z")]
    [InlineData("2015-07-01T20:42", "2015-07-02T03:42:00Z", "2015-07-01T20:42:00Z")]
    [InlineData("2015-07-01T20:42:07Z", "2015-07-01T20:42:07Z", "2015-07-01T13:42:07Z")]
    [InlineData("2015-12-01T20:42:07.5+02:00", "2015-12-01T18:42:07Z", "2015-12-01T10:42:07Z")]
    [InlineData("2015-12-01 20:42:07-0730", "2015-12-02T04:12:07Z", "2015-12-01T20:12:07Z")]
    [InlineData("2015-12-01 20:42:07+00", "2015-12-01T20:42:07Z", "2015-12-01T12:42:07Z")]
    // 01:30 happened twice on 1 November 2015: the earlier is still daylight saving time.
    [InlineData("2015-11-01 01:30:00", "2015-11-01T08:30:00Z", "2015-11-01T01:30:00Z")]
    [InlineData("2015-11-01 02:00:00", "2015-11-01T10:00:00Z", "2015-11-01T02:00:00Z")]
    // 02:30 never happened on 8 March 2015: the clock had moved on to 03:30.
    [InlineData("2015-03-08 02:30:00", "2015-03-08T10:30:00Z", "2015-03-08T03:30:00Z")]
    [InlineData("2015-03-08 01:59:59", "2015-03-08T09:59:59Z", "2015-03-08T01:59:59Z")]
    [InlineData("2016-02-29 00:00:00", "2016-02-29T08:00:00Z", "2016-02-29T00:00:00Z")]
    [InlineData("1969-12-31 23:59:59", "1970-01-01T07:59:59Z", "1969-12-31T23:59:59Z")]
    [InlineData("2150-06-01 12:00:00", "2150-06-01T19:00:00Z", "2150-06-01T12:00:00Z")]
    public void Clock_reads_a_timestamp_to_the_instant_and_the_wall_clock(string text, string utc, string local)
    {
        Seattle.TryRead(text, out var utcSeconds, out var localSeconds).ShouldBeTrue();
        DateTimeOffset.FromUnixTimeSeconds(utcSeconds).ToString("yyyy-MM-ddTHH:mm:ssZ").ShouldBe(utc);
        DateTimeOffset.FromUnixTimeSeconds(localSeconds).ToString("yyyy-MM-ddTHH:mm:ssZ").ShouldBe(local);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2015-12-30")]
    [InlineData("2015-02-29 00:00:00")]
    [InlineData("2015-13-01 00:00:00")]
    [InlineData("2015-00-01 00:00:00")]
    [InlineData("2015-01-01 24:00:00")]
    [InlineData("2015-01-01 00:60:00")]
    [InlineData("2015-01-01 00:00:60")]
    [InlineData("2015-01-01 00:00:0")]
    [InlineData("2015-01-01 00:00:00.")]
    [InlineData("2015-01-01 00:00:00 PM")]
    [InlineData("2015-01-01 00:00:00+1")]
    [InlineData("2015-01-01 00:00:00+19:00")]
    [InlineData("2015-01-01 00:00:00+01:0")]
    [InlineData("2015-1-1 0:00")]
    [InlineData("0000-01-01 00:00:00")]
    [InlineData("01/02/2015 00:00:00")]
    [InlineData("２015-01-01 00:00:00")]
    public void Clock_refuses_what_is_no_timestamp(string text) => Seattle.TryRead(text, out _, out _).ShouldBeFalse();

    [Theory]
    [InlineData("America/Los_Angeles")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Europe/Dublin")]
    [InlineData("America/Phoenix")]
    [InlineData("Pacific/Apia")]
    public void Clock_agrees_with_NodaTime_at_every_half_hour_round_each_change(string zoneId)
    {
        var zone = NodaTime.DateTimeZoneProviders.Tzdb[zoneId];
        var clock = new CityClock(new City("c", "C", zoneId));
        for (var time = new NodaTime.LocalDateTime(2009, 12, 1, 0, 0); time.Year < 2013; time = time.PlusMinutes(30))
        {
            clock.TryRead($"{time:uuuu-MM-dd HH:mm:ss}", out var utc, out var local).ShouldBeTrue();
            var expected = time.InZoneLeniently(zone);
            utc.ShouldBe(expected.ToInstant().ToUnixTimeSeconds());
            local.ShouldBe(utc + expected.Offset.Seconds);
            clock.TryRead($"{time:uuuu-MM-ddTHH:mm:ss}Z", out utc, out local).ShouldBeTrue();
            local.ShouldBe(utc + zone.GetUtcOffset(NodaTime.Instant.FromUnixTimeSeconds(utc)).Seconds);
        }
    }
}
