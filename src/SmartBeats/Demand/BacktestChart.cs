using System.Globalization;
using System.Text;

namespace SmartBeats.Demand;

/// <summary>Draws a back-test: a row for each split, with what was foretold, what came, and today's beats on one scale of percent.</summary>
public static class BacktestChart
{
    private const int Left = 190;
    private const int Width = 560;
    private const int Right = 20;
    private const int Top = 44;
    private const int RowHeight = 28;
    private const int Bottom = 34;

    /// <summary>Share of the largest figure that stays free on the right.</summary>
    private const double Room = 1.05;

    /// <summary>A drawing of its own, in SVG, without scripts or outside files.</summary>
    /// <param name="result">With at least one case.</param>
    public static string Draw(BacktestResult result)
    {
        var splits = result.Cases.Select(one => one.ToPublishedPrecision()).GroupBy(one => one.Split).ToList();
        var most = Room * result.Cases.Max(one => Math.Max(Math.Max(one.Foretold.High, one.LaterSpread), one.TodaysSpread ?? 0));
        var height = Top + splits.Count * RowHeight + Bottom;
        var svg = new StringBuilder();
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + Right} {height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">");
        Add($"<title>How even {result.Beats} beats stayed on later calls</title>");
        Add($"<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        Add($"<text x=\"8\" y=\"18\">Spread on later calls (standard deviation over mean). Bar: foretold, 90%. Dots: what came, seed by seed. Line: chance alone.</text>");
        if (result.Cases.Any(one => one.TodaysSpread is not null))
        {
            Add($"<text x=\"8\" y=\"34\">Diamonds: today's beats on the same calls.</text>");
        }

        for (var row = 0; row < splits.Count; row++)
        {
            DrawRow(splits[row], Top + row * RowHeight);
        }

        DrawScale(height - Bottom);
        Add($"</svg>");
        return svg.ToString();

        void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

        double At(double spread) => Math.Round(Left + Width * spread / most, 1);

        void DrawRow(IGrouping<BacktestSplit, BacktestCase> split, int top)
        {
            var middle = top + RowHeight / 2;
            var (low, high) = (At(split.Average(one => one.Foretold.Low)), At(split.Average(one => one.Foretold.High)));
            var chance = At(split.Average(one => one.Chance));
            Add($"<text x=\"8\" y=\"{middle + 4}\">{split.Key.Life}{(split.Key.IsReversed ? " ◂" : "")}</text>");
            Add($"<rect x=\"{low}\" y=\"{middle - 5}\" width=\"{Math.Round(high - low, 1)}\" height=\"10\" fill=\"#cfe3f5\"/>");
            Add($"<line x1=\"{chance}\" x2=\"{chance}\" y1=\"{middle - 9}\" y2=\"{middle + 9}\" stroke=\"#555\" stroke-dasharray=\"2 2\"/>");
            foreach (var one in split)
            {
                Add($"<circle cx=\"{At(one.LaterSpread)}\" cy=\"{middle}\" r=\"4\" fill=\"#0b5394\"><title>seed {one.Seed}: {one.LaterSpread * 100:0.0}%</title></circle>");
            }

            if (split.First().TodaysSpread is { } today)
            {
                Add($"<path d=\"M{At(today)} {middle - 6}l6 6l-6 6l-6 -6z\" fill=\"#b45f06\"><title>today's beats: {today * 100:0.0}%</title></path>");
            }
        }

        void DrawScale(int top)
        {
            var step = most switch { > 0.4 => 0.1, > 0.16 => 0.05, > 0.06 => 0.02, _ => 0.01 };
            Add($"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{top}\" y2=\"{top}\" stroke=\"#555\"/>");
            for (var tick = 0; tick * step <= most; tick++)
            {
                Add($"<text x=\"{At(tick * step)}\" y=\"{top + 16}\" text-anchor=\"middle\">{tick * step * 100:0}%</text>");
            }
        }
    }
}
