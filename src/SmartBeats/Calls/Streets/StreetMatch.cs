namespace SmartBeats.Calls.Streets;

/// <summary>What became of an address.</summary>
public enum StreetOutcome
{
    /// <summary>It has a place.</summary>
    Placed,

    /// <summary>It could be in several places too far apart to choose.</summary>
    Ambiguous,

    /// <summary>No street, number or crossing fits.</summary>
    Unknown,
}

/// <summary>The place of an address.</summary>
/// <param name="Kind">Of address.</param>
/// <param name="Outcome">Coordinates are only good when it is placed.</param>
/// <param name="Longitude">Degrees east, else NaN.</param>
/// <param name="Latitude">Degrees north, else NaN.</param>
public readonly record struct StreetMatch(AddressKind Kind, StreetOutcome Outcome, double Longitude, double Latitude);
