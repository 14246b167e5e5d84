using NodaTime;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Adoption;

public class CityMonitorTests
{
    private const string City = "dos-puentes";

    [Fact]
    public async Task Beats_are_patrolled_from_a_day_on_until_the_next_and_kept_with_who_said_so()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, _) = await RedrawTests.DesignAsync(city, new PlanRequest { Beats = 6, Effort = 100_000 }, []);
        (await CityBeats.FindAsync(city.Store, City)).ShouldBeNull();
        var first = await CityBeats.AdoptPlanAsync(city.Store, City, ticket.PlanId, "2024-03-04", "Ana", TimeProvider.System);
        (first.From, first.To, first.PlanId, first.By, first.DescribeTime()).ShouldBe(("2024-03-04", null, ticket.PlanId, "Ana", "since 2024-03-04"));
        var drawn = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "todays_beats.geojson"));
        await CityBeats.AdoptBeatsAsync(city.Store, City, BeatList.Read("todays_beats.geojson", drawn, city.Map), city.Map, "todays_beats.geojson", "2024-01-01", "", TimeProvider.System);
        (await CityBeats.ListAsync(city.Store, City)).Select(one => (one.Name, one.DescribeTime(), one.By))
            .ShouldBe([("todays_beats.geojson", "2024-01-01 to 2024-03-03", null), (ticket.PlanId, "since 2024-03-04", "Ana")]);
        (await CityBeats.FindAsync(city.Store, City, DayRange.ToDay(new LocalDate(2024, 3, 3))))!.Name.ShouldBe("todays_beats.geojson");
        (await CityBeats.FindAsync(city.Store, City, DayRange.ToDay(new LocalDate(2023, 12, 31)))).ShouldBeNull();
        var (beats, note) = (await CityBeats.ReadBeatsAsync(city.Store, City, (await CityBeats.ListAsync(city.Store, City))[0], city.Map)).On(city.Map);
        (beats.Names.Count, note).ShouldBe((12, null));
    }

    [Theory]
    [InlineData("2025-02-30", "from: \"2025-02-30\" is no day. Write the first day the beats are patrolled, such as 2025-01-06.")]
    [InlineData("6.1.2025", "from: \"6.1.2025\" is no day. Write the first day the beats are patrolled, such as 2025-01-06.")]
    [InlineData("0025-01-06", "from: \"0025-01-06\" is no day. Write the first day the beats are patrolled, such as 2025-01-06.")]
    [InlineData("../../x", "from: \"../../x\" is no day. Write the first day the beats are patrolled, such as 2025-01-06.")]
    [InlineData("2025-01-06", "current: there is no plan \"00000000000000000000000000000000\" of dos-puentes. Give the id of a plan that was made for this city: 32 digits from 0 to f.")]
    public async Task What_cannot_be_adopted_is_refused_and_leaves_nothing(string from, string message)
    {
        await using var city = await SampleCity.LoadAsync();
        (await Should.ThrowAsync<InputException>(() => CityBeats.AdoptPlanAsync(city.Store, City, new string('0', 32), from, null, TimeProvider.System))).Message.ShouldBe(message);
        (await CityBeats.ListAsync(city.Store, City)).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_load_the_patrolled_plan_is_judged_on_the_weeks_since_it_was_drawn()
    {
        await using var city = await SampleCity.LoadAsync();
        (await CityMonitor.UpdateAsync(city.Store, city.Calls, City)).ShouldBeNull();
        var (ticket, file) = await RedrawTests.DesignAsync(city, new PlanRequest { Beats = 12, Effort = 300_000 }, []);
        await CityBeats.AdoptPlanAsync(city.Store, City, ticket.PlanId, "2025-01-06", null, TimeProvider.System);
        var early = (await CityMonitor.UpdateAsync(city.Store, city.Calls, City))!;
        early.Verdict.ShouldBeNull();
        early.Sentences.ShouldBe([$"No verdict yet: {ticket.PlanId} is patrolled from 2025-01-06 on, and the calls end before."]);

        await RedrawTests.LoadNextYearAsync(city);
        var verdict = (await CityMonitor.UpdateAsync(city.Store, city.Calls, City))!;
        (await CityMonitor.FindAsync(city.Store, City))!.Sentences.ShouldBe(verdict.Sentences);

        // Counted afresh, call by call in the beats as they are.
        var loads = await CountAsync(city, file.Plan.BeatOfArea, new LocalDate(2024, 12, 30), new LocalDate(2025, 12, 28));
        var mean = loads.Average();
        verdict.Verdict!.Spread.ShouldBe(Math.Sqrt(loads.Average(load => (load / mean - 1) * (load / mean - 1))), 1e-4);
        (verdict.Verdict.Weeks, verdict.Verdict.From, verdict.Verdict.Load).ShouldBe((52, "2024-12-30", loads.Sum()));

        // The quarter that grew is east of the centre and south of the river: the beat named holds most of it.
        var named = verdict.Verdict.Beats.ShouldHaveSingleItem().Beat;
        var autumn = await CountAsync(city, file.Plan.BeatOfArea, new LocalDate(2025, 9, 29), new LocalDate(2025, 12, 28));
        Array.IndexOf(autumn, autumn.Max()).ShouldBe(named - 1);
        verdict.Sentences.ShouldContain(sentence => sentence.StartsWith($"Beat {named} is some "));
    }

    [Fact]
    public async Task Beats_that_are_no_plan_are_judged_by_what_they_carried_in_the_year_before()
    {
        await using var city = await SampleCity.LoadAsync();
        await RedrawTests.LoadNextYearAsync(city);
        var drawn = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "todays_beats.geojson"));
        var list = BeatList.Read("todays_beats.geojson", drawn, city.Map);
        await CityBeats.AdoptBeatsAsync(city.Store, City, list, city.Map, "todays_beats.geojson", "2025-01-01", null, TimeProvider.System);
        var verdict = (await CityMonitor.JudgeAsync(city.Store, city.Calls, City))!;
        var (given, _) = list.On(city.Map);
        int[] numbered = [.. given.BeatOfArea.Select(beat => beat + 1)];
        var (before, since) = (
            await CountAsync(city, numbered, new LocalDate(2025, 1, 6).PlusDays(-364), new LocalDate(2025, 1, 5)),
            await CountAsync(city, numbered, new LocalDate(2025, 1, 6), new LocalDate(2025, 12, 28)));
        var expected = PlanMonitor.Judge(Spread(since), before, 1);
        verdict.Verdict!.Load.ShouldBe(since.Sum());
        verdict.Verdict.Chance.ShouldBe(expected.Chance, 1e-4);
        verdict.Verdict.From.ShouldBe("2025-01-06");
        verdict.Sentences.ShouldNotContain(sentence => sentence.StartsWith("Foretold"));
        verdict.Verdict.Spread.ShouldBe(Math.Sqrt(since.Average(load => Math.Pow(load / since.Average() - 1, 2))), 1e-4);
        verdict.Sentences[0].ShouldStartWith("51 whole weeks since 2025-01-06, ");
    }

    [Fact]
    public async Task Since_adoption_balance_is_compared_with_the_beats_before_on_the_same_calls_and_theirs_a_year_earlier()
    {
        await using var city = await SampleCity.LoadAsync();
        var drawn = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "todays_beats.geojson"));
        var list = BeatList.Read("todays_beats.geojson", drawn, city.Map);
        await CityBeats.AdoptBeatsAsync(city.Store, City, list, city.Map, "todays_beats.geojson", "2024-01-01", null, TimeProvider.System);
        var (ticket, file) = await RedrawTests.DesignAsync(city, new PlanRequest { Beats = 12, Effort = 300_000 }, []);
        await CityBeats.AdoptPlanAsync(city.Store, City, ticket.PlanId, "2025-01-08", null, TimeProvider.System);
        await RedrawTests.LoadNextYearAsync(city);
        var verdict = (await CityMonitor.UpdateAsync(city.Store, city.Calls, City))!;
        var balance = verdict.Verdict!.Change!.Balance!;

        // The week of the Wednesday counts for neither; a year earlier are the same 50 weeks.
        int[] before = [.. list.On(city.Map).Beats.BeatOfArea.Select(beat => beat + 1)];
        var (since, last) = (new LocalDate(2025, 1, 13), new LocalDate(2025, 12, 28));
        (balance.From, balance.Weeks, balance.Load).ShouldBe(("2025-01-13", 50, (await CountAsync(city, before, since, last)).Sum()));
        balance.Spread.ShouldBe(FindSpread(await CountAsync(city, file.Plan.BeatOfArea, since, last)), 1e-4);
        balance.SpreadBefore.ShouldBe(FindSpread(await CountAsync(city, before, since, last)), 1e-4);
        balance.YearEarlier!.Value.ShouldBe(FindSpread(await CountAsync(city, before, since.PlusDays(-364), last.PlusDays(-364))), 1e-4);
        balance.Difference.High.ShouldBeLessThan(-0.3);
        verdict.Sentences.ShouldContain(sentence => sentence.StartsWith("Since 2025-01-13, 50 weeks and "));
        verdict.Verdict.Change.NoResponse.ShouldBe("no priority has 30 calls before and since whose stamps say when a unit arrived");
        (await CityMonitor.FindAsync(city.Store, City))!.Verdict!.Change!.Balance.ShouldBe(balance);
        (await CityMonitor.JudgeAsync(city.Store, city.Calls, City, measuresResponse: false))!.Verdict!.Change!.NoResponse.ShouldBe("it is measured with the next load");

        await city.Store.DeleteAsync(Keys.Side.For(City, list.Hash));
        (await CityMonitor.JudgeAsync(city.Store, city.Calls, City))!.Verdict!.Change!.NoBalance.ShouldBe("todays_beats.geojson, patrolled before, is not there any more");
    }

    [Fact]
    public async Task A_map_that_changed_since_is_said_before_any_figure()
    {
        await using var city = await SampleCity.LoadAsync();
        await RedrawTests.LoadNextYearAsync(city);
        var drawn = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "todays_beats.geojson"));
        await CityBeats.AdoptBeatsAsync(
            city.Store, City, BeatList.Read("todays_beats.geojson", drawn, city.Map), city.Map, "todays_beats.geojson", "2024-12-30", null, TimeProvider.System);
        (await CityMonitor.JudgeAsync(city.Store, city.Calls, City))!.Sentences[0].ShouldStartWith("52 whole weeks since 2024-12-30, ");
        var (ticket, _) = await RedrawTests.DesignAsync(city, new PlanRequest { Beats = 12, Effort = 100_000, To = new LocalDateTime(2024, 12, 29, 23, 59, 59) }, []);

        // The same ids, one corner moved by a few metres wherever it stands.
        using var canonical = new MemoryStream();
        CanonicalMap.Write(canonical, city.Map);
        var corner = city.Map.Areas[0].Shape.Coordinates[0];
        var moved = System.Text.Encoding.UTF8.GetString(canonical.ToArray()).Replace(
            FormattableString.Invariant($"[{corner.X:R},{corner.Y:R}]"), FormattableString.Invariant($"[{corner.X + 0.00003},{corner.Y + 0.00003}]"), StringComparison.Ordinal);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(moved));
        var map = CityMapReader.Read("moved.geojson", file, new CityMapOptions { IdField = "id" });
        map.Version.ShouldNotBe(city.Map.Version);
        await CityFiles.SaveMapAsync(city.Store, City, "moved.geojson", map);
        (await CityMonitor.JudgeAsync(city.Store, city.Calls, City))!.Sentences[0].ShouldBe("The city's map is another than when these beats were adopted: areas are taken by their ids.");
        await CityBeats.AdoptPlanAsync(city.Store, City, ticket.PlanId, "2025-01-06", null, TimeProvider.System);
        (await CityMonitor.JudgeAsync(city.Store, city.Calls, City))!.Sentences[0].ShouldBe("The city's map is another by now: these beats are judged on the map they were drawn on.");
    }

    private static double FindSpread(double[] loads) => Math.Sqrt(loads.Average(load => Math.Pow(load / loads.Average() - 1, 2)));

    [Fact]
    public async Task A_plan_that_was_purged_is_said_to_be_gone_and_fails_no_load()
    {
        await using var city = await SampleCity.LoadAsync();
        var (ticket, _) = await RedrawTests.DesignAsync(city, new PlanRequest { Beats = 6, Effort = 100_000 }, []);
        await CityBeats.AdoptPlanAsync(city.Store, City, ticket.PlanId, "2024-01-01", null, TimeProvider.System);
        await city.Store.DeleteAsync(Keys.PlanJson.For(City, ticket.PlanId));
        (await CityMonitor.UpdateAsync(city.Store, city.Calls, City))!.Sentences.ShouldBe([$"No verdict: the adopted plan {ticket.PlanId} is not there any more."]);
    }

    /// <summary>All in one week: figures of the whole are the same.</summary>
    private static BeatWeeks Spread(double[] loads) => new(2870, [[.. loads.Select(load => (long)load)]]);

    private static async Task<double[]> CountAsync(SampleCity city, int[] beatOfArea, LocalDate first, LocalDate last)
    {
        var (index, loads) = (AreaIndex.Build(city.Map), new double[beatOfArea.Max()]);
        var request = new PlanRequest { Beats = 1, From = first.AtMidnight(), To = last.At(new LocalTime(23, 59, 59)) };
        await foreach (var point in city.Calls.ReadPointsAsync(City, request, CallPart.Everything))
        {
            if (index.Find(point.Longitude, point.Latitude) is >= 0 and var area && beatOfArea[area] > 0)
            {
                loads[beatOfArea[area] - 1] += point.Calls;
            }
        }

        return loads;
    }
}
