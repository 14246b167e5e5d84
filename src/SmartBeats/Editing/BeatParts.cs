using SmartBeats.Metrics;

namespace SmartBeats.Editing;

/// <summary>A beat that fell apart.</summary>
/// <param name="Beat">Its number.</param>
/// <param name="Pieces">Two or more, the one with most areas first; of as many areas, the one with the first area.</param>
public sealed record BeatParts(int Beat, IReadOnlyList<BeatPiece> Pieces)
{
    /// <summary>The beats that are not in one piece over shared edges and bridges, in order of number.</summary>
    /// <param name="map">The areas and which of them touch.</param>
    /// <param name="beatOfArea">Per area its beat's number, from 1.</param>
    /// <param name="beats">How many.</param>
    public static IReadOnlyList<BeatParts> Find(MeasuredMap map, int[] beatOfArea, int beats)
    {
        var contiguity = BeatContiguity.Check(map.Adjacency, map.Neighbours, beatOfArea, beats);
        if (contiguity.Contiguous)
        {
            return [];
        }

        return
        [
            .. Enumerable.Range(0, beatOfArea.Length)
                .GroupBy(area => contiguity.PieceOfArea[area])
                .Select(piece => new BeatPiece([.. piece]))
                .GroupBy(piece => beatOfArea[piece.Areas[0]])
                .Where(pieces => pieces.Skip(1).Any())
                .OrderBy(pieces => pieces.Key)
                .Select(pieces => new BeatParts(pieces.Key, [.. pieces.OrderByDescending(piece => piece.Areas.Count).ThenBy(piece => piece.Areas[0])])),
        ];
    }
}

/// <summary>Areas of a beat that hang together.</summary>
/// <param name="Areas">By index, ascending.</param>
public sealed record BeatPiece(IReadOnlyList<int> Areas);
