namespace SmartBeats.Geography;

/// <summary>What a map's owner says about it. Every default is "find out and say so".</summary>
public sealed record CityMapOptions
{
    /// <summary>The attribute that names each area; null to choose it by the order stated at <see cref="CityMapReader"/>.</summary>
    public string? IdField { get; init; }

    /// <summary>Which layer of a zip or GeoPackage with several, by its name without folder or extension, in any case; null when there is one.</summary>
    public string? Layer { get; init; }

    /// <summary>What a layer to draw is usually called: the first that is there is read of a file with several.</summary>
    internal IReadOnlyList<string> UsualNames { get; init; } = [];

    /// <summary>Whether areas of exactly the same shape as an area before are left out (a layer given twice); false keeps them and says so.</summary>
    public bool SameShapesOnce { get; init; }

    /// <summary>Whether the file is a plan's own <c>areas.zip</c>: what SmartBeats wrote before the map's columns is none of them.</summary>
    public bool IsOfPlan { get; init; }

    /// <summary>Largest file taken, in bytes; also the most that the parts of a zip may unfold to together.</summary>
    public long MaxBytes { get; init; } = 256L << 20;
}
