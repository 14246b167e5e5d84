using System.CommandLine;
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
    public Task<IReadOnlyList<Post>> PostsAsync(ParseResult parsed, IReadOnlyList<DutyShift> shifts, IReadOnlyList<long> beatCalls, Func<Task<AreaGraph>> beatGraph) =>
        DutyCover.CreatePostsAsync(DutyCover.Parse(parsed.GetValue(_cover), shifts, beatCalls.Count, "--cover"), beatCalls, beatGraph);

    public static DutyShift Named(IReadOnlyList<DutyShift> shifts, string name) => DutyCover.FindShift(shifts, name, "--shift", "--shifts names others.");
}
