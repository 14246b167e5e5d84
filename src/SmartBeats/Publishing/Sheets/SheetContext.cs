using System.Globalization;
using System.Text;
using SmartBeats.Context;

namespace SmartBeats.Publishing.Sheets;

/// <summary>Roads, water and places on a sheet: what its frame shows of them, and names where there is room.</summary>
internal sealed class SheetContext
{
    /// <summary>Of a letter's height, on average.</summary>
    private const double LetterWidth = 0.58;

    private readonly List<Drawn> _features;

    public SheetContext(IReadOnlyList<ContextLayer> layers, MapGrid grid) =>
        _features = [.. MapContext.Choose(layers).SelectMany(layer => layer.Features.Select(feature => new Drawn(layer.Layer.Kind, feature.Name, feature.Rank, MapContext.Place(feature, grid))))];

    /// <summary>The lines and areas in the frame.</summary>
    public string Draw(SheetFrame frame)
    {
        var svg = new StringBuilder();
        var most = MostRank(frame);
        // Water first, then the least roads, so that a highway lies over a street.
        foreach (var group in _features.Where(feature => feature.Kind != ContextKind.Places && feature.Rank <= most)
            .GroupBy(feature => (feature.Kind, feature.Rank)).OrderBy(group => group.Key.Kind != ContextKind.Water).ThenByDescending(group => group.Key.Rank))
        {
            var paths = group.SelectMany(feature => feature.Paths).SelectMany(path => Cut(path, frame)).ToList();
            if (paths.Count > 0)
            {
                var look = group.Key.Kind == ContextKind.Roads ? $"road rank-{group.Key.Rank}" : IsArea(group.First()) ? "water" : "river";
                svg.Append($"<path class=\"{look}\" d=\"{string.Concat(paths.Select(PathOf))}\"/>");
            }
        }

        return svg.ToString();
    }

    /// <summary>The names for which there is room.</summary>
    /// <param name="taken">Boxes of other names: none is written over. Grows.</param>
    public string WriteNames(SheetFrame frame, List<(double Left, double Top, double Right, double Bottom)> taken)
    {
        var svg = new StringBuilder();
        var most = MostRank(frame);
        var size = frame.Longest / 75;
        foreach (var feature in _features.Where(feature => feature.Name is not null && feature.Rank <= most).OrderBy(feature => feature.Kind != ContextKind.Places).ThenBy(feature => feature.Rank))
        {
            var width = feature.Name!.Length * size * LetterWidth;
            var spot = feature.Kind == ContextKind.Places ? PlacePoint(feature, frame) : FindRun(feature, frame);
            if (spot is not var (x, y, angle, length) || length < width * 1.15)
            {
                continue;
            }

            var (reachX, reachY) = (((Math.Abs(Math.Cos(angle)) * width) + size) / 2, ((Math.Abs(Math.Sin(angle)) * width) + size) / 2);
            (double Left, double Top, double Right, double Bottom) box = (x - reachX, y - reachY, x + reachX, y + reachY);
            if (taken.Exists(other => box.Left < other.Right && box.Right > other.Left && box.Top < other.Bottom && box.Bottom > other.Top))
            {
                continue;
            }

            taken.Add(box);
            var turn = Math.Round(angle * 180 / Math.PI);
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"street\" font-size=\"{size:0.#}\" transform=\"translate({x:0} {y:0}) rotate({turn:0})\">{BeatSheets.Text(feature.Name)}</text>");
        }

        return svg.ToString();
    }

    private static bool IsArea(Drawn feature) => feature.Paths.Count > 0 && feature.Paths[0] is var path && path.Length > 3 && path[0] == path[^1];

    /// <summary>A sheet of a small beat has room for its streets, one of a large beat for main roads.</summary>
    private int MostRank(SheetFrame frame)
    {
        var streets = _features.Where(feature => feature.Kind == ContextKind.Roads && feature.Rank == 3).Sum(feature => feature.Paths.Sum(path => path.Count(point => IsIn(point, frame))));
        return streets > 6_000 ? 2 : streets > 2_500 ? 3 : 4;
    }

    private static bool IsIn((int X, int Y) point, SheetFrame frame) =>
        point.X >= frame.Left && point.X <= frame.Left + frame.Width && point.Y >= frame.Top && point.Y <= frame.Top + frame.Height;

    /// <summary>The runs of a path that come into the frame; a ring stays whole where it does.</summary>
    private static IEnumerable<(int X, int Y)[]> Cut((int X, int Y)[] path, SheetFrame frame)
    {
        var near = new SheetFrame(frame.Left - frame.Width, frame.Top - frame.Height, 3 * frame.Width, 3 * frame.Height);
        if (path.Length > 3 && path[0] == path[^1])
        {
            return path.Any(point => IsIn(point, near)) ? [path] : [];
        }

        var runs = new List<(int X, int Y)[]>();
        var run = new List<(int X, int Y)>();
        for (var i = 0; i + 1 < path.Length; i++)
        {
            if (IsIn(path[i], near) || IsIn(path[i + 1], near))
            {
                run.Add(path[i]);
                if (i + 2 == path.Length)
                {
                    run.Add(path[^1]);
                }
            }
            else if (run.Count > 0)
            {
                runs.Add([.. run, path[i]]);
                run.Clear();
            }
        }

        return run.Count > 1 ? [.. runs, [.. run]] : runs;
    }

    /// <summary>The longest stretch in the frame: its middle, angle and length.</summary>
    private static (double X, double Y, double Angle, double Length)? FindRun(Drawn feature, SheetFrame frame)
    {
        (double X, double Y, double Angle, double Length)? best = null;
        foreach (var path in feature.Paths)
        {
            (int X, int Y)? from = null;
            foreach (var point in path)
            {
                if (!IsIn(point, frame))
                {
                    from = null;
                }
                else if (from is not { } start)
                {
                    from = point;
                }
                else
                {
                    var length = Math.Sqrt(Math.Pow(point.X - start.X, 2) + Math.Pow(point.Y - start.Y, 2));
                    if (best is null || length > best.Value.Length)
                    {
                        best = ((point.X + start.X) / 2.0, (point.Y + start.Y) / 2.0, Math.Atan2(point.Y - start.Y, point.X - start.X), length);
                    }

                    from = length > frame.Longest / 4 ? point : start;
                }
            }
        }

        // Read from the left, whichever way the street was drawn.
        return best is { } found && Math.Abs(found.Angle) > Math.PI / 2 ? found with { Angle = found.Angle - (Math.Sign(found.Angle) * Math.PI) } : best;
    }

    private static (double X, double Y, double Angle, double Length)? PlacePoint(Drawn feature, SheetFrame frame) =>
        feature.Paths is [[var point, ..], ..] && IsIn(point, frame) ? (point.X, point.Y, 0, double.MaxValue) : null;

    private static string PathOf((int X, int Y)[] path)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"M{path[0].X} {path[0].Y}");
        for (var i = 1; i < path.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"l{path[i].X - path[i - 1].X} {path[i].Y - path[i - 1].Y}");
        }

        return text.ToString();
    }

    private sealed record Drawn(ContextKind Kind, string? Name, int Rank, List<(int X, int Y)[]> Paths);
}
