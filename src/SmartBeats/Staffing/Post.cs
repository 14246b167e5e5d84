using System.Globalization;
using SmartBeats.Districting;

namespace SmartBeats.Staffing;

/// <summary>A place on a shift that one officer fills on every day of the period.</summary>
/// <param name="Shift">0-based place in the list of shifts.</param>
/// <param name="Beats">Numbers of the beats the officer looks after, ascending; several where fewer officers than beats are on duty.</param>
public sealed record Post(int Shift, IReadOnlyList<int> Beats)
{
    /// <summary><c>3</c>, <c>3+4</c>.</summary>
    public string Name { get; } = string.Join('+', Beats.Select(beat => beat.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>Spreads the officers wanted on a shift over a plan's beats.</summary>
public static class Posts
{
    /// <param name="officers">Officers on duty, per shift. As many as beats: one each. More: second officers where most work is. Fewer:
    /// neighbouring beats share one, joined so that the joint loads are even.</param>
    /// <param name="beatGraph">The plan's beats as areas of a graph, see <see cref="BeatAbsence.BeatGraph"/>: loads and which beats touch.</param>
    /// <returns>By shift, then by first beat.</returns>
    /// <exception cref="InputException">No officer on a shift, or fewer than the map's separate parts.</exception>
    public static IReadOnlyList<Post> Of(IReadOnlyList<int> officers, AreaGraph beatGraph) =>
        [.. officers.SelectMany((count, shift) => OfShift(shift, count, beatGraph))];

    private static IEnumerable<Post> OfShift(int shift, int officers, AreaGraph beatGraph)
    {
        var beats = beatGraph.Weights.Count;
        if (officers < 1 || officers > 10 * beats)
        {
            throw new InputException("cover", $"{officers} officers cannot be spread over {beats} beats", $"Ask for 1 to {10 * beats} officers on a shift.");
        }

        return officers < beats ? Shared(shift, officers, beatGraph) : Single(shift, officers, beatGraph.Weights);
    }

    private static IEnumerable<Post> Shared(int shift, int officers, AreaGraph beatGraph)
    {
        // A graph of at most a few hundred beats: the seed and effort are fixed, the groups are the same for the same plan.
        var problem = new DistrictingProblem(beatGraph, officers, Goal.Tightest, 0.01, Seed: 1, Effort: 200_000);
        var group = BeatEngine.Design(problem, threads: 1).Chosen.BeatOfArea;
        return Enumerable.Range(0, group.Length).GroupBy(beat => group[beat]).Select(beats => new Post(shift, [.. beats.Select(beat => beat + 1)])).OrderBy(post => post.Beats[0]);
    }

    /// <summary>One officer each, the others one by one to the beat with most load an officer (D'Hondt's rule); ties to the lower number.</summary>
    private static IEnumerable<Post> Single(int shift, int officers, IReadOnlyList<long> loads)
    {
        var count = new int[loads.Count];
        Array.Fill(count, 1);
        for (var more = officers - loads.Count; more > 0; more--)
        {
            count[Enumerable.Range(0, count.Length).MaxBy(beat => (double)loads[beat] / count[beat])]++;
        }

        return count.SelectMany((times, beat) => Enumerable.Repeat(new Post(shift, [beat + 1]), times));
    }
}
