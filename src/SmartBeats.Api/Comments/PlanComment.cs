namespace SmartBeats.Api.Comments;

/// <summary>What somebody said of a plan.</summary>
/// <param name="Number">From 1, in the order they came.</param>
/// <param name="Text">1 to <see cref="MostLetters"/> characters.</param>
/// <param name="At">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
internal sealed record PlanComment(int Number, string Text, string At)
{
    /// <summary>The longest comment, in characters.</summary>
    public const int MostLetters = 2000;

    /// <summary>Who said it; null where nobody is known by name.</summary>
    public string? By { get; init; }

    /// <summary>What it is pinned to; null for the plan as a whole.</summary>
    public CommentPlace? On { get; init; }

    /// <summary>The comment it answers; null where it begins.</summary>
    public int? Answers { get; init; }

    /// <summary>That it is dealt with; null where it is not.</summary>
    public bool? Resolved { get; init; }

    /// <summary>Who said so.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>It came through a public link, of this beginning; null where a person of the city said it.</summary>
    public string? Link { get; init; }

    /// <summary>Whether readers of public links see it: what came through one is seen once somebody of the city has let it through.</summary>
    public bool Shown { get; init; } = true;
}

/// <summary>What a comment is pinned to: a beat by its name, an area by its id, or a point in degrees.</summary>
internal sealed record CommentPlace(string? Beat = null, string? Area = null, double? Lon = null, double? Lat = null);
