using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Geography;

/// <summary>What is looked for on every map, in the order it is reported.</summary>
[JsonConverter(typeof(MapFindingKindConverter))]
public enum MapFindingKind
{
    /// <summary>Entries of the file without a shape, or whose outline encloses nothing.</summary>
    Skipped,

    /// <summary>Outlines that crossed or overlapped themselves.</summary>
    Repaired,

    /// <summary>Areas that cover the same ground as another.</summary>
    Duplicates,

    /// <summary>Areas that cover part of another's ground.</summary>
    Overlaps,

    /// <summary>Neighbours whose common edge was drawn twice and does not quite match.</summary>
    Slivers,

    /// <summary>Ground enclosed by areas and part of none.</summary>
    Gaps,

    /// <summary>Areas without any neighbour.</summary>
    Islands,

    /// <summary>Pieces of the map that share no edge.</summary>
    Parts,

    /// <summary>Links added between the parts.</summary>
    Bridges,

    /// <summary>Pairs the user keeps apart.</summary>
    Barriers,

    /// <summary>Pairs the user joins.</summary>
    Links,
}

/// <summary>One line of a map's quality report.</summary>
/// <param name="Count">How many there are; 0 says that it was looked for.</param>
/// <param name="Examples">Ids of the first few areas concerned, or pairs as <c>id and id</c>.</param>
/// <param name="Sentence">What was met and how it was taken, for people.</param>
public sealed record MapFinding(MapFindingKind Kind, int Count, IReadOnlyList<string> Examples, string Sentence)
{
    /// <summary>Says that something was looked for and not met.</summary>
    internal static MapFinding None(MapFindingKind kind, string sentence) => new(kind, 0, [], sentence);
}

/// <summary>Two areas by index. <paramref name="A"/> is below <paramref name="B"/>.</summary>
public readonly record struct AreaPair(int A, int B);

/// <summary>Kinds as JSON writes them: camelCase.</summary>
public sealed class MapFindingKindConverter() : JsonStringEnumConverter<MapFindingKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
