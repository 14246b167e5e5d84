using System.Globalization;
using System.Xml.Linq;
using SmartBeats.Demand;
using SmartBeats.Response;

namespace SmartBeats.Tests.Demand;

public class BacktestChartTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Every_split_has_a_row_with_what_was_foretold_and_what_came_on_one_scale()
    {
        var life = new DayRange(16650, 16770);
        BacktestSplit[] splits = [new(new DayRange(16436, 16649), life, false), new(new DayRange(16800, 17000), life, true)];
        var result = new BacktestResult(54, [.. splits.SelectMany(split => new[] { Case(split, 1, 0.10), Case(split, 2, 0.12) })], []);
        var drawing = XDocument.Parse(BacktestChart.Draw(result)).Root!;
        drawing.Elements(_svg + "circle").Select(dot => dot.Value).ShouldBe(["seed 1: 10.0%", "seed 2: 12.0%", "seed 1: 10.0%", "seed 2: 12.0%"]);
        drawing.Elements(_svg + "path").Select(diamond => diamond.Value).ShouldBe(["today's beats: 38.0%", "today's beats: 38.0%"]);
        drawing.Elements(_svg + "text").Select(text => text.Value).ShouldContain($"{life} ◂");

        // 38 % is the largest: it stands at 1 / 1.05 of the width, and all else in proportion.
        var scale = 560 / (0.38 * 1.05);
        var dots = drawing.Elements(_svg + "circle").Select(dot => Number(dot, "cx")).ToList();
        dots[0].ShouldBe(190 + 0.10 * scale, 0.06);
        dots[1].ShouldBe(190 + 0.12 * scale, 0.06);
        var bar = drawing.Elements(_svg + "rect").ElementAt(1);
        Number(bar, "x").ShouldBe(190 + 0.08 * scale, 0.06);
        Number(bar, "width").ShouldBe(0.06 * scale, 0.11);
    }

    private static BacktestCase Case(BacktestSplit split, ulong seed, double later) => new(
        split, seed, 9000, 4000, 0.006, later, 0.3, 0.04, new Estimate(0.11, 0.08, 0.14), new Estimate(0.3, 0.2, 0.5), 0.38);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
