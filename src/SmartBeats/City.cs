namespace SmartBeats;

/// <summary>One tenant: the city whose beats are designed.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens, 1 to 40 of them (<c>glendale</c>).</param>
/// <param name="Name">As printed on maps.</param>
/// <param name="TimeZone">IANA name (<c>America/Phoenix</c>); times without an offset are this zone's local times.</param>
public sealed record City(string Id, string Name, string TimeZone);
