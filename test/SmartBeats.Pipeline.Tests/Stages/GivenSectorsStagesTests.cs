using System.Text;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Stages;

/// <summary>Beats nested in sectors that are there before, on the invented city.</summary>
public class GivenSectorsStagesTests
{
    [Fact]
    public async Task Beats_stay_in_their_sectors_and_every_file_names_them()
    {
        await using var city = await SampleCity.LoadAsync();
        // Three bands from west to east, and an exclave: the first area of the map is the East's, wherever it lies.
        var byX = city.Map.Areas.OrderBy(area => area.Shape.Centroid.X).Select(area => area.Index).ToArray();
        string[] names = ["West", "Mid, \"old\"", "=East"];
        var sectorOf = new string[byX.Length];
        foreach (var (place, area) in byX.Index())
        {
            sectorOf[area] = names[place * 3 / byX.Length];
        }

        sectorOf[byX[0]] = "=East";
        var pairs = "[" + string.Join(',', city.Map.Areas.Select(area => $"[\"{area.Id}\",{System.Text.Json.JsonSerializer.Serialize(sectorOf[area.Index])}]")) + "]";
        var sides = await SideFiles.PutAsync(city.Store, SampleCity.City.Id, [new InlineSide(InlineSide.Within, pairs)], city.Map);
        sides.ShouldHaveSingleItem().Role.ShouldBe("within");
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 2) { Sides = sides };
        var (ticket, _) = await pipeline.RunAsync(new PlanRequest { Beats = 12, Effort = 1_000_000 }, "run-1");
        Task<byte[]> FileAsync(string name) => File.ReadAllBytesAsync(city.Store.PathOf(Keys.PlanFile.For(ticket.City, ticket.PlanId, name)));
        var plan = PlanJson.Read(await FileAsync("plan.json"), "plan.json").Plan;

        var sectors = plan.Sectors.ShouldNotBeNull();
        sectors.Names.ShouldBe(names.Order(StringComparer.Ordinal));
        plan.BeatOfArea.Index().ShouldAllBe(area => sectors.Names![sectors.OfBeat[area.Item - 1] - 1] == sectorOf[area.Index]);
        foreach (var other in plan.Alternatives.Select(one => one.BeatOfArea).Concat(plan.Front.Select(one => one.BeatOfArea)))
        {
            Enumerable.Range(0, other.Length).GroupBy(area => other[area]).ShouldAllBe(beat => beat.Select(area => sectorOf[area]).Distinct().Count() == 1);
        }

        plan.Measures.Contiguous.ShouldBeTrue();
        sectors.Measures.Contiguous.ShouldBeTrue();
        plan.Notes.ShouldContain(note => note.StartsWith("Sectors in several pieces were linked so that a beat can reach all of one: ", StringComparison.Ordinal) && note.Contains(city.Map.Areas[byX[0]].Id));
        var weights = (await new RunFiles(city.Store).ReadWorkloadAsync(ticket, default)).Weights;
        var loads = sectors.Names!.Select(name => weights.Where((_, area) => sectorOf[area] == name).Sum()).ToArray();
        double Worst(IEnumerable<int> share) => share.Zip(loads).Max(pair => Math.Abs((pair.Second / (double)pair.First * 12 / weights.Sum()) - 1));
        var least = (from a in Enumerable.Range(1, 10) from b in Enumerable.Range(1, 11 - a) select Worst([a, b, 12 - a - b])).Min();
        Worst([10, 1, 1]).ShouldBeGreaterThan(least);
        Worst(Enumerable.Range(1, 3).Select(number => sectors.OfBeat.Count(sector => sector == number))).ShouldBe(least, 1e-9, "no other share is as even");
        foreach (var (index, name) in sectors.Names!.Index())
        {
            var load = weights.Where((_, area) => sectorOf[area] == name).Sum();
            (sectors.Measures.Beats[index].Workload / plan.Measures.TotalWorkload).ShouldBe((double)load / weights.Sum(), 1e-5);
            var beats = sectors.OfBeat.Count(sector => sector == index + 1);
            var mean = Math.Round(Math.Abs((load / (double)beats * 12 / weights.Sum()) - 1) * 100, 2);
            Encoding.UTF8.GetString(await FileAsync("summary.txt")).ShouldContain($"- Sector {name}, as given: beat");
            Encoding.UTF8.GetString(await FileAsync("summary.txt")).ShouldContain(FormattableString.Invariant($"a beat {mean:0.##}% "));
        }

        var first = sectorOf[Array.IndexOf(plan.BeatOfArea, 1)];
        Encoding.UTF8.GetString(await FileAsync("beats.geojson")).ShouldContain($"\"SECTOR\":{System.Text.Json.JsonSerializer.Serialize(first)}".Replace("\\u0022", "\\\"", StringComparison.Ordinal));
        var table = Encoding.UTF8.GetString(await FileAsync("beats.csv"));
        table.ShouldContain(",polsby_popper,sector,");
        table.ShouldContain(",'=East");
        table.ShouldContain("\"Mid, \"\"old\"\"\"");
        foreach (var layer in (string[])["beats", "areas"])
        {
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await FileAsync($"{layer}.zip")));
            using var fields = new StreamReader(zip.GetEntry($"{layer}.dbf")!.Open(), Encoding.Latin1);
            (await fields.ReadToEndAsync()).ShouldContain("SECTOR\0\0\0\0\0C", Case.Sensitive, layer);
        }

        (await Should.ThrowAsync<InputException>(() => pipeline.RunAsync(new PlanRequest { Beats = 2 }, "run-2"))).Message
            .ShouldBe("within: 3 sectors cannot be made of 2 beats. Ask for at least 3 beats, one for each sector.");
    }

    [Fact]
    public async Task A_column_of_the_map_is_the_same_as_its_values_area_by_area()
    {
        await using var city = await SampleCity.LoadAsync();
        var column = city.Map.Columns.Get("within", "NEIGHBORHOOD");
        var pairs = "[" + string.Join(',', city.Map.Areas.Select(area => $"[\"{area.Id}\",\"{column.Values[area.Index]}\"]")) + "]";
        Task<IReadOnlyList<SideFile>> PutAsync(string json) => SideFiles.PutAsync(city.Store, SampleCity.City.Id, [new InlineSide(InlineSide.Within, json)], city.Map);
        (await PutAsync("\"NEIGHBORHOOD\"")).ShouldBe(await PutAsync(pairs));
        (await Should.ThrowAsync<InputException>(() => PutAsync("\"HOOD\""))).Message.ShouldStartWith("within: the map has no column \"HOOD\".");
        (await Should.ThrowAsync<InputException>(() => PutAsync($"[[\"{city.Map.Areas[0].Id}\",\"A\"]]"))).Message.ShouldStartWith($"within: {city.Map.Areas.Count - 1} areas of the map are in no sector: ");
        var sides = await PutAsync(pairs);
        (await Should.ThrowAsync<InputException>(() => new LocalPipeline(city.Store, city.Calls, SampleCity.City, 2) { Sides = sides }.RunAsync(new PlanRequest { Beats = 12, Sectors = 3 }, "run"))).Message
            .ShouldStartWith("sectors: is given beside sectors that are there already (within).");
    }
}
