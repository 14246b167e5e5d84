using System.Net;
using System.Text.Json;
using SmartBeats.Publishing;

namespace SmartBeats.Tests.Publishing;

public class TableJsonTests
{
    private static readonly PlanMaterial Material = SamplePlan.Of();

    private static JsonElement Table(PlanMaterial material) => JsonDocument.Parse(PlanPublisher.Files(material).File("table.json").Content).RootElement;

    [Fact]
    public void Loads_of_areas_add_up_to_the_loads_of_beats_in_the_plan_and_in_its_alternative()
    {
        var table = Table(Material);
        var workload = Numbers(table.GetProperty("areas").GetProperty("workload"));
        var calls = Numbers(table.GetProperty("areas").GetProperty("calls"));
        foreach (var view in (JsonElement[])[table, table.GetProperty("alternatives")[0]])
        {
            var beatOf = Numbers(view.GetProperty("areas").GetProperty("beat"));
            var beats = view.GetProperty("beats").EnumerateArray().ToList();
            var mean = beats.Average(beat => beat.GetProperty("workload").GetDouble());
            foreach (var beat in beats)
            {
                var number = beat.GetProperty("beat").GetInt32();
                var areas = Enumerable.Range(0, beatOf.Length).Where(area => beatOf[area] == number).ToList();
                beat.GetProperty("areas").GetInt32().ShouldBe(areas.Count);
                beat.GetProperty("workload").GetDouble().ShouldBe(areas.Sum(area => workload[area]), 1e-6);
                beat.GetProperty("calls").GetDouble().ShouldBe(areas.Sum(area => calls[area]));
                beat.GetProperty("deviation").GetDouble().ShouldBe((beat.GetProperty("workload").GetDouble() - mean) / mean, 1e-5);
                beat.GetProperty("name").GetString().ShouldBe(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            beats.Max(beat => Math.Abs(beat.GetProperty("deviation").GetDouble())).ShouldBe(view.GetProperty("measures").GetProperty("maxDeviation").GetDouble(), 1e-6);
        }

        calls.Sum().ShouldBe(Material.Workload.Calls.Sum());
    }

    [Fact]
    public void Table_says_every_sentence_and_figure_of_the_map_page()
    {
        var files = PlanPublisher.Files(Material);
        var page = WebUtility.HtmlDecode(files.File("map.html").Text());
        var table = JsonDocument.Parse(files.File("table.json").Content).RootElement;
        var sentences = table.GetProperty("findings").EnumerateArray().SelectMany(list => list.GetProperty("sentences").EnumerateArray()).Select(sentence => sentence.GetString()!).ToList();
        sentences.Count.ShouldBeGreaterThan(8);
        sentences.ShouldAllBe(sentence => page.Contains($"<li>{sentence}</li>", StringComparison.Ordinal));
        page.Split("<li>").Length.ShouldBe(sentences.Count + 1, "the page has no list the table lacks");
        page.ShouldContain(table.GetProperty("headline").GetString()!);
        page.ShouldContain(table.GetProperty("footer").GetString()!);
        var shown = page[page.IndexOf("\"figures\":", StringComparison.Ordinal)..];
        foreach (var figure in table.GetProperty("figures").EnumerateArray())
        {
            shown.ShouldContain(JsonEncodedText.Encode(figure.GetProperty("value").GetString()!).ToString());
        }
    }

    [Fact]
    public void Every_label_lies_in_its_beat_and_neighbours_differ_in_colour()
    {
        var table = Table(Material);
        var beats = table.GetProperty("beats").EnumerateArray().ToList();
        var index = SmartBeats.Geography.AreaIndex.Build(Material.Map);
        foreach (var beat in beats)
        {
            var label = Numbers(beat.GetProperty("label"));
            Material.Plan.BeatOfArea[index.Find(label[0], label[1])].ShouldBe(beat.GetProperty("beat").GetInt32());
        }

        foreach (var (a, b, _) in Material.Adjacency.Boundaries)
        {
            var (first, second) = (Material.Plan.BeatOfArea[a], Material.Plan.BeatOfArea[b]);
            if (first != second)
            {
                beats[first - 1].GetProperty("colour").GetInt32().ShouldNotBe(beats[second - 1].GetProperty("colour").GetInt32());
            }
        }

        table.GetProperty("marks").GetProperty("heavy")[0].GetProperty("area").GetInt32().ShouldBe(11);
        table.GetProperty("marks").GetProperty("bridges").GetArrayLength().ShouldBe(1);
        beats.Single(beat => beat.TryGetProperty("heavy", out var heavy) && heavy.GetBoolean()).GetProperty("beat").GetInt32().ShouldBe(Material.Plan.BeatOfArea[11]);
    }

    [Fact]
    public void A_plan_read_back_gives_the_same_table_but_for_what_its_map_and_calls_tell()
    {
        var files = PlanPublisher.Files(Material);
        var read = JsonDocument.Parse(TableJson.Write(PlanJson.Read(files.File("plan.json").Content, "plan.json"))).RootElement;
        var table = Table(Material);
        foreach (var member in (string[])["planId", "mapVersion", "headline", "findings", "figures", "measures", "curve", "footer", "name", "goal", "tolerance"])
        {
            read.GetProperty(member).GetRawText().ShouldBe(table.GetProperty(member).GetRawText(), member);
        }

        read.GetProperty("areas").GetProperty("beat").GetRawText().ShouldBe(table.GetProperty("areas").GetProperty("beat").GetRawText());
        read.GetProperty("areas").TryGetProperty("workload", out _).ShouldBeFalse();
        read.GetProperty("alternatives")[0].GetProperty("figures").GetRawText().ShouldBe(table.GetProperty("alternatives")[0].GetProperty("figures").GetRawText());
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];
}
