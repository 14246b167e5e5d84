namespace SmartBeats.Calls;

/// <summary>What a call may tell beside the contract's own columns; most exports have some of it.</summary>
public sealed record CallDetails
{
    /// <summary>What the call was about, as the file writes it; maybe empty.</summary>
    public string Nature { get; init; } = "";

    /// <summary>Whether an officer began the call; false where a citizen did, null where the file does not say.</summary>
    public bool? IsOfficerInitiated { get; init; }

    /// <summary>The unit that answered; maybe empty.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The beat as recorded; maybe empty.</summary>
    public string Beat { get; init; } = "";

    /// <summary>When the call came in, seconds since 1970-01-01T00:00:00Z, where that is another time than the call's own; null where unknown, as the next three.</summary>
    public long? ReceivedUtc { get; init; }

    /// <summary>When a unit was sent.</summary>
    public long? DispatchedUtc { get; init; }

    /// <summary>When the first unit arrived.</summary>
    public long? ArrivedUtc { get; init; }

    /// <summary>When the call was closed.</summary>
    public long? ClearedUtc { get; init; }

    /// <summary>Whether nothing is told: a call then has no details at all.</summary>
    public bool IsEmpty => Nature.Length + Unit.Length + Beat.Length == 0 && IsOfficerInitiated is null
        && (ReceivedUtc ?? DispatchedUtc ?? ArrivedUtc ?? ClearedUtc) is null;
}
