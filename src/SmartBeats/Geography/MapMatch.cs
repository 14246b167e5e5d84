using System.Globalization;
using System.Text.Json.Serialization;

namespace SmartBeats.Geography;

/// <summary>Areas of an older map and what they are in a newer one, by their ids.</summary>
public sealed record AreaChange(IReadOnlyList<string> Before, IReadOnlyList<string> Now)
{
    /// <summary>Such as <c>0312 into 0312a, 0312b</c>; of many areas the first few.</summary>
    public override string ToString() => $"{Wording.Some(Before)} into {Wording.Some(Now)}";
}

/// <summary>How the areas of a newer version of a city's map answer to those of an older one.</summary>
/// <remarks>
/// By id, unless the id now stands for other ground; else two areas are the same when more than half of each lies in the
/// other. Ids that are row numbers mean nothing across versions and are not looked at. An area is split when at least two
/// newer ones lie in it with more than half of their ground and cover more than half of it; merging is the same with the
/// maps exchanged. Split and merged areas are counted as that alone, though one of the parts may match by id or ground. Areas are measured on the ellipsoid (<see cref="LocalMetres.Area"/>).
/// </remarks>
/// <param name="NowOf">Per area of the older map, the index of the same area in the newer one; -1 where there is none.</param>
/// <param name="Unchanged">Areas that are the same to the last corner.</param>
/// <param name="Redrawn">Areas whose outline changed, neither split nor merged.</param>
/// <param name="Renamed">Pairs: the same ground under another id, neither split nor merged.</param>
/// <param name="Elsewhere">Ids that stand for other ground than before.</param>
/// <param name="Split">One area before, several now.</param>
/// <param name="Merged">Several areas before, one now.</param>
/// <param name="Vanished">Ids without an area now.</param>
/// <param name="Added">Ids without an area before.</param>
public sealed record MapMatch(
    [property: JsonIgnore] IReadOnlyList<int> NowOf,
    int AreasNow,
    int Unchanged,
    int Redrawn,
    IReadOnlyList<AreaChange> Renamed,
    IReadOnlyList<string> Elsewhere,
    IReadOnlyList<AreaChange> Split,
    IReadOnlyList<AreaChange> Merged,
    IReadOnlyList<string> Vanished,
    IReadOnlyList<string> Added)
{
    private const int Named = 5;

    /// <summary>Matches two versions of one city's map. Deterministic. Cost: O(areas log areas) overlays of changed areas; unchanged ones cost a comparison.</summary>
    public static MapMatch Of(CityMap before, CityMap now) => new MapMatcher(before, now).Match();

    /// <summary>What changed, a sentence each; the first few of every list are named.</summary>
    public IReadOnlyList<string> Sentences()
    {
        var mergers = string.Create(CultureInfo.InvariantCulture, $"{Merged.Sum(change => change.Before.Count):N0} merged{(Merged.Count > 0 ? $" into {Merged.Count:N0}" : "")}");
        var sentences = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Wording.Count(NowOf.Count, "area")} before, {AreasNow:N0} now: {Unchanged:N0} as they were, {Redrawn:N0} redrawn, {Renamed.Count:N0} renamed, {Split.Count:N0} split, {mergers}, {Vanished.Count:N0} vanished, {Added.Count:N0} new."),
        };
        Add("Renamed", [.. Renamed.Select(change => $"{change.Before[0]} is now {change.Now[0]}")]);
        Add("Split", [.. Split.Select(change => change.ToString())]);
        Add("Merged", [.. Merged.Select(change => change.ToString())]);
        Add("Vanished", Vanished);
        Add("New", Added);
        Add("Same id, but other ground than before", Elsewhere);
        return sentences;

        void Add(string what, IReadOnlyList<string> items)
        {
            if (items.Count > 0)
            {
                var more = items.Count > Named ? string.Create(CultureInfo.InvariantCulture, $"; and {items.Count - Named:N0} more") : "";
                sentences.Add($"{what}: {string.Join("; ", items.Take(Named))}{more}.");
            }
        }
    }
}
