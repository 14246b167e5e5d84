using System.Globalization;
using SmartBeats.Districting;

namespace SmartBeats.Staffing;

/// <summary>How many officers each shift wants on duty.</summary>
public static class DutyCover
{
    /// <summary>Reads <c>day=8,evening=8,night=5</c>.</summary>
    /// <param name="text">Null or empty for one officer a beat on every shift.</param>
    /// <param name="where">What messages call the text.</param>
    /// <returns>Officers by shift; one a beat where the text does not name it.</returns>
    /// <exception cref="InputException">A shift unknown or not named, or no number.</exception>
    public static int[] Parse(string? text, IReadOnlyList<DutyShift> shifts, int beats, string where)
    {
        int[] officers = [.. shifts.Select(_ => beats)];
        foreach (var part in string.IsNullOrEmpty(text) ? [] : text.Split(',', StringSplitOptions.TrimEntries))
        {
            var halves = part.Split('=', StringSplitOptions.TrimEntries);
            var shift = shifts.ToList().FindIndex(shift => string.Equals(shift.Name, halves[0], StringComparison.OrdinalIgnoreCase));
            if (shift < 0 || halves.Length != 2 || !int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out officers[shift]))
            {
                throw new InputException(
                    where,
                    $"\"{part}\" is no shift with its officers",
                    $"Write {string.Join(',', shifts.Select(known => $"{known.Name}=8"))}; a shift left out has one officer a beat.");
            }
        }

        return officers;
    }

    /// <summary>The shift of a name.</summary>
    /// <param name="where">What messages call the name.</param>
    /// <param name="remedy">Where other shifts are named.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static DutyShift FindShift(IReadOnlyList<DutyShift> shifts, string name, string where, string remedy) =>
        shifts.FirstOrDefault(shift => string.Equals(shift.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new InputException(
            where, $"\"{name}\" is no shift{NearMiss.Hint(name, shifts.Select(shift => shift.Name))}", $"The shifts are {string.Join(", ", shifts)}; {remedy}");

    /// <summary>The posts of a day; where a shift has fewer officers than beats, neighbouring beats share one.</summary>
    /// <param name="officers">By shift.</param>
    /// <param name="beatCalls">Calls by beat.</param>
    /// <param name="beatGraph">Which beats touch; asked for only where beats share an officer.</param>
    public static async Task<IReadOnlyList<Post>> CreatePostsAsync(IReadOnlyList<int> officers, IReadOnlyList<long> beatCalls, Func<Task<AreaGraph>> beatGraph) =>
        Posts.Of(officers, officers.Any(count => count < beatCalls.Count) ? await beatGraph() : new AreaGraph(beatCalls, []));
}
