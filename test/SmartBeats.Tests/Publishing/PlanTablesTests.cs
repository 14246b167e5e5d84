using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using SmartBeats.Publishing;

namespace SmartBeats.Tests.Publishing;

public class PlanTablesTests
{
    [Fact]
    public void Beats_are_a_line_each_with_figures_to_the_published_decimals()
    {
        var rows = SamplePlan.Of().Plan.Measures.Beats.Select(beat => BeatRow.Create(beat)).ToArray();
        var lines = System.Text.Encoding.UTF8.GetString(PlanTables.Beats(rows, new ResolutionColumns([], [.. rows.Select(_ => Array.Empty<double?>())], [.. rows.Select(_ => false)]), [])).Split("\r\n");
        lines.Length.ShouldBe(5);
        lines[0].ShouldBe("beat,areas,calls,workload,deviation_pct,area_km2,perimeter_km,polsby_popper");
        lines[1].ShouldStartWith("1,4,28,28,-93.98,");
        lines[3].ShouldStartWith("3,5,1262,1262,171.4,");
        lines[4].ShouldBe("");
    }

    [Fact]
    public void Assignment_quotes_what_rfc_4180_asks_and_keeps_leading_zeros()
    {
        string[] names = ["007", "a,b", "say \"hi\"", "two\nlines", " padded ", "=1+1", "-5", "-2+3", "@x", "'quoted", "plain", "é"];
        var csv = System.Text.Encoding.UTF8.GetString(PlanTables.Assignment(SamplePlan.Of(index => names[index])));
        csv.ShouldBe("area_id,beat\r\n007,1\r\n\"a,b\",2\r\n\"say \"\"hi\"\"\",2\r\n\"two\nlines\",3\r\n\" padded \",1\r\n'=1+1,2\r\n-5,3\r\n'-2+3,3\r\n'@x,1\r\n''quoted,1\r\nplain,3\r\né,3\r\n");
    }

    [Fact]
    public void Any_id_comes_back_from_the_assignment_table()
    {
        string[] pieces = ["=", "'", "-", "+", "@", "\t", "\r", "\n", "\"", ",", "0", "7", "a", " ", "é", "＝"];
        Prop.ForAll(ArbMap.Default.GeneratorFor<int>().ToArbitrary(), seed =>
        {
            var random = new SeededRandom((ulong)seed);
            string Name(int index) => string.Concat(Enumerable.Range(0, 1 + random.Next(5)).Select(_ => pieces[random.Next(pieces.Length)])) + index;
            var material = SamplePlan.Of(Name);
            using var reader = new CsvReader(
                new StreamReader(new MemoryStream(PlanTables.Assignment(material))), new CsvConfiguration(CultureInfo.InvariantCulture) { IgnoreBlankLines = false });
            reader.Read();
            reader.ReadHeader();
            foreach (var area in material.Map.Areas)
            {
                reader.Read().ShouldBeTrue();
                SpreadsheetText.Restore(reader.GetField(0)!).ShouldBe(area.Id);
                reader.GetField(1).ShouldBe(material.Plan.BeatOfArea[area.Index].ToString(CultureInfo.InvariantCulture));
            }
        }).QuickCheckThrowOnFailure();
    }
}
