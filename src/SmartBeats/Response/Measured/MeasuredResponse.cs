using System.Globalization;

namespace SmartBeats.Response.Measured;

/// <summary>How calls of one priority were answered, by their own stamps.</summary>
/// <param name="Priority">1 to 9, or <see cref="PatrolCall.NoPriority"/>.</param>
/// <param name="Calls">With plausible stamps of call and arrival.</param>
/// <param name="MeanMinutes">From call to first arrival.</param>
/// <param name="MedianMinutes">Half of the calls were answered no later.</param>
/// <param name="NinetiethPercentileMinutes">Nine of ten were.</param>
/// <param name="SplitCalls">Of <paramref name="Calls"/>, those that also say when a unit was sent.</param>
/// <param name="DispatchMinutes">Of these, on average until a unit was sent; null without any.</param>
/// <param name="TravelMinutes">Of these, on average from there to arrival.</param>
public sealed record MeasuredPriority(
    int Priority, long Calls, double MeanMinutes, double MedianMinutes, double NinetiethPercentileMinutes, long SplitCalls, double? DispatchMinutes, double? TravelMinutes);

/// <summary>How often the beat's own unit answered.</summary>
/// <param name="Calls">With a unit and a beat on record, of units with at least <see cref="MeasuredResponse.FewestOfUnit"/> of them.</param>
/// <param name="Units">How many units that are.</param>
/// <param name="Share">Of these calls, those in the beat that their unit answered most often.</param>
public sealed record OwnBeatShare(long Calls, int Units, double Share);

/// <summary>What calls' own stamps, units and beats say of the time before this plan.</summary>
/// <param name="Priorities">The highest first; those with fewer than <see cref="FewestCalls"/> are left out.</param>
/// <param name="OwnBeat">Null where calls do not name units and beats.</param>
public sealed record MeasuredResponse(IReadOnlyList<MeasuredPriority> Priorities, OwnBeatShare? OwnBeat)
{
    /// <summary>No figure is made of fewer calls.</summary>
    public const int FewestCalls = 30;

    /// <summary>Calls by which a unit shows which beat is its own.</summary>
    public const int FewestOfUnit = 30;

    /// <returns>Null where too few calls tell anything.</returns>
    public static MeasuredResponse? Measure(IEnumerable<MeasuredCall> calls)
    {
        var all = calls.ToList();
        var priorities = all.Where(call => call.Response is not null).GroupBy(call => call.Priority).Where(group => group.Count() >= FewestCalls)
            .OrderBy(group => group.Key).Select(group => MeasurePriority(group.Key, [.. group])).ToList();
        var own = FindOwnBeat(all);
        return priorities.Count == 0 && own is null ? null : new MeasuredResponse(priorities, own);
    }

    /// <summary>A sentence for each priority, beside the model's, and one on own beats.</summary>
    /// <param name="modelled">By the model, or by weeks played; a priority it lacks stands alone.</param>
    public IEnumerable<string> Describe(IReadOnlyList<PriorityEvaluation> modelled)
    {
        foreach (var measured in Priorities)
        {
            var model = modelled.FirstOrDefault(priority => priority.Priority == measured.Priority) is { } found ? Text($", by the model of this plan in {found.MeanMinutes.Value:0.0}") : "";
            var split = measured.DispatchMinutes is { } dispatch
                ? Text($" Of {measured.SplitCalls:N0} that say when a unit was sent, it took {dispatch:0.0} until then and {measured.TravelMinutes:0.0} on the way.")
                : "";
            yield return Text($"{PriorityWords.NameCalls(measured.Priority)} were answered in {measured.MeanMinutes:0.0} minutes on average by the stamps of {measured.Calls:N0}{model}; half within {measured.MedianMinutes:0.0}, nine of ten within {measured.NinetiethPercentileMinutes:0.0}.{split}");
        }

        if (OwnBeat is { } own)
        {
            yield return Text($"Of {own.Calls:N0} calls that name unit and beat, {own.Share * 100:0.#}% were answered by a unit in its own beat: the one where it answered most often ({own.Units:N0} units with at least {FewestOfUnit} calls).");
        }
    }

    /// <summary>With its figures as files hold them.</summary>
    public MeasuredResponse ToPublishedPrecision() => new(
        [
            .. Priorities.Select(priority => priority with
            {
                MeanMinutes = Math.Round(priority.MeanMinutes, 3),
                MedianMinutes = Math.Round(priority.MedianMinutes, 3),
                NinetiethPercentileMinutes = Math.Round(priority.NinetiethPercentileMinutes, 3),
                DispatchMinutes = priority.DispatchMinutes is { } dispatch ? Math.Round(dispatch, 3) : null,
                TravelMinutes = priority.TravelMinutes is { } travel ? Math.Round(travel, 3) : null,
            }),
        ],
        OwnBeat is { } own ? own with { Share = Math.Round(own.Share, 4) } : null);

    private static MeasuredPriority MeasurePriority(int priority, List<MeasuredCall> calls)
    {
        int[] seconds = [.. calls.Select(call => call.Response!.Value).Order()];
        var split = calls.Where(call => call.Dispatch is not null && call.Travel is not null).ToList();
        return new MeasuredPriority(
            priority, seconds.Length, seconds.Average() / 60, FindQuantile(seconds, 0.5), FindQuantile(seconds, 0.9), split.Count,
            split.Count == 0 ? null : split.Average(call => call.Dispatch!.Value) / 60, split.Count == 0 ? null : split.Average(call => call.Travel!.Value) / 60);
    }

    /// <summary>Minutes within which that share of the calls lies: the smallest value with as many at or below it.</summary>
    private static double FindQuantile(int[] ordered, double share) => ordered[(int)Math.Ceiling(share * ordered.Length) - 1] / 60.0;

    private static OwnBeatShare? FindOwnBeat(List<MeasuredCall> calls)
    {
        var units = calls.Where(call => call.Unit.Length > 0 && call.Beat.Length > 0).GroupBy(call => call.Unit, StringComparer.Ordinal)
            .Select(unit => (Calls: unit.LongCount(), Own: unit.GroupBy(call => call.Beat, StringComparer.Ordinal).Max(beat => beat.LongCount())))
            .Where(unit => unit.Calls >= FewestOfUnit).ToList();
        var all = units.Sum(unit => unit.Calls);
        return all == 0 ? null : new OwnBeatShare(all, units.Count, (double)units.Sum(unit => unit.Own) / all);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
