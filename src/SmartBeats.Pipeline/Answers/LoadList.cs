using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Answers;

/// <summary>Loads of a city's calls.</summary>
/// <param name="Loads">Those that can be taken back, the latest first.</param>
public sealed record LoadList(string City, IReadOnlyList<PastLoad> Loads);
