using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using SmartBeats.Districting;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

public class CanonicalRequestTests
{
    private static readonly SortedDictionary<int, decimal> NoWeights = [];

    private static readonly PlanRequest Example = new()
    {
        City = "glendale",
        Beats = 25,
        Priorities = [1, 2, 3],
        Dispositions = ["6"],
        From = new LocalDateTime(2019, 1, 1, 0, 0, 0),
        To = new LocalDateTime(2021, 10, 21, 23, 5, 59),
    };

    [Fact]
    public void A_back_test_names_another_plan_and_none_leaves_the_name_as_it_was()
    {
        PlanRequestJson.Canonical(Example).ShouldNotContain("backtest");
        PlanRequestJson.Canonical(Example with { Backtest = new() }).ShouldEndWith(",\"backtest\":{\"origins\":3,\"seeds\":3,\"forwardOnly\":false}}");
        PlanRequestJson.Parse("request", "{\"beats\":3,\"backtest\":true}").Backtest.ShouldBe(new BacktestRequest(3, 3, false));
        PlanRequestJson.Parse("request", "{\"beats\":3,\"backtest\":false}").Backtest.ShouldBeNull();
        PlanRequestJson.Parse("request", "{\"beats\":3,\"backtest\":{\"seeds\":5,\"forwardOnly\":true}}").Backtest.ShouldBe(new BacktestRequest(3, 5, true));
    }

    [Theory]
    [InlineData("{\"beats\":3,\"backtest\":{\"seeds\":21}}", "backtest.seeds is 21, not a whole number from 1 to 20")]
    [InlineData("{\"beats\":3,\"backtest\":{\"origin\":2}}", "backtest has no part \"origin\" (did you mean \"origins\"?)")]
    [InlineData("{\"beats\":3,\"backtest\":5}", "backtest is 5, not true or false")]
    [InlineData("{\"workloadPerBeat\":300,\"backtest\":true}", "backtest compares plans of as many beats, at least 2")]
    [InlineData("{\"beats\":3,\"backtest\":true,\"weighPeriods\":{\"2024-01..2024-03\":1}}", "backtest cannot go with weighPeriods")]
    [InlineData("{\"beats\":3,\"backtest\":true,\"goal\":\"response\"}", "backtest cannot go with goal response")]
    [InlineData("{\"beats\":3,\"backtest\":true,\"anew\":true}", "backtest cannot go with anew")]
    public void A_back_test_that_cannot_be_is_refused_by_name(string request, string why) =>
        Should.Throw<InputException>(() => PlanRequestJson.Parse("request", request)).Message.ShouldContain(why);

    [Fact]
    public void A_rank_names_another_plan_and_none_leaves_the_name_as_it_was()
    {
        PlanRequestJson.Canonical(Example with { Rank = 0 }).ShouldNotContain("rank");
        PlanRequestJson.Canonical(Example with { Rank = 1000 }).ShouldEndWith(",\"rank\":1000}");
        PlanRequestJson.Parse("request", "{\"beats\":3,\"rank\":1000}").Rank.ShouldBe(1000);
        Should.Throw<InputException>(() => PlanRequestJson.Parse("request", "{\"beats\":3,\"rank\":10001}"))
            .Message.ShouldBe("request: rank is 10001, not a whole number from 0 to 10000. Write among how many random plans to rank the plan; 0 for none.");
    }

    [Fact]
    public void Any_request_comes_back_from_its_canonical_text()
    {
        var seeds = ArbMap.Default.ArbFor<ulong>().Generator;
        Prop.ForAll(seeds.Select(AnyRequest).ToArbitrary(), request =>
        {
            var text = PlanRequestJson.Canonical(request);
            var back = PlanRequestJson.Parse("canonical", text);
            PlanRequestJson.Canonical(back).ShouldBe(text);
            back.Priorities.ShouldBe(request.Priorities);
            back.Weekdays.ShouldBe(request.Weekdays);
            back.Dispositions.ShouldBe(request.Dispositions);
            back.PriorityWeights.ShouldBe(request.PriorityWeights);
            (WithoutLists(back) == WithoutLists(request)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Order_and_repetition_in_lists_make_no_difference() =>
        PlanRequestJson.Canonical(Example with { Priorities = [3, 1, 1, 2] }).ShouldBe(PlanRequestJson.Canonical(Example));

    [Fact]
    public void Weights_are_written_without_trailing_zeros() =>
        PlanRequestJson.Canonical(Example with { Workload = WorkloadKind.PriorityWeights, PriorityWeights = new Dictionary<int, decimal> { [2] = 2.500m, [1] = 30.0m } })
            .ShouldContain("""
                "workload":{"1":30,"2":2.5}
                """);

    [Fact]
    public void Large_effort_and_seed_keep_every_digit() =>
        PlanRequestJson.Canonical(Example with { Effort = long.MaxValue, Seed = ulong.MaxValue })
            .ShouldEndWith("""
                "seed":18446744073709551615,"effort":9223372036854775807,"bridges":true}
                """);

    // Computed apart from this code, by Python's hashlib and struct: what a published plan is called may never change.
    [Fact]
    public void Plan_id_is_the_published_one() =>
        PlanId.Of(Example, "0.1.0", "map-1", "calls-1", []).ShouldBe("5efc005753b7bb8d14a460901718702c");

    [Fact]
    public void Plan_id_with_side_files_is_the_published_one_in_either_order()
    {
        PlanId.Of(Example, "0.1.0", "map-1", "calls-1", ["barriers:aa", "links:bb"]).ShouldBe("1907b21fafa233cbb446cdd399d62b8b");
        PlanId.Of(Example, "0.1.0", "map-1", "calls-1", ["links:bb", "barriers:aa"]).ShouldBe("1907b21fafa233cbb446cdd399d62b8b");
    }

    [Fact]
    public void Plan_id_moves_with_every_part()
    {
        string[] ids =
        [
            PlanId.Of(Example, "1", "m", "c", []), PlanId.Of(Example with { Seed = 2 }, "1", "m", "c", []), PlanId.Of(Example, "2", "m", "c", []),
            PlanId.Of(Example, "1", "n", "c", []), PlanId.Of(Example, "1", "m", "d", []), PlanId.Of(Example, "1", "m", "c", ["x"]),
            PlanId.Of(Example, "1", "mc", "", []), PlanId.Of(Example with { Goal = Goal.Tightest }, "1", "m", "c", []),
            PlanId.Of(Example with { Effort = 5 }, "1", "m", "c", []), PlanId.Of(Example with { City = null }, "1", "m", "c", []),
        ];
        ids.Distinct().Count().ShouldBe(ids.Length);
        ids.ShouldAllBe(id => id.Length == 32 && id.All(char.IsAsciiHexDigitLower));
    }

    private static PlanRequest WithoutLists(PlanRequest request)
    {
        var none = new PlanRequest();
        return request with
        {
            Priorities = none.Priorities,
            Dispositions = none.Dispositions,
            Weekdays = none.Weekdays,
            PriorityWeights = NoWeights,
        };
    }

    private static PlanRequest AnyRequest(ulong seed)
    {
        var random = new SeededRandom(seed);
        var byCount = random.Next(2) == 0;
        var weighted = random.Next(3) == 0;
        var from = new LocalDateTime(2000 + random.Next(30), 1 + random.Next(12), 1 + random.Next(28), random.Next(24), random.Next(60), random.Next(60));
        return new PlanRequest
        {
            City = random.Next(2) == 0 ? null : "city-" + random.Next(100),
            Beats = byCount ? 1 + random.Next(100_000) : null,
            WorkloadPerBeat = byCount ? null : (random.NextDouble() + 1e-9) * 1e6,
            Data = (CallData)random.Next(3),
            Priorities = [.. Enumerable.Range(1, 9).Where(_ => random.Next(2) == 0)],
            Dispositions = [.. new[] { "", "06", "6", "Ä\"b" }.Order(StringComparer.Ordinal).Where(_ => random.Next(2) == 0)],
            From = random.Next(2) == 0 ? null : from,
            To = random.Next(2) == 0 ? null : from.PlusMinutes(random.Next(100_000)),
            Weekdays = [.. Enumerable.Range(1, 7).Where(_ => random.Next(2) == 0).Select(day => (IsoDayOfWeek)day)],
            Hours = random.Next(2) == 0 ? null : new HourRange(random.Next(24), 24),
            Workload = weighted ? WorkloadKind.PriorityWeights : (WorkloadKind)random.Next(2),
            PriorityWeights = weighted
                ? new SortedDictionary<int, decimal> { [1 + random.Next(9)] = random.Next(1_000_000) / 1000m }
                : new SortedDictionary<int, decimal>(),
            Tolerance = random.NextDouble() + 1e-12,
            Goal = (Goal)random.Next(3),
            Seed = random.NextUInt64(),
            Effort = random.Next(2) == 0 ? null : 1 + (long)(random.NextUInt64() % RequestFields.MostEffort),
            Bridges = random.Next(2) == 0,
        };
    }
}
