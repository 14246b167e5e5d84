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
            var spots = feature.Kind == ContextKind.Places ? PlacePoint(feature, frame) : FindRun(feature, frame).Where(spot => spot.Length > width * 1.15);
            foreach (var spot in spots)
            {
                var (reachX, reachY) = (((Math.Abs(Math.Cos(spot.Angle)) * width) + size) / 2, ((Math.Abs(Math.Sin(spot.Angle)) * width) + size) / 2);
                (double Left, double Top, double Right, double Bottom) box = (spot.X - reachX, spot.Y - reachY, spot.X + reachX, spot.Y + reachY);
                if (!taken.Exists(other => box.Left < other.Right && box.Right > other.Left && box.Top < other.Bottom && box.Bottom > other.Top))
                {
                    taken.Add(box);
                    var turn = Math.Round(spot.Angle * 180 / Math.PI);
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<text class=\"street\" font-size=\"{size:0.#}\" transform=\"translate({spot.X:0} {spot.Y:0}) rotate({turn:0})\">{BeatSheets.Text(feature.Name)}</text>");
                    break;
                }
            }
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
    private static List<(int X, int Y)[]> Cut((int X, int Y)[] path, SheetFrame frame)
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

    /// <summary>Places on the longest stretch in the frame: its middle, then to either side.</summary>
    private static IEnumerable<Spot> FindRun(Drawn feature, SheetFrame frame)
    {
        List<(int X, int Y, double At)> best = [];
        foreach (var path in feature.Paths)
        {
            List<(int X, int Y, double At)> run = [];
            foreach (var point in path)
            {
                if (IsIn(point, frame))
                {
                    var at = run is [.., var before] ? before.At + Math.Sqrt(Math.Pow(point.X - before.X, 2) + Math.Pow(point.Y - before.Y, 2)) : 0;
                    run.Add((point.X, point.Y, at));
                }
                else
                {
                    best = Longer(run, best);
                    run = [];
                }
            }

            best = Longer(run, best);
        }

        return best.Count < 2 ? [] : ((double[])[0.5, 0.3, 0.7]).Select(share => FindSpot(best, share * best[^1].At));
    }

    private static List<(int X, int Y, double At)> Longer(List<(int X, int Y, double At)> run, List<(int X, int Y, double At)> best) =>
        run.Count > 1 && (best.Count < 2 || run[^1].At > best[^1].At) ? run : best;

    private static Spot FindSpot(List<(int X, int Y, double At)> run, double at)
    {
        var next = Math.Max(1, run.FindIndex(point => point.At >= at));
        var (a, b) = (run[next - 1], run[next]);
        var share = b.At > a.At ? (at - a.At) / (b.At - a.At) : 0;
        var angle = Math.Atan2(b.Y - a.Y, b.X - a.X);
        // Read from the left, whichever way the street was drawn.
        angle -= Math.Abs(angle) > Math.PI / 2 ? Math.Sign(angle) * Math.PI : 0;
        return new Spot(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y)), angle, run[^1].At);
    }

    private static IEnumerable<Spot> PlacePoint(Drawn feature, SheetFrame frame) =>
        feature.Paths is [[var point, ..], ..] && IsIn(point, frame) ? [new Spot(point.X, point.Y, 0, double.MaxValue)] : [];

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

    /// <summary>A place for a name.</summary>
    /// <param name="Angle">Radians, clockwise.</param>
    /// <param name="Length">Of the stretch it lies on.</param>
    private readonly record struct Spot(double X, double Y, double Angle, double Length);

    private sealed record Drawn(ContextKind Kind, string? Name, int Rank, List<(int X, int Y)[]> Paths);
}
