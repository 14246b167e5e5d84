using System.Globalization;

namespace SmartBeats.Districting;

/// <summary>Today's beats as somebody drew them.</summary>
/// <param name="BeatOfArea">Per area the index of its beat, -1 where it has none.</param>
/// <param name="Names">Of the beats, in the order of their numbers.</param>
/// <param name="LockedAreas">Areas that shall stay in their beat.</param>
/// <param name="LockedBeats">Beats that shall stay as they are, by index.</param>
public sealed record GivenBeats(int[] BeatOfArea, IReadOnlyList<string> Names, int[] LockedAreas, int[] LockedBeats);

/// <summary>Today's beats as a plan can begin with them.</summary>
/// <param name="BeatOfArea">0-based, every beat connected, none empty, as many as asked for.</param>
/// <param name="Names">Of the beats; a beat that was split off is called after its origin.</param>
/// <param name="GivenOfBeat">Per beat, the index it was given with; -1 for one split off or made of areas without a beat.</param>
/// <param name="LockedBeats">By their new index.</param>
/// <param name="Repairs">What had to be done, a sentence each; empty where nothing had.</param>
public sealed record UsableBeats(int[] BeatOfArea, IReadOnlyList<string> Names, int[] GivenOfBeat, int[] LockedBeats, IReadOnlyList<string> Repairs);

/// <summary>Makes today's beats a plan to begin with: whole, in one piece each, as many as asked for.</summary>
/// <remarks>
/// In this order: beats without areas are left out; of a beat in several pieces the heaviest piece stays (ties: more areas, then the first);
/// stray pieces and areas without a beat join, ring by ring, the neighbouring beat they share the longest border with, or
/// make a beat of their own where they touch none; while there are too many beats the lightest joins its lightest neighbour; while
/// there are too few the heaviest is split in two along a spanning tree. Locked areas and beats are never touched: where that
/// leaves no way, it is an error.
/// </remarks>
public static class CurrentBeats
{
    /// <summary>Fewest areas that must have a beat for the rest to be filled up.</summary>
    public const double LeastCovered = 0.5;

    /// <param name="nameOf">What an area is called in messages.</param>
    /// <exception cref="InputException">The beats cover too little, or the locks leave no way to make them usable.</exception>
    public static UsableBeats MakeUsable(AreaGraph graph, GivenBeats given, int beats, ulong seed, Func<int, string> nameOf)
    {
        var flat = FlatGraph.From(graph);
        if (beats < 1 || beats > flat.Count)
        {
            throw new InputException("beats", $"{beats} beats cannot be made of {flat.Count} areas", $"Ask for 1 to {flat.Count} beats.");
        }

        return new BeatRepair(flat, given, nameOf).Run(beats, seed);
    }

    /// <summary>Numbers in names by their value, whatever stands before them in ordinal order: 2 before 10, B2 before B10.</summary>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).OrderBy(Stem, StringComparer.Ordinal).ThenBy(Number).ThenBy(name => name, StringComparer.Ordinal)];

    private static string Stem(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private static decimal Number(string name) =>
        decimal.TryParse(name.AsSpan(Stem(name).Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
