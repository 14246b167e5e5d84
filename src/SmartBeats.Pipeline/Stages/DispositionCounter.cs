using System.Runtime.InteropServices;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Calls of one part by how they were resolved and by area: three columns of equal length, sorted by the first two.</summary>
/// <param name="Codes">What <paramref name="Code"/> points into, in ordinal order.</param>
public sealed record DispositionRows(string[] Codes, int[] Code, int[] Area, int[] Calls)
{
    /// <summary>All parts together; null where one of them was not counted, where there are too many codes, or where no call has one.</summary>
    /// <param name="areas">Areas of the map.</param>
    public static CallsByValue? AddUp(IReadOnlyList<DispositionRows?> parts, int areas)
    {
        var counts = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (part is null)
            {
                return null;
            }

            for (var row = 0; row < part.Code.Length; row++)
            {
                ref var ofCode = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, part.Codes[part.Code[row]], out var isKnown);
                if (!isKnown && counts.Count > DispositionCounter.MostCodes)
                {
                    return null;
                }

                ofCode ??= new int[areas];
                ofCode[part.Area[row]] += part.Calls[row];
            }
        }

        return counts.Keys.All(code => code.Length == 0) ? null : CallsByValue.Rank(counts);
    }
}

/// <summary>Counts calls by how they were resolved and by area.</summary>
internal sealed class DispositionCounter
{
    /// <summary>A column of more different values tells no dispositions: then none are counted.</summary>
    public const int MostCodes = 1_000;

    private readonly Dictionary<string, Dictionary<int, int>> _codes = new(StringComparer.Ordinal);
    private Dictionary<int, int>? _last;
    private string? _lastCode;

    /// <param name="area">Its place in the map, from 0.</param>
    public void Add(string code, int area, int calls)
    {
        if (!ReferenceEquals(code, _lastCode))
        {
            (_lastCode, _last) = (code, Find(code));
        }

        if (_last is not null)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_last, area, out _) += calls;
        }
    }

    /// <summary>What was counted, the same in whatever order it came; null where there are too many codes.</summary>
    public DispositionRows? ToRows()
    {
        if (_codes.Count > MostCodes)
        {
            return null;
        }

        string[] codes = [.. _codes.Keys.Order(StringComparer.Ordinal)];
        var (code, area, calls) = (new List<int>(), new List<int>(), new List<int>());
        for (var at = 0; at < codes.Length; at++)
        {
            foreach (var (inArea, count) in _codes[codes[at]].OrderBy(pair => pair.Key))
            {
                code.Add(at);
                area.Add(inArea);
                calls.Add(count);
            }
        }

        return new DispositionRows(codes, [.. code], [.. area], [.. calls]);
    }

    private Dictionary<int, int>? Find(string code)
    {
        if (_codes.Count > MostCodes)
        {
            return null;
        }

        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, code, out _);
        return counts ??= [];
    }
}
