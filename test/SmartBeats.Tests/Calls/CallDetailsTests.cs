using SmartBeats.Calls;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Calls;

/// <summary>What calls tell beside the contract's own columns.</summary>
public class CallDetailsTests
{
    private const long Noon = 1_709_319_600; // 2024-03-01 12:00 in Phoenix
    private static readonly string _header = $"{CallCsv.Header},Nature,SOURCE,unit,beat,received,dispatched,arrived,cleared,officer";

    [Fact]
    public void Reader_reads_details_of_a_plain_file_and_rejects_no_row_for_them()
    {
        var csv = CallCsv.Read($"{_header}\n"
            + "E1,3,A,t,POINT(-112.19 33.54),2024-03-01 12:00:00,6, NOISE ,911,1A12,K1,,2024-03-01 12:01:00,2024-03-01T12:05:30,2024-03-01T19:20:00Z,Jo\n"
            + "E2,3,A,t,POINT(-112.19 33.54),2024-03-01 12:00:00,6,,On View,,,2024-03-01 11:59:00,,,,\n"
            + "E3,3,A,t,POINT(-112.19 33.54),2024-03-01 12:00:00,6,,,,,,,,,Jo\n"
            + "E4,3,A,t,POINT(-112.19 33.54),2024-03-01 12:00:00,6,,martian,,,soon,never,,,\n");
        csv.Calls.Select(call => call.Details).ShouldBe(
        [
            new CallDetails
            {
                Nature = "NOISE", IsOfficerInitiated = false, Unit = "1A12", Beat = "K1",
                DispatchedUtc = Noon + 60, ArrivedUtc = Noon + 330, ClearedUtc = Noon + 1_200,
            },
            new CallDetails { IsOfficerInitiated = true, ReceivedUtc = Noon - 60 },
            null,
            null,
        ]);
        csv.Calls.ShouldAllBe(call => call.UtcSeconds == Noon);
        csv.Report!.Rejected.ShouldBe(0);
        csv.Report.ColumnsIgnored.ShouldBe(["officer"]);
        csv.Report.Notes.ShouldContain("1 rows have a code without a meaning for priority, is_incident or source.");
        csv.Report.Notes.ShouldContain("1 rows have a time of dispatch, arrival or clearing that is none; the rows count without it.");
    }

    [Fact]
    public void Columns_that_stand_twice_say_nothing_and_a_file_without_details_has_the_version_it_had()
    {
        var plain = CallCsv.Read($"{CallCsv.Header}\n{CallCsv.Row}\n");
        var twice = CallCsv.Read($"{CallCsv.Header},beat,beat\n{CallCsv.Row},1,2\n");
        twice.Calls.Single().Details.ShouldBeNull();
        twice.Report!.Version.ShouldBe(plain.Report!.Version);
        CallCsv.Read($"{CallCsv.Header},nature,cleared\n{CallCsv.Row},,\n").Report!.Version.ShouldBe(plain.Report.Version);
        CallCsv.Read($"{CallCsv.Header},nature,cleared\n{CallCsv.Row},X,\n").Report!.Version.ShouldNotBe(plain.Report.Version);
    }

    [Fact]
    public void Times_between_stamps_are_those_that_can_be()
    {
        var call = At(dispatched: 60, arrived: 330, cleared: 1_200);
        Times(call).ShouldBe((60, 270, 330, 870));
        CallTimes.FindOfficerSeconds(call with { Units = 3 }).ShouldBe(2_610);
        CallTimes.FindOfficerSeconds(call with { Units = 0 }).ShouldBe(870);
        Times(At(dispatched: -1, arrived: 330, cleared: 329)).ShouldBe((null, 331, 330, null));
        Times(At(dispatched: 0, arrived: 86_400, cleared: 86_400 + 86_401)).ShouldBe((0, 86_400, 86_400, null));
        Times(At(dispatched: null, arrived: 5, cleared: null)).ShouldBe((null, null, 5, null));
        Times(call with { Details = call.Details! with { ReceivedUtc = Noon - 40 } }).ShouldBe((100, 270, 370, 870));
        Times(call with { Details = null }).ShouldBe((null, null, null, null));

        static (long?, long?, long?, long?) Times(Call call) =>
            (CallTimes.FindDispatchDelay(call), CallTimes.FindTravel(call), CallTimes.FindResponse(call), CallTimes.FindOnScene(call));
    }

    [Fact]
    public void Natures_and_sources_choose_by_value_and_calls_that_do_not_say_are_unknown()
    {
        var natures = new CallFilter(new PlanRequest { Natures = ["NOISE", ""] });
        Matches(natures, "NOISE", null).ShouldBeTrue();
        Matches(natures, "Noise", null).ShouldBeFalse();
        natures.Matches(At() with { Details = null }).ShouldBeTrue();
        var people = new CallFilter(new PlanRequest { Sources = [CallOrigin.Citizen] });
        new bool?[] { false, true, null }.Select(officer => Matches(people, "", officer)).ShouldBe([true, false, false]);
        people.Matches(At() with { Details = null }).ShouldBeFalse();
        var others = new CallFilter(new PlanRequest { Sources = [CallOrigin.Officer, CallOrigin.Unknown] });
        new bool?[] { false, true, null }.Select(officer => Matches(others, "", officer)).ShouldBe([false, true, true]);
        others.Matches(At() with { Details = null }).ShouldBeTrue();

        static bool Matches(CallFilter filter, string nature, bool? officer) =>
            filter.Matches(At() with { Details = new CallDetails { Nature = nature, IsOfficerInitiated = officer } });
    }

    [Fact]
    public void A_share_handled_otherwise_weighs_less_in_every_workload_and_time_on_scene_is_in_officer_seconds()
    {
        var call = At(arrived: 60, cleared: 660) with { ServiceMinuteHundredths = 1_000, Priority = 1, Units = 2 };
        call = call with { Details = call.Details! with { Nature = "NOISE" } };
        var diverted = new PlanRequest { Diversion = new Dictionary<string, decimal> { ["NOISE"] = 0.25m, ["ALARM"] = 1 }, PriorityWeights = new Dictionary<int, decimal> { [1] = 3 } };
        Weigh(diverted).ShouldBe((0.75, "weighted calls"));
        Weigh(diverted with { Workload = WorkloadKind.ServiceMinutes }).ShouldBe((7.5, "weighted officer-minutes"));
        Weigh(diverted with { Workload = WorkloadKind.TimeOnScene }).ShouldBe((15, "weighted officer-minutes"));
        Weigh(diverted with { Workload = WorkloadKind.PriorityWeights }).ShouldBe((2.25, "weighted calls"));
        Weigh(new PlanRequest { Workload = WorkloadKind.TimeOnScene }).ShouldBe((20, "officer-minutes"));
        var filter = new CallFilter(diverted);
        filter.WeightOf(At() with { Details = new CallDetails { Nature = "ALARM" } }).ShouldBe(0);
        filter.WeightOf(At()).ShouldBe(1_000);

        (double, string) Weigh(PlanRequest request)
        {
            var own = new CallFilter(request);
            return (own.WeightOf(call) / (double)own.UnitsPerOne, own.Unit);
        }
    }

    [Fact]
    public void Calls_without_times_on_scene_are_told_and_without_any_the_workload_is_refused()
    {
        var filter = new CallFilter(new PlanRequest { Workload = WorkloadKind.TimeOnScene });
        filter.LacksMinutes(At(arrived: 1, cleared: 2)).ShouldBeFalse();
        filter.LacksMinutes(At(arrived: 2, cleared: 1) with { ServiceMinuteHundredths = 5 }).ShouldBeTrue();
        filter.MinutesNote("calls.csv", 1_000, 30).ShouldBe("30 of 1,000 calls have no plausible times of arrival and clearing and weigh nothing.");
        Should.Throw<InputException>(() => filter.MinutesNote("calls.csv", 30, 30)).Message
            .ShouldStartWith("calls.csv: workload by time on scene is asked for, and no call has times of arrival and clearing. Say which columns");
    }

    [Fact]
    public void A_nature_that_no_call_has_is_refused_with_its_near_miss()
    {
        string[] known = ["NOISE", "BURGLARY"];
        var fault = Should.Throw<InputException>(() => CallFields.ThrowIfUnknown("request", new PlanRequest { Natures = ["NOISE", "BURGLERY"] }, known));
        fault.Message.ShouldBe("request: no call is of the nature \"BURGLERY\" (did you mean \"BURGLARY\"?). Natures are written as in the calls file, such as NOISE, BURGLARY.");
        Should.Throw<InputException>(() => CallFields.ThrowIfUnknown("request", new PlanRequest { Diversion = new Dictionary<string, decimal> { ["X"] = 1 } }, known));
        CallFields.ThrowIfUnknown("request", new PlanRequest { Natures = ["", "NOISE"] }, known);
        CallFields.ThrowIfUnknown("request", new PlanRequest { Natures = ["X"] }, known, most: 2);
    }

    private static Call At(long? dispatched = null, long? arrived = null, long? cleared = null) =>
        new("E1", 3, true, -112, 33, Noon, Noon - 25_200, "6", null, null)
        {
            Details = new CallDetails { DispatchedUtc = Noon + dispatched, ArrivedUtc = Noon + arrived, ClearedUtc = Noon + cleared },
        };
}
