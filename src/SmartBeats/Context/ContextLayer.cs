namespace SmartBeats.Context;

/// <summary>What a layer under the beats shows.</summary>
public enum ContextKind
{
    /// <summary>Streets and highways: lines.</summary>
    Roads,

    /// <summary>Lakes, rivers, canals: areas or lines.</summary>
    Water,

    /// <summary>Neighbourhoods, parks, landmarks: points.</summary>
    Places,
}

/// <summary>One thing that is drawn under the beats.</summary>
/// <param name="Name">As printed; null where it has none.</param>
/// <param name="Rank">1 is seen from furthest away; up to 4.</param>
/// <param name="Paths">Longitude and latitude by turns, in whole 1e-5 degrees; a ring ends where it begins, a place is one point.</param>
public sealed record ContextFeature(string? Name, int Rank, IReadOnlyList<int[]> Paths);

/// <summary>A layer that is drawn under the beats. No figure rests on it.</summary>
/// <param name="File">The file it was read of.</param>
/// <param name="Features">In order of rank, then of name.</param>
/// <param name="Notes">What was done with the file, a sentence each.</param>
public sealed record ContextLayer(ContextKind Kind, string File, IReadOnlyList<ContextFeature> Features, IReadOnlyList<string> Notes)
{
    /// <summary>Degrees are kept in so many parts.</summary>
    public const int PartsOfDegree = 100_000;

    /// <summary>The kinds as flags, keys and answers write them, in their order.</summary>
    public static IReadOnlyList<string> KindWords { get; } = ["roads", "water", "places"];

    /// <summary>The kind of a word; null for another word.</summary>
    public static ContextKind? FindKind(string word) => KindWords.ToList().IndexOf(word) is >= 0 and var at ? (ContextKind)at : null;

    /// <summary>The kind of a file that is called after one, such as <c>streets.zip</c>; null for another name.</summary>
    public static ContextKind? FindKindOfFile(string fileName) =>
        Path.GetFileNameWithoutExtension(fileName).ToLowerInvariant() is var stem && stem == "streets" ? ContextKind.Roads : FindKind(stem);

    /// <summary>The word of its kind.</summary>
    public string KindWord => KindWords[(int)Kind];

    /// <summary>Corners of all its paths.</summary>
    public int CountPoints() => Features.Sum(feature => feature.Paths.Sum(path => path.Length / 2));
}
