using System.Text;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

public class SectorStagesTests
{
    [Fact]
    public async Task Sectors_are_in_plan_json_tables_layers_summary_and_on_the_map()
    {
        await using var city = await SampleCity.LoadAsync();
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2);
        var (ticket, _) = await pipeline.RunAsync(new PlanRequest { Beats = 12, Sectors = 3, Effort = 1_000_000 }, "run-1");
        Task<byte[]> FileAsync(string name) => File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, name)));
        var plan = PlanJson.Read(await FileAsync("plan.json"), "plan.json").Plan;

        var sectors = plan.Sectors.ShouldNotBeNull();
        plan.Request.Sectors.ShouldBe(3);
        RequestWords.Of(plan.Request).ShouldContain("; grouped into 3 sectors");
        sectors.OfBeat.Length.ShouldBe(12);
        sectors.OfBeat.Distinct().Order().ShouldBe([1, 2, 3]);
        sectors.Measures.Contiguous.ShouldBeTrue();
        var workload = await new RunFiles(city.Store).ReadWorkloadAsync(ticket, default);
        foreach (var sector in sectors.Measures.Beats)
        {
            var load = workload.Weights.Where((_, area) => sectors.OfBeat[plan.BeatOfArea[area] - 1] == sector.Number).Sum();
            sector.Workload.ShouldBe((double)load / workload.UnitsPerOne, 1e-3);
            sector.Deviation.ShouldBe(load / (workload.Weights.Sum() / 3.0) - 1, 1e-6);
        }

        // Twelve beats within 1 % of each other make three sectors of four.
        sectors.Measures.MaxDeviation.ShouldBeLessThan(0.02);
        var table = Encoding.UTF8.GetString(await FileAsync("beats.csv")).Split("\r\n");
        table[0].ShouldContain(",polsby_popper,sector,");
        table[1].Split(',')[8].ShouldBe($"{sectors.OfBeat[0]}");
        Encoding.UTF8.GetString(await FileAsync("beats.geojson")).ShouldContain($"\"SECTOR\":{sectors.OfBeat[0]}");
        Encoding.UTF8.GetString(await FileAsync("summary.txt")).ShouldContain("- Sector 1: beats ");
        Encoding.UTF8.GetString(await FileAsync("map.html")).ShouldContain("{\"name\":\"Sectors\",\"group\":\"Sector\",\"figures\":[[\"Sectors\",\"3\",\"of 12 beats\"]");
        foreach (var layer in (string[])["beats", "areas"])
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await FileAsync($"{layer}.zip")));
            using var fields = new StreamReader(zip.GetEntry($"{layer}.dbf")!.Open(), Encoding.Latin1);
            (await fields.ReadToEndAsync()).ShouldContain("SECTOR\0", Case.Sensitive, layer);
        }

        var fault = await Should.ThrowAsync<InputException>(() => pipeline.RunAsync(new PlanRequest { Beats = 3, Sectors = 4 }, "run-2"));
        fault.Message.ShouldBe("sectors: 4 sectors cannot be made of 3 beats. Ask for 1 to 3 sectors.");
    }

    [Fact]
    public async Task Where_beats_do_not_divide_it_is_said_what_whole_beats_allow()
    {
        await using var city = await SampleCity.LoadAsync();
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2);
        var (ticket, _) = await pipeline.RunAsync(new PlanRequest { Beats = 12, Sectors = 5, Effort = 1_000_000 }, "run-1");
        var summary = await File.ReadAllTextAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, "summary.txt")));

        // Two of twelve beats are 2 / 12 of the work, a fifth is 2.4 / 12: five sixths of it; three are five quarters.
        summary.ShouldContain("- 12 equal beats cannot make 5 equal sectors: one of 2 is 16.67% below the mean, one of 3 25% above the mean.");
        var plan = PlanJson.Read(await File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, "plan.json"))), "plan.json").Plan;
        plan.Sectors!.OfBeat.CountBy(sector => sector).Select(sector => sector.Value).Order().ShouldBe([2, 2, 2, 3, 3]);
    }
}
