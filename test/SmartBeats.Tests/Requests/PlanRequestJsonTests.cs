using NodaTime;
using SmartBeats.Districting;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

public class PlanRequestJsonTests
{
    private static PlanRequest Parse(string json) => PlanRequestJson.Parse("request.json", json);

    private static string FaultOf(string json) => Should.Throw<InputException>(() => Parse(json)).Message;

    [Fact]
    public void Request_of_the_design_is_read_whole()
    {
        var request = Parse("""
            { "city": "glendale", "beats": 25, "data": "all", "priorities": [3,1,2,2], "dispositions": ["6"],
              "from": "2019-01-01T00:00", "to": "2021-10-21T23:05", "workload": "calls", "tolerance": 0.01, "goal": "compact", "seed": 1 }
            """);
        request.City.ShouldBe("glendale");
        request.Beats.ShouldBe(25);
        request.WorkloadPerBeat.ShouldBeNull();
        request.Data.ShouldBe(CallData.All);
        request.Priorities.ShouldBe([1, 2, 3]);
        request.Dispositions.ShouldBe(["6"]);
        request.From.ShouldBe(new LocalDateTime(2019, 1, 1, 0, 0, 0));
        request.To.ShouldBe(new LocalDateTime(2021, 10, 21, 23, 5, 59));
        request.Workload.ShouldBe(WorkloadKind.Calls);
        request.Tolerance.ShouldBe(0.01);
        request.Goal.ShouldBe(Goal.Compact);
        request.Seed.ShouldBe(1UL);
        request.Effort.ShouldBeNull();
        request.Bridges.ShouldBeTrue();
    }

    [Fact]
    public void Everything_but_the_number_of_beats_has_a_default_and_empty_lists_do_not_filter() =>
        PlanRequestJson.Canonical(Parse("""{"beats":3,"priorities":[],"dispositions":[],"weekdays":[],"effort":null}""")).ShouldBe(
            """{"city":null,"beats":3,"workloadPerBeat":null,"data":"all","priorities":[],"dispositions":[],"from":null,"to":null,"weekdays":[],"hours":null,"workload":"calls","tolerance":0.01,"goal":"compact","seed":1,"effort":null,"bridges":true}""");

    [Fact]
    public void A_byte_order_mark_is_no_fault() =>
        PlanRequestJson.Parse("r", (byte[])[0xEF, 0xBB, 0xBF, .. "{\"beats\":3}"u8]).Beats.ShouldBe(3);

    [Theory]
    [InlineData("2021-10-21T23:05", "2021-10-21T23:05:00", "2021-10-21T23:05:59")]
    [InlineData("2021-10-21 23:05", "2021-10-21T23:05:00", "2021-10-21T23:05:59")]
    [InlineData("2021-10-21T23:05:30", "2021-10-21T23:05:30", "2021-10-21T23:05:30")]
    [InlineData("2021-10-21 23:05:30", "2021-10-21T23:05:30", "2021-10-21T23:05:30")]
    [InlineData("2020-02-29", "2020-02-29T00:00:00", "2020-02-29T23:59:59")]
    public void Time_left_out_is_filled_from_the_start_in_from_and_to_the_end_in_to(string written, string from, string to)
    {
        RequestTime.Print(Parse($$"""{"beats":3,"from":"{{written}}"}""").From!.Value).ShouldBe(from);
        RequestTime.Print(Parse($$"""{"beats":3,"to":"{{written}}"}""").To!.Value).ShouldBe(to);
    }

    [Theory]
    [InlineData("2021-02-29")]
    [InlineData("2021-13-01")]
    [InlineData("21-10-2021")]
    [InlineData("2021-10-21x23:05")]
    [InlineData("2021-10-21T24:00")]
    [InlineData("2021-10-21T23:05:60")]
    [InlineData("")]
    public void What_is_no_time_is_refused(string written) =>
        FaultOf($$"""{"beats":3,"from":"{{written}}"}""").ShouldBe(
            $"request.json: from is \"{written}\", not a date and time (expected yyyy-MM-ddTHH:mm). Write the city's local time, such as \"2021-10-21T23:05\".");

    [Theory]
    [InlineData("2021-10-21T23:05:00Z")]
    [InlineData("2021-10-21T23:05-07:00")]
    public void An_offset_is_refused_because_times_are_the_citys(string written) =>
        FaultOf($$"""{"beats":3,"to":"{{written}}"}""").ShouldBe(
            $"request.json: to is \"{written}\", not a time without an offset. Write the city's local time, such as \"2021-10-21T23:05\". Leave out Z and offsets.");

    [Fact]
    public void Weekdays_come_as_names_or_numbers_in_any_case()
    {
        Parse("""{"beats":3,"weekdays":["SUN","Monday",2,"tue","7"]}""").Weekdays
            .ShouldBe([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Sunday]);
        FaultOf("""{"beats":3,"weekdays":["mon","Tusday"]}""").ShouldBe(
            """request.json: an entry of weekdays is "Tusday", not a weekday (did you mean "tuesday"?). Write a list such as ["mon", "tue"] or [1, 2], where 1 is Monday; leave it out for all.""");
    }

    [Theory]
    [InlineData("\"22-6\"", 22, 6)]
    [InlineData("\"22-0\"", 22, 24)]
    [InlineData("\"0-24\"", 0, 24)]
    [InlineData("\"06 - 14\"", 6, 14)]
    [InlineData("{\"from\":22,\"to\":6}", 22, 6)]
    [InlineData("{\"to\":24,\"from\":8}", 8, 24)]
    public void Hours_may_cross_midnight(string written, int from, int to) =>
        Parse($$"""{"beats":3,"hours":{{written}}}""").Hours.ShouldBe(new HourRange(from, to));

    [Theory]
    [InlineData("\"22\"", "\"22\"")]
    [InlineData("\"24-6\"", "\"24-6\"")]
    [InlineData("\"8-8\"", "\"8-8\"")]
    [InlineData("\"8-25\"", "\"8-25\"")]
    [InlineData("\"8--2\"", "\"8--2\"")]
    [InlineData("{\"from\":8}", "an object")]
    [InlineData("{\"from\":8,\"from\":9}", "an object")]
    [InlineData("{\"from\":8,\"to\":9.5}", "an object")]
    [InlineData("8", "8")]
    public void Hours_that_are_no_range_are_refused(string written, string shown) =>
        FaultOf($$"""{"beats":3,"hours":{{written}}}""").ShouldBe(
            $$"""request.json: hours is {{shown}}, not a range of hours. Write "22-6" or {"from": 22, "to": 6}: whole hours from 0 to 24, and not the same twice.""");

    [Fact]
    public void Workload_is_a_word_or_weights_per_priority()
    {
        Parse("""{"beats":3,"workload":"service-minutes"}""").Workload.ShouldBe(WorkloadKind.ServiceMinutes);
        var weighted = Parse("""{"beats":3,"workload":{"2":2.50,"1":3}}""");
        weighted.Workload.ShouldBe(WorkloadKind.PriorityWeights);
        weighted.PriorityWeights.ShouldBe(new Dictionary<int, decimal> { [1] = 3, [2] = 2.5m });
        PlanRequestJson.Canonical(weighted).ShouldContain("""
            "workload":{"1":3,"2":2.5},
            """);
    }

    [Theory]
    [InlineData("""{"10":1}""", "workload names a priority that is not a whole number from 1 to 9")]
    [InlineData("""{"1":-1}""", "workload of priority 1 is -1, not a weight from 0 to 1000000 with at most three decimals")]
    [InlineData("""{"1":0.0005}""", "workload of priority 1 is 0.0005, not a weight from 0 to 1000000 with at most three decimals")]
    [InlineData("""{"1":"3"}""", "workload of priority 1 is \"3\", not a weight from 0 to 1000000 with at most three decimals")]
    [InlineData("{}", "workload names no priority")]
    [InlineData("\"minutes\"", "workload is \"minutes\", not one of calls, service-minutes, time-on-scene")]
    [InlineData("\"service_minutes\"", "workload is \"service_minutes\", not one of calls, service-minutes, time-on-scene (did you mean \"service-minutes\"?)")]
    public void Workloads_that_are_none_are_refused(string written, string what) =>
        FaultOf($$"""{"beats":3,"workload":{{written}}}""").ShouldBe(
            $$"""request.json: {{what}}. Write "calls", "service-minutes", "time-on-scene", or weights per priority such as {"1": 3, "2": 2}.""");

    [Theory]
    [InlineData("\"beats\":0", "beats is 0, not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("\"beats\":100001", "beats is 100001, not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("\"beats\":2.5", "beats is 2.5, not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("\"beats\":\"25\"", "beats is \"25\", not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("\"beats\":[25]", "beats is a list, not a whole number from 1 to 100000. Write how many beats there shall be.")]
    [InlineData("\"workloadPerBeat\":0", "workloadPerBeat is 0, not a number above 0. Write how many calls or officer-minutes a beat shall have.")]
    [InlineData("\"workloadPerBeat\":1e999", "workloadPerBeat is 1e999, not a number above 0. Write how many calls or officer-minutes a beat shall have.")]
    [InlineData("\"beats\":3,\"tolerance\":0", "tolerance is 0, not a number above 0 and at most 1, or auto. Write a fraction: 0.01 is one percent.")]
    [InlineData("\"beats\":3,\"tolerance\":5", "tolerance is 5, not a number above 0 and at most 1, or auto. Write a fraction: 0.01 is one percent.")]
    [InlineData("\"beats\":3,\"priorities\":[1,10]", "an entry of priorities is 10, not a whole number from 1 to 9. Write a list such as [1, 2, 3]; leave it out for all.")]
    [InlineData("\"beats\":3,\"priorities\":1", "priorities is 1, not a list of priorities. Write a list such as [1, 2, 3]; leave it out for all.")]
    [InlineData("\"beats\":3,\"dispositions\":[6]", "an entry of dispositions is 6, not a disposition code in quotes, of at most 64 characters. Write a list such as [\"6\"]; leave it out for all.")]
    [InlineData("\"beats\":3,\"data\":\"incident\"", "data is \"incident\", not one of all, incidents, non-incidents (did you mean \"incidents\"?). Choose which calls count.")]
    [InlineData("\"beats\":3,\"goal\":\"tight\"", "goal is \"tight\", not one of compact, tightest, compromise, response (did you mean \"tightest\"?). Choose what matters most.")]
    [InlineData("\"beats\":3,\"seed\":-1", "seed is -1, not a whole number from 0 to 18446744073709551615. Any such number will do; the same one gives the same plan.")]
    [InlineData("\"beats\":3,\"effort\":0", "effort is 0, not a whole number from 1 to 2419200000000. Leave it out for the default of the city's size.")]
    [InlineData("\"beats\":3,\"effort\":2419200000001", "effort is 2419200000001, not a whole number from 1 to 2419200000000. Leave it out for the default of the city's size.")]
    [InlineData("\"beats\":3,\"bridges\":\"no\"", "bridges is \"no\", not true or false. Write true to let bridges join the map's parts.")]
    [InlineData("\"beats\":3,\"city\":\"Glendale\"", "city is \"Glendale\", not a city's id (lower-case letters, digits and hyphens, 1 to 40). Write the id the city has in its city.json.")]
    [InlineData("\"beats\":3,\"beats\":4", "beats is given twice. Keep one.")]
    [InlineData("\"beats\":3,\"workloadPerBeat\":4", "beats and workloadPerBeat are both given. Keep one: the number of beats, or the workload each shall have.")]
    [InlineData("\"seed\":3", "neither beats nor workloadPerBeat is given. Write how many beats there shall be, such as \"beats\": 25.")]
    [InlineData("\"beats\":3,\"from\":\"2021-02-01\",\"to\":\"2021-01-31\"", "from 2021-02-01T00:00:00 is after to 2021-01-31T23:59:59. Exchange them, or correct one.")]
    [InlineData("\"beats\":3,\"prioritys\":[1]", "\"prioritys\" is no field of a request (did you mean \"priorities\"?). Fields are city, beats, workloadPerBeat, data, priorities, dispositions, natures, sources, withoutPlaces, from, to, weekdays, hours, workload, diversion, tolerance, autoTolerance, goal, seed, effort, bridges, response, shifts, shiftBudget, rank, sectors, backtest, weighPeriods, halfLife, for, life, anew, balance, weigh, keepWhole, label, equalArea, changeBudget, lockBeats, withoutBeats, stationWeight, also, barriers, links, stations, growth, lockAreas, current, within.")]
    [InlineData("\"beats\":3,\"workload_per_beat\":1", "\"workload_per_beat\" is no field of a request (did you mean \"workloadPerBeat\"?). Fields are city, beats, workloadPerBeat, data, priorities, dispositions, natures, sources, withoutPlaces, from, to, weekdays, hours, workload, diversion, tolerance, autoTolerance, goal, seed, effort, bridges, response, shifts, shiftBudget, rank, sectors, backtest, weighPeriods, halfLife, for, life, anew, balance, weigh, keepWhole, label, equalArea, changeBudget, lockBeats, withoutBeats, stationWeight, also, barriers, links, stations, growth, lockAreas, current, within.")]
    public void A_fault_is_said_with_its_value_and_what_to_write(string fields, string message) =>
        FaultOf($"{{{fields}}}").ShouldBe($"request.json: {message}");

    [Fact]
    public void All_faults_are_named_at_once()
    {
        const string json = """{"beats":0,"tolerance":"low","priorities":[0],"colour":1}""";
        FaultOf(json).ShouldBe(
            "request.json: 4 things are wrong: beats is 0, not a whole number from 1 to 100000; "
            + "tolerance is \"low\", not a number above 0 and at most 1, or auto; an entry of priorities is 0, not a whole number from 1 to 9; "
            + "\"colour\" is no field of a request. "
            + "Write how many beats there shall be. Write a fraction: 0.01 is one percent. Write a list such as [1, 2, 3]; leave it out for all. "
            + "Fields are city, beats, workloadPerBeat, data, priorities, dispositions, natures, sources, withoutPlaces, from, to, weekdays, hours, workload, diversion, tolerance, autoTolerance, goal, seed, effort, bridges, response, shifts, shiftBudget, rank, sectors, backtest, weighPeriods, halfLife, for, life, anew, balance, weigh, keepWhole, label, equalArea, changeBudget, lockBeats, withoutBeats, stationWeight, also, barriers, links, stations, growth, lockAreas, current, within.");
        PlanRequestJson.Read(System.Text.Encoding.UTF8.GetBytes(json)).Faults.Select(fault => fault.Field)
            .ShouldBe(["beats", "tolerance", "priorities", "colour"]);
    }

    [Fact]
    public void A_flood_of_faults_is_cut_at_twenty()
    {
        var json = $$"""{"beats":1,{{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"x{i}\":1"))}}}""";
        var faults = PlanRequestJson.Read(System.Text.Encoding.UTF8.GetBytes(json)).Faults;
        faults.Count.ShouldBe(20);
        faults[^1].What.ShouldBe("and 481 more");
    }

    [Theory]
    [InlineData("{\n\"beats\": 3,\n}", "line 3 is not JSON")]
    [InlineData("", "line 1 is not JSON")]
    [InlineData("{\"beats\":3} {}", "line 1 is not JSON")]
    [InlineData("// a comment\n{\"beats\":3}", "line 1 is not JSON")]
    [InlineData("[1]", "the text is not one JSON object")]
    [InlineData("null", "the text is not one JSON object")]
    [InlineData("{\"beats\":3,\"city\":\"\\ud800\"}", "a name or value is not text in UTF-8")]
    [InlineData("{\"\\udc00\":3}", "a name or value is not text in UTF-8")]
    public void What_is_no_object_of_JSON_is_refused(string json, string what) =>
        FaultOf(json).ShouldBe($$"""request.json: {{what}}. Send one object such as {"city": "glendale", "beats": 25}.""");

    [Fact]
    public void Damaged_requests_never_end_in_anything_but_faults()
    {
        var whole = System.Text.Encoding.UTF8.GetBytes(
            """{"city":"glendale","beats":25,"priorities":[1,2],"dispositions":["6"],"from":"2019-01-01T00:00","hours":{"from":22,"to":6},"workload":{"1":3.5},"weekdays":["mon",2],"type_of_data":"True"}""");
        var random = new SeededRandom(20);
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hits = 1 + random.Next(4); hits > 0; hits--)
                damaged[random.Next(damaged.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : whole[random.Next(whole.Length)];

            var reading = PlanRequestJson.Read(damaged.AsMemory(0, random.Next(8) == 0 ? random.Next(damaged.Length) : damaged.Length));
            (reading.Request is null).ShouldBe(reading.Faults.Count > 0);
        }
    }

    [Fact]
    public void Fields_given_as_text_are_read_as_a_form()
    {
        var reading = PlanRequestJson.ReadFields(
        [
            new("beats", "25"), new("priorities", "1,2"), new("priorities", "3"), new("dispositions", "6, 9"), new("weekdays", "mon,5"),
            new("workload", """{"1":3}"""), new("tolerance", "0.05"), new("bridges", "False"), new("seed", "18446744073709551615"), new("hours", "22-6"),
        ]);
        PlanRequestJson.Canonical(reading.OrThrow("flags")).ShouldBe(
            """{"city":null,"beats":25,"workloadPerBeat":null,"data":"all","priorities":[1,2,3],"dispositions":["6","9"],"from":null,"to":null,"weekdays":["mon","fri"],"hours":"22-6","workload":{"1":3},"tolerance":0.05,"goal":"compact","seed":18446744073709551615,"effort":null,"bridges":false}""");
        PlanRequestJson.ReadFields([new("beats", "many"), new("workload", "{")]).Faults.Select(fault => fault.Field).ShouldBe(["beats", "workload"]);
    }

    [Fact]
    public void Fields_given_as_text_change_the_request_they_start_from()
    {
        var start = Parse("""{"workloadPerBeat":500,"priorities":[1],"from":"2021-01-01"}""");
        var changed = PlanRequestJson.ReadFields([new("beats", "9"), new("seed", "7")], start).OrThrow("flags");
        changed.Beats.ShouldBe(9);
        changed.WorkloadPerBeat.ShouldBeNull();
        changed.Priorities.ShouldBe([1]);
        changed.Seed.ShouldBe(7UL);
        PlanRequestJson.ReadFields([new("to", "2020-12-31")], start).Faults[0].What
            .ShouldBe("from 2021-01-01T00:00:00 is after to 2020-12-31T23:59:59");
    }
}
