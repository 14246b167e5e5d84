namespace SmartBeats.Districting;

/// <summary>Areas of one group wished in one beat, as far as tolerance and borders allow.</summary>
/// <param name="Column">The map's column the groups are of.</param>
/// <param name="GroupOfArea">Per area its group, 0-based by <paramref name="Groups"/>; -1 for none.</param>
/// <param name="Groups">Names of the groups.</param>
/// <param name="Weight">In (0, 10]: 1 counts a group that is cut up like as much border as in README.md of this folder.</param>
public sealed record KeepWholeWish(string Column, int[] GroupOfArea, string[] Groups, double Weight);
