using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using SmartBeats.Lambda;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cdk.Tests;

/// <summary>The README's costs of a generation, multiplied and added once more: the seconds are estimates, the rest is arithmetic.</summary>
public partial class CostTests
{
    private const double DollarsPerGigabyteSecond = 0.0000166667;
    private readonly string _readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot(), "cdk", "README.md"));

    [Fact]
    public void Every_stage_is_counted_once_with_the_memory_it_is_given()
    {
        var counted = Rows().SelectMany(row => row.Stages.Select(name => (name, row.Product))).ToArray();
        counted.Select(row => row.name).Order().ShouldBe(Stages.All.Select(stage => stage.Name).Concat([Handlers.Authorize, Handlers.Api]).Order());
        foreach (var stage in Stages.All)
        {
            var gigabytes = Math.Round(Math.Min(stage.Megabytes, new StackSettings([], []).MostFunctionMegabytes) / 1024.0, 2);
            Regex.Matches(counted.Single(row => row.name == stage.Name).Product, "[0-9.]+").Select(number => Number(number.Value)).ShouldContain(gigabytes, stage.Name);
        }
    }

    [Fact]
    public void Products_sums_and_dollars_are_right()
    {
        var rows = Rows();
        foreach (var row in rows)
        {
            row.GigabyteSeconds.ShouldBe(Math.Round(Compute(row.Product), MidpointRounding.AwayFromZero), row.Product);
        }

        var together = Number(Together().Match(_readme).Groups[1].Value);
        together.ShouldBe(rows.Sum(row => row.GigabyteSeconds));
        var dollars = Dollars().Matches(_readme[_readme.IndexOf("| | arithmetic |", StringComparison.Ordinal).._readme.IndexOf("Below US$", StringComparison.Ordinal)])
            .ToDictionary(row => row.Groups[1].Value, row => Number(row.Groups[2].Value));
        dollars["Lambda"].ShouldBe(Math.Round(together * DollarsPerGigabyteSecond + 22 * 0.0000002, 4));
        dollars["**together**"].ShouldBe(Math.Round(dollars.Where(row => row.Key != "**together**").Sum(row => row.Value), 3));
    }

    private (string[] Stages, string Product, double GigabyteSeconds)[] Rows()
    {
        var table = _readme[_readme.IndexOf("| stage | functions", StringComparison.Ordinal).._readme.IndexOf("| **together, 22", StringComparison.Ordinal)];
        return [.. Row().Matches(table).Select(row => (row.Groups[1].Value.Split(':')[0].Split(", "), row.Groups[2].Value, Number(row.Groups[3].Value)))];
    }

    private static double Compute(string product)
    {
        using var table = new DataTable();
        return Convert.ToDouble(table.Compute(product.Replace('×', '*'), null), CultureInfo.InvariantCulture);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| ([A-Z][^|]+) \| ([0-9.×+() ]+) \| ([0-9]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\| \*\*together, 22 invocations\*\* \| \| \*\*([0-9]+)\*\* \|")]
    private static partial Regex Together();

    [GeneratedRegex(@"^\| ([^|]+) \|[^|]*\| \**([0-9.]+)\** \|$", RegexOptions.Multiline)]
    private static partial Regex Dollars();
}
