using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class CallSetVersionTests
{
    private static readonly Call Sample = new("E1", 3, true, -112.19, 33.54, 1546356600, 1546331400, "6", 1235, 2);

    [Fact]
    public void Version_of_a_known_call_never_changes() => Of(Sample).ShouldBe("6988c3d7408c7992e97d8d4099d503ae");

    [Fact]
    public void Version_does_not_depend_on_order_and_returns_when_a_call_is_removed()
    {
        var other = Sample with { EventNumber = "E2" };
        Of(Sample, other).ShouldBe(Of(other, Sample));
        var version = new CallSetVersion();
        version.Add(Sample);
        version.Add(other);
        version.Remove(Sample);
        version.ToString().ShouldBe(Of(other));
        new CallSetVersion(version.Sum, version.Rows).ToString().ShouldBe(Of(other));
    }

    [Fact]
    public void Version_changes_with_every_field_but_the_wall_clock()
    {
        Call[] changed =
        [
            Sample with { EventNumber = "E16", Disposition = "" },
            Sample with { Priority = 4 },
            Sample with { IsIncident = false },
            Sample with { IsIncident = null },
            Sample with { Priority = 0 },
            Sample with { Longitude = -112.190000001 },
            Sample with { Latitude = 33.540000001 },
            Sample with { Longitude = Sample.Latitude, Latitude = Sample.Longitude },
            Sample with { UtcSeconds = 1546356601 },
            Sample with { Disposition = "" },
            Sample with { ServiceMinuteHundredths = null },
            Sample with { ServiceMinuteHundredths = 0 },
            Sample with { Units = null },
            Sample with { Details = new CallDetails { Nature = "A" } },
            Sample with { Details = new CallDetails { Unit = "A" } },
            Sample with { Details = new CallDetails { Beat = "A" } },
            Sample with { Details = new CallDetails { IsOfficerInitiated = true } },
            Sample with { Details = new CallDetails { IsOfficerInitiated = false } },
            Sample with { Details = new CallDetails { ReceivedUtc = 1 } },
            Sample with { Details = new CallDetails { DispatchedUtc = 1 } },
            Sample with { Details = new CallDetails { ArrivedUtc = 1 } },
            Sample with { Details = new CallDetails { ClearedUtc = 1 } },
            Sample with { Details = new CallDetails { ClearedUtc = 0 } },
            Sample with { ServiceMinuteHundredths = 2, Units = 1235 },
        ];
        changed.Select(call => Of(call)).Append(Of(Sample)).Distinct().Count().ShouldBe(changed.Length + 1);
        Of(Sample with { LocalSeconds = 0 }).ShouldBe(Of(Sample));
        Of(Sample with { Longitude = -0.0 }).ShouldBe(Of(Sample with { Longitude = 0.0 }));
    }

    [Fact]
    public void Version_counts_rows_and_takes_long_texts()
    {
        Of().ShouldNotBe(new CallSetVersion(default, 1).ToString());
        var text = new string('é', 1000);
        Of(Sample with { Details = new CallDetails { Nature = text, Unit = text, Beat = text } }).ShouldNotBe(Of(Sample with { Details = new CallDetails { Nature = text, Unit = text, Beat = text + "é" } }));
        Of(Sample with { EventNumber = text }).ShouldNotBe(Of(Sample with { EventNumber = text + "é" }));
    }

    private static string Of(params Call[] calls)
    {
        var version = new CallSetVersion();
        foreach (var call in calls)
        {
            version.Add(call);
        }

        return version.ToString();
    }
}
