namespace SmartBeats.Geography;

/// <summary>Connected parts of a set of areas while links are added (union-find; the lowest area stands for its part).</summary>
internal sealed class AreaParts(int areas)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, areas)];

    public int PartOf(int area)
    {
        while (_parent[area] != area) area = _parent[area] = _parent[_parent[area]];
        return area;
    }

    /// <summary>False when the two already lay in one part.</summary>
    public bool Join(int a, int b)
    {
        (a, b) = (PartOf(a), PartOf(b));
        if (a == b) return false;
        _parent[Math.Max(a, b)] = Math.Min(a, b);
        return true;
    }

    /// <summary>Per area the number of its part, 0-based in order of the first area.</summary>
    public int[] Numbers()
    {
        var numbers = new int[_parent.Length];
        var count = 0;
        for (var area = 0; area < numbers.Length; area++)
        {
            var part = PartOf(area);
            numbers[area] = part == area ? count++ : numbers[part];
        }

        return numbers;
    }
}
