using NetTopologySuite.Geometries;

namespace SmartBeats.Geography;

/// <summary>Areas of exactly the same shape: as a rule a layer that is in the file twice.</summary>
internal sealed class TwinShapes
{
    /// <summary>Work on a common edge grows with the square of the areas that share it.</summary>
    private const int MostOfOneShape = 1_000;

    private readonly int[] _firstOf;

    private TwinShapes(int[] firstOf) => _firstOf = firstOf;

    /// <summary>How many areas have the shape of an area before them.</summary>
    public int Count { get; private init; }

    /// <param name="shapes">In their canonical form, so that equal ground has equal corners.</param>
    public static TwinShapes Find(IReadOnlyList<Geometry> shapes)
    {
        var firstOf = new int[shapes.Count];
        var candidates = new Dictionary<(Envelope Box, int Points), List<int>>();
        var count = 0;
        for (var i = 0; i < shapes.Count; i++)
        {
            var key = (shapes[i].EnvelopeInternal, shapes[i].NumPoints);
            if (!candidates.TryGetValue(key, out var firsts))
            {
                candidates[key] = firsts = [];
            }

            var twin = firsts.FindIndex(first => shapes[i].EqualsExact(shapes[first]));
            firstOf[i] = twin < 0 ? i : firsts[twin];
            count += twin < 0 ? 0 : 1;
            if (twin < 0)
            {
                firsts.Add(i);
            }
        }

        return new TwinShapes(firstOf) { Count = count };
    }

    /// <summary>Every pair of the same shape, lower first, ascending.</summary>
    public IEnumerable<(int A, int B)> Pairs() => Count == 0
        ? []
        : Groups().SelectMany(group => group.SelectMany((a, at) => group.Skip(at + 1).Select(b => (a, b)))).Order();

    /// <exception cref="InputException">More areas of one shape than any mistake of an export makes.</exception>
    public void RefuseTooMany(string where)
    {
        var most = Groups().Select(group => group.Length).DefaultIfEmpty(0).Max();
        if (most > MostOfOneShape)
        {
            throw new InputException(
                where,
                $"holds {Wording.Count(most, "area")} of exactly the same shape",
                "Give the layer with one shape for each area, or read each shape once: --same-shapes-once.");
        }
    }

    /// <summary>Takes later areas of the same shape out of both lists.</summary>
    /// <returns>What was done; null where nothing was to be done.</returns>
    public string? RemoveFrom(List<MapShape> shapes, List<Geometry> geometries)
    {
        for (var i = _firstOf.Length - 1; i >= 0; i--)
        {
            if (_firstOf[i] != i)
            {
                shapes.RemoveAt(i);
                geometries.RemoveAt(i);
            }
        }

        return Count == 0 ? null : $"{Wording.Count(Count, "area")} of exactly the same shape as an area before {Was()} left out.";
    }

    /// <summary>What was met; null where every shape is met once.</summary>
    public string? Describe(string[] ids)
    {
        if (Count == 0)
        {
            return null;
        }

        const string Remedy = "Calls there count in the first. To read each shape once: --same-shapes-once.";
        var groups = Groups().ToList();
        var isWholeLayer = groups.Count > 1 && groups.Count + Count == _firstOf.Length && groups.TrueForAll(group => group.Length == groups[0].Length);
        if (isWholeLayer)
        {
            return $"The layer is in the file {groups[0].Length} times over: each of its {Wording.Count(groups.Count, "shape")} is there {groups[0].Length} times. {Remedy}";
        }

        var named = Enumerable.Range(0, ids.Length).Where(i => _firstOf[i] != i).Select(i => $"\"{ids[i]}\" (as \"{ids[_firstOf[i]]}\")").ToList();
        return $"{Wording.Count(Count, "area")} {(Count == 1 ? "has" : "have")} exactly the shape of an area before: {Wording.Some(named)}. {Remedy}";
    }

    private string Was() => Count == 1 ? "was" : "were";

    private IEnumerable<int[]> Groups() =>
        Enumerable.Range(0, _firstOf.Length).GroupBy(i => _firstOf[i]).Where(group => group.Skip(1).Any()).Select(group => group.ToArray());
}
