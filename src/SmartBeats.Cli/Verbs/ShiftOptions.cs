using System.CommandLine;
using System.Globalization;
using SmartBeats.Districting;
using SmartBeats.Staffing;

namespace SmartBeats.Cli.Verbs;

/// <summary>The day's shifts, and how many officers each wants.</summary>
internal sealed class ShiftOptions
{
    private readonly Option<string?> _shifts = new("--shifts") { Description = "Shifts of a day, e.g. day=6-18,night=18-6; three watches of eight hours where not said." };
    private readonly Option<string?> _cover = new("--cover") { Description = "Officers on duty, e.g. day=8,evening=8,night=5; one a beat where not said." };

    public void AddTo(Command verb, bool cover)
    {
        verb.Options.Add(_shifts);
        if (cover)
        {
            verb.Options.Add(_cover);
        }
    }

    public IReadOnlyList<DutyShift> Shifts(ParseResult parsed) =>
        parsed.GetValue(_shifts) is { } text ? DutyShift.Parse(text, "--shifts") : DutyShift.Standard;

    /// <param name="beatGraph">Asked for only where a shift has fewer officers than beats.</param>
    /// <exception cref="InputException">A shift unknown or not named, or no number.</exception>
    public async Task<IReadOnlyList<Post>> PostsAsync(ParseResult parsed, IReadOnlyList<DutyShift> shifts, IReadOnlyList<long> beatCalls, Func<Task<AreaGraph>> beatGraph)
    {
        int[] officers = [.. shifts.Select(_ => beatCalls.Count)];
        foreach (var part in parsed.GetValue(_cover)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            var halves = part.Split('=', StringSplitOptions.TrimEntries);
            var shift = shifts.ToList().FindIndex(shift => string.Equals(shift.Name, halves[0], StringComparison.OrdinalIgnoreCase));
            if (shift < 0 || halves.Length != 2 || !int.TryParse(halves[1], NumberStyles.None, CultureInfo.InvariantCulture, out officers[shift]))
            {
                throw new InputException("--cover", $"\"{part}\" is no shift with its officers", $"Write {string.Join(',', shifts.Select(known => $"{known.Name}=8"))}; a shift left out has one officer a beat.");
            }
        }

        return Staffing.Posts.Of(officers, officers.Any(count => count < beatCalls.Count) ? await beatGraph() : new AreaGraph(beatCalls, []));
    }

    public static DutyShift Named(IReadOnlyList<DutyShift> shifts, string name) =>
        shifts.FirstOrDefault(shift => string.Equals(shift.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new InputException(
            "--shift", $"\"{name}\" is no shift{NearMiss.Hint(name, shifts.Select(shift => shift.Name))}", $"The shifts are {string.Join(", ", shifts)}; --shifts names others.");
}
