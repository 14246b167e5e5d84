namespace SmartBeats.Benchmarks.House;

/// <summary>Where a rule is not kept: the rule's name, the file, its line and what stands there.</summary>
internal sealed record Place(string Rule, string File, int Line, string What);
