using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace SmartBeats.Publishing.Sheets;

/// <summary>The part of the city a sheet shows, in steps of the page's grid.</summary>
internal readonly record struct SheetFrame(int Left, int Top, int Width, int Height)
{
    public bool IsWide => Width > Height;

    public double Longest => Math.Max(Width, Height);

    public Geometry ToPolygon() => new GeometryFactory().ToGeometry(new Envelope(Left, Left + Width, Top, Top + Height));
}

/// <summary>Draws a plan's beats as SVG: every outline is written once and used by each sheet that shows it.</summary>
internal sealed class SheetMap
{
    /// <summary>Ground shown around a beat, as a share of its longer side: where its neighbours begin.</summary>
    private const double Margin = 0.12;

    private readonly PlanMaterial _material;
    private readonly MapGrid _grid;
    private readonly List<(int X, int Y)[]>[] _outlines;
    private readonly Geometry[] _placed;
    private readonly SheetContext _context;

    public SheetMap(PlanMaterial material, IReadOnlyList<Geometry> outlines)
    {
        (_material, _grid) = (material, new MapGrid(material.Map));
        _outlines = [.. outlines.Select(_grid.Rings)];
        _placed = [.. outlines.Select(_grid.ToGrid)];
        _context = new SheetContext(material.Context, _grid);
    }

    public string Definitions() =>
        "<svg class=\"outlines\" aria-hidden=\"true\"><defs>"
        + string.Concat(_outlines.Select((rings, beat) => $"<path id=\"beat-{beat + 1}\" d=\"{PathOf(rings)}\"/>"))
        + "</defs></svg>\n";

    public SheetFrame FrameOf(int beat)
    {
        var points = _outlines[beat - 1].SelectMany(ring => ring).ToList();
        var (left, top) = (points.Min(point => point.X), points.Min(point => point.Y));
        var (width, height) = (points.Max(point => point.X) - left, points.Max(point => point.Y) - top);
        var margin = Math.Max(1, (int)(Margin * Math.Max(width, height)));
        return new SheetFrame(left - margin, top - margin, width + (2 * margin), height + (2 * margin));
    }

    /// <summary>The whole city with the beat filled in.</summary>
    public string Where(int beat)
    {
        var all = string.Concat(Enumerable.Range(1, _outlines.Length).Select(other => $"<use href=\"#beat-{other}\" class=\"{(other == beat ? "here" : "city-edge")}\"/>"));
        return $"<svg class=\"where\" viewBox=\"0 0 {_grid.Width} {_grid.Height}\" role=\"img\" aria-label=\"Where the beat lies in the city\">{all}</svg>";
    }

    /// <summary>The beat, its areas, and what lies around it.</summary>
    /// <param name="isNamed">Whether its areas are named.</param>
    public string Draw(int beat, SheetFrame frame, IReadOnlySet<int> neighbours, bool isNamed)
    {
        var svg = new StringBuilder().Append(
            CultureInfo.InvariantCulture, $"<svg class=\"map\" viewBox=\"{frame.Left} {frame.Top} {frame.Width} {frame.Height}\" role=\"img\" aria-label=\"Map of the beat\">\n");
        foreach (var other in Enumerable.Range(1, _outlines.Length).Where(other => other != beat && Reaches(other, frame)))
        {
            svg.Append($"<use href=\"#beat-{other}\" class=\"other\"/>");
        }

        int[] areas = [.. Enumerable.Range(0, _material.Map.Areas.Count).Where(area => _material.Plan.BeatOfArea[area] == beat)];
        var shapes = areas.Select(area => _material.Map.Areas[area]).ToList();
        svg.Append($"<path class=\"areas\" d=\"{string.Concat(shapes.Select(area => PathOf(_grid.Rings(area.Shape))))}\"/>{_context.Draw(frame)}<use href=\"#beat-{beat}\" class=\"edge\"/>\n");
        var taken = new List<(double Left, double Top, double Right, double Bottom)>();
        foreach (var area in isNamed ? shapes : [])
        {
            var (x, y, radius) = _grid.Label(area.Shape);
            var size = Math.Min(frame.Longest / 55, radius * 1.8 / Math.Max(2, area.Id.Length));
            AddText(svg, area.Id, x, y, size, frame.Longest / 160, "");
            taken.Add((x - (size * area.Id.Length / 3.2), y - (size / 2), x + (size * area.Id.Length / 3.2), y + (size / 2)));
        }

        foreach (var other in neighbours)
        {
            if (PlaceNeighbour(other, frame) is var (x, y))
            {
                var (name, size) = (_material.Plan.NameOfBeat(other), frame.Longest / 32);
                AddText(svg, name, x, y, size, 0, " class=\"neighbour\"");
                taken.Add((x - (size * name.Length / 3), y - (size / 2), x + (size * name.Length / 3), y + (size / 2)));
            }
        }

        svg.Append(_context.WriteNames(frame, taken));

        return svg.Append(ScaleBar(frame)).Append("</svg>\n").ToString();
    }

    /// <summary>Where a neighbour's number goes: into the widest room the sheet shows of it; null where it shows next to nothing.</summary>
    private (int X, int Y)? PlaceNeighbour(int other, SheetFrame frame)
    {
        var shown = OverlayNGRobust.Overlay(_placed[other - 1], frame.ToPolygon(), SpatialFunction.Intersection);
        return shown is Polygon or MultiPolygon && MapGrid.LabelPlaced(shown) is var (x, y, radius) && radius > frame.Longest / 100 ? (x, y) : null;
    }

    private bool Reaches(int beat, SheetFrame frame)
    {
        var points = _outlines[beat - 1].SelectMany(ring => ring);
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (var (x, y) in points)
        {
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        }

        return left <= frame.Left + frame.Width && right >= frame.Left && top <= frame.Top + frame.Height && bottom >= frame.Top;
    }

    /// <summary>A round length no longer than a quarter of the sheet.</summary>
    private string ScaleBar(SheetFrame frame)
    {
        var isUs = _material.Plan.City.Lengths == LengthSystem.Us;
        var one = (isUs ? LengthWords.MetresPerMile : 1000) / _grid.MetresPerStep;
        double[] lengths = [50, 20, 10, 5, 2, 1, 0.5, 0.25, 0.1, 0.05, 0.02];
        var length = Array.Find(lengths, length => length * one <= frame.Width / 4.0) is var found && found > 0 ? found : 0.01;
        var size = frame.Longest / 60;
        var (x, y) = (frame.Left + size, frame.Top + frame.Height - size);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"bar\" d=\"M{x:0} {y - (size / 2):0}V{y:0}h{length * one:0}v{-size / 2:0}\"/>");
        var text = string.Create(CultureInfo.InvariantCulture, $"{length} {(isUs ? "mi" : "km")}");
        AddText(svg, text, (int)(x + Math.Max(length * one / 2, size * 1.5)), (int)(y - size), size, 0, "");
        return svg.ToString();
    }

    private static void AddText(StringBuilder svg, string text, int x, int y, double size, double least, string attributes)
    {
        if (size >= least)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{size:0.#}\"{attributes}>{BeatSheets.Text(text)}</text>");
        }
    }

    private static string PathOf(IEnumerable<(int X, int Y)[]> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{ring[0].X} {ring[0].Y}");
            for (var i = 1; i < ring.Length; i++)
            {
                path.Append(CultureInfo.InvariantCulture, $"l{ring[i].X - ring[i - 1].X} {ring[i].Y - ring[i - 1].Y}");
            }

            path.Append('z');
        }

        return path.ToString();
    }
}
