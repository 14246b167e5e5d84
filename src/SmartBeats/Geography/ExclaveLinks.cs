namespace SmartBeats.Geography;

/// <summary>Joins the pieces of groups of areas, such as given sectors, so that each group is one.</summary>
public static class ExclaveLinks
{
    /// <summary>Adds a bridge wherever a group is in several pieces, each time between the two areas whose centres are nearest; never across a barrier.</summary>
    /// <param name="groupOf">Per area its group.</param>
    /// <returns>The neighbours, and a sentence on what was linked; null where every group was in one piece.</returns>
    public static (AreaAdjacency Adjacency, string? Note) Join(CityMap map, AreaAdjacency adjacency, IReadOnlyList<int> groupOf)
    {
        var parts = new AreaParts(map.Areas.Count);
        foreach (var (a, b) in adjacency.Boundaries.Select(side => (side.A, side.B)).Concat(adjacency.Bridges.Select(bridge => (bridge.A, bridge.B))))
        {
            if (groupOf[a] == groupOf[b])
            {
                parts.Join(a, b);
            }
        }

        var (plane, barriers) = (LocalMetres.For(map), adjacency.Barriers.Select(pair => (pair.A, pair.B)).ToHashSet());
        var links = Enumerable.Range(0, map.Areas.Count).GroupBy(area => groupOf[area]).OrderBy(group => group.Key)
            .SelectMany(group => Join(group, parts, area => Centre(plane, map.Areas[area]), barriers))
            .ToArray();
        return links.Length == 0
            ? (adjacency, null)
            : (adjacency with { Bridges = [.. adjacency.Bridges.Concat(links).OrderBy(link => link.DistanceMetres).ThenBy(link => link.A).ThenBy(link => link.B)] },
                $"Sectors in several pieces were linked so that a beat can reach all of one: {Wording.Some([.. links.Select(link => $"{map.Areas[link.A].Id}-{map.Areas[link.B].Id}")])}.");
    }

    private static IEnumerable<Bridge> Join(IEnumerable<int> group, AreaParts parts, Func<int, (double East, double North)> centre, HashSet<(int, int)> barriers)
    {
        var pieces = group.GroupBy(parts.PartOf).OrderByDescending(piece => piece.Count()).ThenBy(piece => piece.Key).ToList();
        if (pieces.Count == 1)
        {
            yield break;
        }

        // Prim's tree over the pieces, from the largest on: for every area outside, the nearest inside.
        var at = pieces.SelectMany(piece => piece).ToDictionary(area => area, centre);
        var near = new SortedDictionary<int, (double Metres, int From)>();
        foreach (var area in pieces.Skip(1).SelectMany(piece => piece))
        {
            near[area] = (double.MaxValue, -1);
        }

        var inside = pieces[0].ToList();
        while (near.Count > 0)
        {
            foreach (var (area, before) in near.ToArray())
            {
                foreach (var from in inside)
                {
                    var metres = Math.Sqrt(Math.Pow(at[area].East - at[from].East, 2) + Math.Pow(at[area].North - at[from].North, 2));
                    if (metres < near[area].Metres && !barriers.Contains((Math.Min(area, from), Math.Max(area, from))))
                    {
                        near[area] = (metres, from);
                    }
                }
            }

            var (next, (distance, origin)) = near.MinBy(one => one.Value.Metres);
            inside = [.. near.Keys.Where(area => parts.PartOf(area) == parts.PartOf(next))];
            inside.ForEach(area => near.Remove(area));
            if (origin >= 0)
            {
                yield return new Bridge(Math.Min(next, origin), Math.Max(next, origin), distance);
            }
        }
    }

    private static (double East, double North) Centre(LocalMetres plane, Area area)
    {
        var centre = area.Shape.Centroid;
        return plane.ToPlane(centre.X, centre.Y);
    }
}
