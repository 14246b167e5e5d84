using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using SmartBeats.Publishing;

namespace SmartBeats.Tests.Publishing;

public class PlanPublisherTests
{
    [Fact]
    public void Every_settled_file_is_there_in_a_fixed_order() => PlanPublisher.Files(SamplePlan.Of()).Select(file => file.Name).ShouldBe(
        ["beats.zip", "areas.zip", "beats.geojson", "assignment.csv", "beats.csv", "map.html", "table.json", "plan.json", "summary.txt"]);

    [Fact]
    public void Same_material_gives_the_same_bytes()
    {
        var first = PlanPublisher.Files(SamplePlan.Of());
        var second = PlanPublisher.Files(SamplePlan.Of());
        foreach (var (one, other) in first.Zip(second))
        {
            one.Content.ShouldBe(other.Content, one.Name);
        }
    }

    [Fact]
    public void Table_geojson_and_plan_carry_the_same_figures()
    {
        var files = PlanPublisher.Files(SamplePlan.Of());
        var table = files.File("beats.csv").Text().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
        using var layer = JsonDocument.Parse(files.File("beats.geojson").Content);
        using var plan = JsonDocument.Parse(files.File("plan.json").Content);
        var features = layer.RootElement.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties")).ToArray();
        var beats = plan.RootElement.GetProperty("measures").GetProperty("beats").EnumerateArray().ToArray();
        table.Length.ShouldBe(3);
        for (var i = 0; i < 3; i++)
        {
            string Of(JsonElement element, string name) => element.GetProperty(name).GetRawText();
            table[i].ShouldBe([
                Of(features[i], "ZONE_ID"), Of(beats[i], "areas"), Of(features[i], "COUNT"), Of(beats[i], "workload"),
                Of(features[i], "DEV_PCT"), Of(features[i], "AREA_KM2"), Of(beats[i], "perimeterKm"), Of(features[i], "POLSBY")]);
            (Of(beats[i], "number"), Of(beats[i], "calls"), Of(beats[i], "areaKm2"), Of(beats[i], "polsbyPopper")).ShouldBe((table[i][0], table[i][2], table[i][5], table[i][7]));
            double.Parse(table[i][4], CultureInfo.InvariantCulture).ShouldBe(100 * beats[i].GetProperty("deviation").GetDouble(), 0.005001);
        }
    }

    [Fact]
    public void Gdal_reads_the_beats_and_the_areas_as_they_were_written()
    {
        var material = SamplePlan.Of(index => $"00{index}");
        var files = PlanPublisher.Files(material);
        var folder = Directory.CreateTempSubdirectory("smartbeats-layers-");
        try
        {
            foreach (var file in files.Where(file => file.Name.EndsWith(".zip", StringComparison.Ordinal) || file.Name.EndsWith(".geojson", StringComparison.Ordinal)))
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, file.Name), file.Content);
            }

            var table = files.File("beats.csv").Text().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
            foreach (var layer in new[] { "/vsizip/beats.zip/beats.shp", "beats.geojson" })
            {
                var beats = Tool.Run("ogrinfo", folder.FullName, ["-al", "-so", layer]);
                beats.ShouldContain("Feature Count: 3");
                beats.ShouldContain("WGS 84");
                beats.ShouldContain("(-112.000000, 33.500000) - (-111.940000, 33.530000)");
                var rows = Records(Tool.Run("ogrinfo", folder.FullName, ["-al", "-geom=NO", layer]), "ZONE_ID", "COUNT", "DEV_PCT", "AREA_KM2", "POLSBY");
                rows.ShouldBe(table.Select(row => new[] { row[0], row[2], row[4], row[5], row[7] }.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray()));
            }

            var areas = Tool.Run("ogrinfo", folder.FullName, ["-al", "-geom=NO", "/vsizip/areas.zip/areas.shp"]);
            areas.ShouldContain("Feature Count: 12");
            areas.ShouldContain("AREA_ID (String) = 007");
            Records(areas, "COUNT", "ZONE_ID").ShouldBe(material.Map.Areas.Select(area => new double[] { material.Workload.Calls[area.Index], material.Plan.BeatOfArea[area.Index] }));
        }
        finally
        {
            Tool.Delete(folder);
        }
    }

    [Fact]
    public void Zips_hold_the_five_parts_under_one_fixed_date()
    {
        using var zip = new ZipArchive(new MemoryStream(PlanPublisher.Files(SamplePlan.Of()).File("beats.zip").Content));
        zip.Entries.Select(entry => entry.Name).ShouldBe(["beats.shp", "beats.shx", "beats.dbf", "beats.prj", "beats.cpg"]);
        zip.Entries.Select(entry => entry.LastWriteTime.Date).Distinct().ShouldBe([new DateTime(1980, 1, 1)]);
    }

    [Fact]
    public void An_id_no_shapefile_holds_is_refused_with_what_to_do() =>
        Should.Throw<InputException>(() => PlanPublisher.Files(SamplePlan.Of(index => new string('x', 250) + index.ToString("00000", CultureInfo.InvariantCulture)))).Message.ShouldBe(
            $"the city's map: the area id that begins \"{new string('x', 40)}\" has 255 bytes, a shapefile holds 254. Use a shorter id field (--id FIELD).");

    private static double[][] Records(string ogrinfo, params string[] fields)
    {
        var columns = fields.Select(field => ogrinfo.Split('\n')
            .Where(line => line.TrimStart().StartsWith(field + " (", StringComparison.Ordinal) && line.Contains(") = ", StringComparison.Ordinal))
            .Select(line => double.Parse(line[(line.IndexOf(" = ", StringComparison.Ordinal) + 3)..], CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return [.. Enumerable.Range(0, columns[0].Length).Select(row => columns.Select(column => column[row]).ToArray())];
    }
}
