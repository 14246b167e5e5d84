using System.Text;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

/// <summary>Plans of the invented city that are weighed from columns and signals, counted again from its files.</summary>
public sealed class SignalStagesTests
{
    [Fact]
    public async Task A_map_whose_column_holds_the_numbers_needs_no_calls()
    {
        await using var sample = await LoadAsync();
        var store = sample.Store;
        var request = Parse("\"weigh\": {\"RESIDENTS\": 1}");
        var (ticket, file) = await RunAsync(store, new CallTable(), request);
        var residents = sample.Map.Columns.Find("RESIDENTS")!.Values.Select(value => long.Parse(value!, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        foreach (var beat in file.Plan.Measures.Beats)
        {
            var counted = residents.Where((_, area) => file.Plan.BeatOfArea[area] == beat.Number).Sum();
            (beat.Workload, beat.Calls).ShouldBe((counted, 0));
            file.Plan.Shares.Single().Amounts[beat.Number - 1].ShouldBe(counted);
        }

        (file.Unit, file.CallsCounted, file.CountsCalls).ShouldBe(("RESIDENTS", 0, false));
        file.Plan.Outlook.ShouldBeNull();
        var findings = new PlanFindings(file);
        findings.Size.ShouldEndWith("what is balanced is the workload from the column RESIDENTS.");
        findings.Scope.ShouldBe("No calls are counted: the beats are made of the workload from the column RESIDENTS.");
        Should.Throw<InputException>(() => PlanWatch.FindStart(file.Plan)).Message
            .ShouldBe("PLAN: it is balanced on the workload from the column RESIDENTS, and newer calls alone do not tell whether that still holds. Watch a plan that is balanced on calls.");
        (await RunAsync(store, sample.Calls, request)).Ticket.PlanId.ShouldNotBe(ticket.PlanId);
    }

    [Fact]
    public async Task Calls_and_crashes_have_their_shares_in_every_beat()
    {
        await using var sample = await LoadAsync();
        var store = sample.Store;
        var (_, file) = await RunAsync(store, sample.Calls, Parse("\"weigh\": {\"crashes\": 0.2}, \"balance\": {\"crashes\": 0.5}, \"tolerance\": 0.05"));
        var calls = new long[sample.Map.Areas.Count];
        await foreach (var point in sample.Calls.ReadPointsAsync(SampleCity.City.Id, new PlanRequest { Beats = 1 }, CallPart.Everything))
        {
            if (FindNaively(sample.Map, point.Longitude, point.Latitude) is >= 0 and var area)
            {
                calls[area] += point.Calls;
            }
        }

        var crashes = new long[calls.Length];
        foreach (var (x, y) in ReadCrashes())
        {
            if (FindNaively(sample.Map, x, y) is >= 0 and var area)
            {
                crashes[area]++;
            }
        }

        crashes.Sum().ShouldBe(1289);
        foreach (var beat in file.Plan.Measures.Beats)
        {
            var at = beat.Number - 1;
            var (ownCalls, ownCrashes) = (Sum(calls, beat.Number), Sum(crashes, beat.Number));
            var (fromCalls, fromCrashes) = (8000.0 * ownCalls / calls.Sum(), 2000.0 * ownCrashes / crashes.Sum());
            beat.Workload.ShouldBe(fromCalls + fromCrashes, 0.01);
            file.Plan.Shares.Select(share => share.Amounts[at]).ShouldBe([ownCalls, ownCrashes]);
            file.Plan.Shares[1].LoadShares[at].ShouldBe(fromCrashes / (fromCalls + fromCrashes), 1e-5);
            file.Plan.Wishes!.Balance![1].Loads[at].ShouldBe(ownCrashes);
        }

        file.Plan.Wishes!.Balance!.Select(one => (one.Name, one.Weight)).ShouldBe([("workload", 1), ("crashes", 0.5)]);
        file.Plan.Sides.Select(side => (side.Role, side.Count)).ShouldBe([("signal-crashes", 1300)]);
        file.Plan.Notes.ShouldContain("1,289 crashes counted; 11 more lie outside the city and in no beat.");

        long Sum(long[] values, int number) => values.Where((_, area) => file.Plan.BeatOfArea[area] == number).Sum();
    }

    [Fact]
    public async Task Neighborhoods_are_cut_less_often_with_the_wish_than_without_and_counted_by_name()
    {
        await using var sample = await LoadAsync();
        var store = sample.Store;
        var (_, file) = await RunAsync(store, sample.Calls, Parse("\"keepWhole\": \"NEIGHBORHOOD\", \"effort\": 2000000"));
        var hoods = sample.Map.Columns.Find("NEIGHBORHOOD")!.Values;
        var without = file.Plan.Alternatives.Single(other => other.WithoutPreferences);
        var (kept, plain) = (file.Plan.Wishes!.KeepWhole!.Single(), without.Wishes!.KeepWhole!.Single());
        (kept.Splits, plain.Splits).ShouldBe((CountSplits(file.Plan.BeatOfArea), CountSplits(without.BeatOfArea)));
        kept.Splits.ShouldBeLessThan(plain.Splits);
        foreach (var split in kept.Split)
        {
            split.Beats.ShouldBe(file.Plan.BeatOfArea.Where((_, area) => hoods[area] == split.Name).Distinct().Count());
        }

        int CountSplits(int[] beatOf) => hoods.Zip(beatOf).GroupBy(area => area.First).Sum(hood => hood.Select(area => area.Second).Distinct().Count() - 1);
    }

    [Fact]
    public async Task A_plan_is_named_by_a_signals_content_and_the_columns_only_where_it_names_them()
    {
        await using var sample = await LoadAsync();
        var store = sample.Store;
        var (plain, weighed, whole) = (Parse(""), Parse("\"weigh\": {\"crashes\": 0.2}"), Parse("\"keepWhole\": \"NEIGHBORHOOD\""));
        var before = await NameAsync(plain, weighed, whole);
        await CitySignals.TakeAsync(store, SampleCity.City, "crashes", "fewer.geojson", () => new MemoryStream(Crashes()[..]), sample.Map);
        (await NameAsync(plain, weighed, whole)).ShouldBe(before, "the same content under another file name");
        await CitySignals.TakeAsync(store, SampleCity.City, "crashes", "one.geojson", () => new MemoryStream(OneCrash()), sample.Map);
        var moved = await NameAsync(plain, weighed, whole);
        (moved[0] == before[0], moved[1] == before[1], moved[2] == before[2]).ShouldBe((true, false, true));
        await CityFiles.SaveMapAsync(store, SampleCity.City.Id, "bare.zip", sample.Map with { Columns = MapColumns.None });
        (await NameAsync(plain))[0].ShouldBe(before[0], "a plan without columns stays the same");

        async Task<string[]> NameAsync(params PlanRequest[] requests)
        {
            var ids = new List<string>();
            foreach (var request in requests)
            {
                ids.Add((await ValidateRequest.NameAsync(store, sample.Calls, new RunOrder(SampleCity.City.Id, request, "name", []))).PlanId);
            }

            return [.. ids];
        }
    }

    [Theory]
    [InlineData("\"weigh\": {\"RESIDENTS\": 0.5}", "weigh: calls have 0.5 of the workload, and the city has no calls. Load calls, or give columns and signals shares that add up to 1.")]
    [InlineData("\"weigh\": {\"RESIDENTS\": 1}, \"response\": true", "response: says how soon calls are answered, and the city has no calls. Load calls, or leave it out.")]
    [InlineData("\"weigh\": {\"RESIDENTS\": 1}, \"balance\": {\"service-minutes\": 1}", "balance: balances loads of calls, and the city has no calls. Load calls, or leave it out.")]
    public async Task What_needs_calls_is_refused_without_them(string fields, string message)
    {
        await using var sample = await LoadAsync();
        var store = sample.Store;
        var refusal = await Should.ThrowAsync<InputException>(() => RunAsync(store, new CallTable(), Parse(fields)));
        refusal.Message.ShouldBe(message);
    }

    private static PlanRequest Parse(string fields)
    {
        var more = fields.Length == 0 ? "" : $", {fields}";
        return PlanRequestJson.Parse("request", fields.Contains("effort", StringComparison.Ordinal) ? $$"""{"beats": 12{{more}}}""" : $$"""{"beats": 12, "effort": 200000{{more}}}""");
    }

    private static async Task<SampleCity> LoadAsync()
    {
        var sample = await SampleCity.LoadAsync();
        await CityFiles.SaveSettingsAsync(sample.Store, new CitySettings(SampleCity.City, null));
        await CitySignals.TakeAsync(sample.Store, SampleCity.City, "crashes", "crashes.geojson", () => new MemoryStream(Crashes()), sample.Map);
        return sample;
    }

    private static Task<(RunTicket Ticket, PlanFile File)> RunAsync(FolderObjectStore store, ICallSource calls, PlanRequest request) =>
        new LocalPipeline(store, calls, SampleCity.City, 2).RunAsync(request, Guid.NewGuid().ToString("n"));

    private static byte[] Crashes() => File.ReadAllBytes(Path.Combine(SampleCity.Samples, "crashes.geojson"));

    private static byte[] OneCrash() => Encoding.UTF8.GetBytes("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[-113.42,33.25]}}]}""");

    private static IEnumerable<(double X, double Y)> ReadCrashes()
    {
        using var document = System.Text.Json.JsonDocument.Parse(Crashes());
        foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
        {
            var place = feature.GetProperty("geometry").GetProperty("coordinates");
            yield return (place[0].GetDouble(), place[1].GetDouble());
        }
    }

    /// <summary>The first area that covers the point, asked one after the other.</summary>
    private static int FindNaively(CityMap map, double x, double y)
    {
        var point = new NetTopologySuite.Geometries.Point(x, y);
        return map.Areas.FirstOrDefault(area => area.Shape.EnvelopeInternal.Covers(x, y) && area.Shape.Covers(point))?.Index ?? -1;
    }
}
