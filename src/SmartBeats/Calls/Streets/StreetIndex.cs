using System.Collections.Concurrent;
using SmartBeats.Geography;

namespace SmartBeats.Calls.Streets;

/// <summary>Finds addresses, blocks and crossings on a street layer. Safe for use by several threads.</summary>
public sealed class StreetIndex
{
    private const double SamePlaceMetres = 150;
    private const int MostSlips = 50_000;

    private readonly Dictionary<string, List<Piece>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _squeezed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _slips = new(StringComparer.Ordinal);

    /// <summary>Builds the index.</summary>
    /// <param name="segments">In any order; those without a name or with fewer than two points are left out.</param>
    public StreetIndex(IEnumerable<StreetSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        foreach (var segment in segments)
        {
            var words = segment.FullName.ToUpperInvariant().Split([' ', '\t', '.'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || segment.Line.Count < 2)
            {
                continue;
            }

            var name = StreetWords.Parse(words);
            if (!_byName.TryGetValue(name.Name, out var pieces))
            {
                _byName.Add(name.Name, pieces = []);
                // Two names that differ in blanks alone keep each other out.
                var squeezed = name.Name.Replace(" ", "", StringComparison.Ordinal);
                _squeezed[squeezed] = _squeezed.ContainsKey(squeezed) ? "" : name.Name;
            }

            pieces.Add(new Piece(name, segment));
            Segments++;
        }
    }

    /// <summary>Segments that can be found.</summary>
    public int Segments { get; }

    /// <summary>Places an address.</summary>
    /// <param name="address">As a dispatcher writes it; not kept.</param>
    public StreetMatch FindPlace(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var parsed = address.Length > 200 ? default : AddressText.Parse(address);
        var found = parsed.Kind switch
        {
            AddressKind.Number => FindNumber(parsed),
            AddressKind.Block => FindBlock(parsed),
            AddressKind.Crossing => FindCrossing(parsed),
            _ => [],
        };
        return Choose(parsed.Kind, found);
    }

    private static StreetMatch Choose(AddressKind kind, List<(double Lon, double Lat, int Fit)> found)
    {
        if (found.Count == 0)
        {
            return new StreetMatch(kind, StreetOutcome.Unknown, double.NaN, double.NaN);
        }

        // Only what agrees best counts: a named direction beats one left out.
        var fit = found.Max(place => place.Fit);
        var best = found.Where(place => place.Fit == fit).ToList();
        var first = best[0];
        var isOnePlace = best.TrueForAll(place => LocalMetres.Length(first.Lon, first.Lat, place.Lon, place.Lat) <= SamePlaceMetres);
        return isOnePlace
            ? new StreetMatch(kind, StreetOutcome.Placed, first.Lon, first.Lat)
            : new StreetMatch(kind, StreetOutcome.Ambiguous, double.NaN, double.NaN);
    }

    private List<(double Lon, double Lat, int Fit)> FindNumber(in AddressText address)
    {
        var found = new List<(double, double, int)>();
        foreach (var (piece, fit) in FindPieces(address.Street))
        {
            foreach (var side in piece.Sides)
            {
                if (side.Contains(address.Low))
                {
                    var (lon, lat) = piece.FindPoint(side, address.Low);
                    found.Add((lon, lat, fit));
                }
            }
        }

        // A number in a gap of the ranges still stands in its block.
        var hundred = address.Low / 100 * 100;
        return found.Count > 0 ? found : FindBlock(address with { Low = hundred, High = hundred + 99 });
    }

    private List<(double Lon, double Lat, int Fit)> FindBlock(in AddressText address)
    {
        var found = new List<(double Lon, double Lat, int Fit)>();
        var nearest = new List<int>();
        var middle = (address.Low + address.High) / 2;
        foreach (var (piece, fit) in FindPieces(address.Street))
        {
            foreach (var side in piece.Sides.Where(side => side.HasNumbers))
            {
                var (low, high) = (Math.Max(side.Low, address.Low), Math.Min(side.High, address.High));
                if (low > high)
                {
                    continue;
                }

                // Of a block in several pieces the one with its middle counts, else the nearest to it.
                var number = Math.Clamp(middle, low, high);
                var (lon, lat) = piece.FindPoint(side, number);
                found.Add((lon, lat, fit));
                nearest.Add(Math.Abs(number - middle));
            }
        }

        if (found.Count == 0)
        {
            return found;
        }

        var fitting = found.Max(place => place.Fit);
        var least = Enumerable.Range(0, found.Count).Where(i => found[i].Fit == fitting).Min(i => nearest[i]);
        return [.. found.Where((place, i) => place.Fit == fitting && nearest[i] <= least + 1)];
    }

    private List<(double Lon, double Lat, int Fit)> FindCrossing(in AddressText address)
    {
        var ends = new Dictionary<(long, long), int>();
        foreach (var (piece, fit) in FindPieces(address.Street))
        {
            foreach (var (lon, lat) in piece.Ends)
            {
                var key = GetKey(lon, lat);
                ends[key] = Math.Max(fit, ends.GetValueOrDefault(key, int.MinValue));
            }
        }

        var found = new List<(double, double, int)>();
        foreach (var (piece, fit) in FindPieces(address.Other))
        {
            foreach (var (lon, lat) in piece.Ends)
            {
                if (ends.TryGetValue(GetKey(lon, lat), out var other))
                {
                    found.Add((lon, lat, fit + other));
                }
            }
        }

        return found;
    }

    /// <summary>Pieces of a street, with how many parts of the name agree; none where a part differs.</summary>
    private IEnumerable<(Piece Piece, int Fit)> FindPieces(StreetName street)
    {
        var name = FindName(street);
        if (name is null || !_byName.TryGetValue(name, out var pieces))
        {
            yield break;
        }

        foreach (var piece in pieces)
        {
            var fit = Compare(street, piece.Name);
            if (fit >= 0)
            {
                yield return (piece, fit);
            }
        }
    }

    private static int Compare(in StreetName given, in StreetName known)
    {
        // Some write the direction behind, some before: one of them is one of them.
        var (direction, its) = (given.Before + given.After, known.Before + known.After);
        if ((direction.Length > 0 && its.Length > 0 && direction != its) || (given.Type.Length > 0 && known.Type.Length > 0 && given.Type != known.Type))
        {
            return -1;
        }

        return (direction == its ? 2 : 0) + (given.Type == known.Type ? 1 : 0);
    }

    /// <summary>The layer's spelling of a name; null where it is unknown.</summary>
    private string? FindName(in StreetName street)
    {
        if (_byName.ContainsKey(street.Name))
        {
            return street.Name;
        }

        if (_squeezed.TryGetValue(street.Name.Replace(" ", "", StringComparison.Ordinal), out var known) && known.Length > 0)
        {
            return known;
        }

        if (!_slips.TryGetValue(street.Name, out var near))
        {
            near = FindSlip(street.Name);
            if (_slips.Count < MostSlips)
            {
                _slips.TryAdd(street.Name, near);
            }
        }

        return near.Length == 0 ? null : near;
    }

    /// <summary>The one name within a slip of the keys; empty where there is none or two. Numbers are never a slip.</summary>
    private string FindSlip(string name)
    {
        var allowed = name.Length >= 8 ? 2 : 1;
        if (name.Length < 5 || name.Any(char.IsAsciiDigit))
        {
            return "";
        }

        var (nearest, least, isTie) = ("", allowed + 1, false);
        foreach (var known in _byName.Keys)
        {
            if (Math.Abs(known.Length - name.Length) > allowed || known.Any(char.IsAsciiDigit))
            {
                continue;
            }

            var distance = NearMiss.Distance(name, known);
            isTie = distance == least || (isTie && distance > least);
            (nearest, least) = distance < least ? (known, distance) : (nearest, least);
        }

        return isTie || least > allowed ? "" : nearest;
    }

    private static (long, long) GetKey(double lon, double lat) => ((long)Math.Round(lon * 1e6), (long)Math.Round(lat * 1e6));

    private sealed record Piece(StreetName Name, StreetSegment Segment)
    {
        public HouseRange[] Sides => [Segment.Left, Segment.Right];

        public (double Lon, double Lat)[] Ends => [Segment.Line[0], Segment.Line[^1]];

        /// <summary>The point of the line at a number's share of the range; its middle where the range is one number.</summary>
        public (double Lon, double Lat) FindPoint(HouseRange side, int number)
        {
            var share = side.From == side.To ? 0.5 : (double)(number - side.From) / (side.To - side.From);
            var line = Segment.Line;
            var lengths = new double[line.Count];
            for (var i = 1; i < line.Count; i++)
            {
                lengths[i] = lengths[i - 1] + LocalMetres.Length(line[i - 1].Longitude, line[i - 1].Latitude, line[i].Longitude, line[i].Latitude);
            }

            var target = Math.Clamp(share, 0, 1) * lengths[^1];
            var at = 1;
            while (at < line.Count - 1 && lengths[at] < target)
            {
                at++;
            }

            var step = lengths[at] - lengths[at - 1];
            var part = step > 0 ? (target - lengths[at - 1]) / step : 0;
            var (a, b) = (line[at - 1], line[at]);
            return (a.Longitude + (part * (b.Longitude - a.Longitude)), a.Latitude + (part * (b.Latitude - a.Latitude)));
        }
    }
}
