namespace SmartBeats.Calls.Mapping;

/// <summary>What became of a row.</summary>
public enum MappedOutcome
{
    /// <summary>It has a time and a place.</summary>
    Read,

    /// <summary>It is sound, but its place is blank, zero or unknown: counted apart, and not loaded.</summary>
    WithoutPlace,

    /// <summary>It is faulty; the reader says in which column and why.</summary>
    Faulty,
}

/// <summary>A call as a mapping reads it: all but time and place may be missing.</summary>
public struct MappedCall
{
    /// <summary>As the file writes it, or made of the row's content; never empty.</summary>
    public string EventNumber { get; internal set; }

    /// <summary>Degrees east, EPSG:4326; NaN where the place is an area or an address.</summary>
    public double Longitude { get; internal set; }

    /// <summary>Degrees north, EPSG:4326; NaN where the place is an area or an address.</summary>
    public double Latitude { get; internal set; }

    /// <summary>Id of the area the call fell in; null for other places.</summary>
    public string? AreaId { get; internal set; }

    /// <summary>Whole seconds since 1970-01-01T00:00:00Z.</summary>
    public long UtcSeconds { get; internal set; }

    /// <summary>The city's wall clock, seconds since 1970-01-01T00:00:00 local.</summary>
    public long LocalSeconds { get; internal set; }

    /// <summary>1 (highest) to 9; 0 where none is known.</summary>
    public byte Priority { get; internal set; }

    /// <summary>Null where none is known.</summary>
    public bool? IsIncident { get; internal set; }

    /// <summary>Whether an officer began the call; null where none is known.</summary>
    public bool? IsOfficerInitiated { get; internal set; }

    /// <summary>Code of the outcome, maybe empty.</summary>
    public string Disposition { get; internal set; }

    /// <summary>What the call was about, maybe empty.</summary>
    public string Nature { get; internal set; }

    /// <summary>The unit that answered, maybe empty.</summary>
    public string Unit { get; internal set; }

    /// <summary>The beat as recorded, maybe empty.</summary>
    public string Beat { get; internal set; }

    /// <summary>Minutes of all officers together, in hundredths; null where unknown.</summary>
    public int? ServiceMinuteHundredths { get; internal set; }

    /// <summary>Officers sent; null where unknown.</summary>
    public int? Units { get; internal set; }

    /// <summary>Seconds since 1970-01-01T00:00:00Z when the call came in; null where unknown, as the next three.</summary>
    public long? ReceivedUtc { get; internal set; }

    /// <summary>When a unit was sent.</summary>
    public long? DispatchedUtc { get; internal set; }

    /// <summary>When the first unit arrived.</summary>
    public long? ArrivedUtc { get; internal set; }

    /// <summary>When the call was closed.</summary>
    public long? ClearedUtc { get; internal set; }

    /// <summary>What is told beside the contract's own columns; null where nothing is.</summary>
    internal readonly CallDetails? ToDetails()
    {
        var details = new CallDetails
        {
            Nature = Nature,
            IsOfficerInitiated = IsOfficerInitiated,
            Unit = Unit,
            Beat = Beat,
            ReceivedUtc = ReceivedUtc,
            DispatchedUtc = DispatchedUtc,
            ArrivedUtc = ArrivedUtc,
            ClearedUtc = ClearedUtc,
        };
        return details.IsEmpty ? null : details;
    }
}
