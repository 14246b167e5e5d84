namespace SmartBeats.Geography.Columns;

/// <summary>One attribute of a map, as its owner wrote it.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="IsText">Whether the file holds text there; otherwise numbers.</param>
/// <param name="Values">By area index; null where an area has none. Numbers are text with their digits as written.</param>
public sealed record MapColumn(string Name, bool IsText, IReadOnlyList<string?> Values);
