using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What calls are told apart by.</summary>
public enum CallTrait
{
    /// <summary>How they were resolved.</summary>
    Disposition,

    /// <summary>How urgent they were.</summary>
    Priority,

    /// <summary>What they were about.</summary>
    Nature,

    /// <summary>Who began them: <c>citizen</c> or <c>officer</c>.</summary>
    Source,
}

/// <summary>One value calls can have.</summary>
/// <param name="Value">The code; empty for calls without one, null for all that are too rare to be listed.</param>
/// <param name="Label">What the city calls it.</param>
public sealed record TraitValue(string? Value, string Label, long Calls);

/// <summary>Calls of a beat, by value.</summary>
/// <param name="Counts">In the order of <see cref="CallResolution.Values"/>.</param>
public sealed record BeatTraits(int Beat, string Name, long Calls, int[] Counts);

/// <summary>Calls of an area that has some, by value.</summary>
/// <param name="Area">Its place in the map, from 0.</param>
public sealed record AreaTraits(int Area, int Calls, int[] Counts);

/// <summary>How the calls a plan counts were resolved, or how urgent they were, by beat and area.</summary>
/// <param name="Values">The most frequent first; those too rare to be listed together, last.</param>
/// <param name="Areas">Those with calls, ascending.</param>
/// <param name="Small">Shares of fewer calls than this are chance more than anything: to be shaded, and said.</param>
/// <param name="CallsVersion">Of the calls counted: others than the plan's where calls were loaded since.</param>
public sealed record CallResolution(
    string By, IReadOnlyList<TraitValue> Values, IReadOnlyList<BeatTraits> Beats, IReadOnlyList<AreaTraits> Areas, int Small, string MapVersion, string CallsVersion)
{
    /// <summary>Counts under the plan's filters; calls outside the map are in no beat.</summary>
    /// <param name="labels">What the city calls the codes; null for the codes themselves.</param>
    /// <remarks>Cost: one pass over the calls, a tenth of a second for a million in memory.</remarks>
    public static async Task<CallResolution> CountAsync(
        AnswerSources sources, string city, PlanFile file, CallTrait by, IReadOnlyDictionary<string, string>? labels = null)
    {
        var plan = file.Plan;
        var (counted, version) = await sources.CountOnceAsync(city, $"{by} {city} {plan.PlanId}", () => ReadAsync(sources, city, plan, by));
        var beats = counted.AddUpBeats(plan.BeatOfArea, plan.BeatCount);
        return new CallResolution(
            by.ToString().ToLowerInvariant(),
            [.. counted.Values.Zip(counted.CountCalls(), (value, calls) => new TraitValue(value, ValueWords.Name(value, by.ToString().ToLowerInvariant(), labels), calls))],
            [.. beats.Select((counts, beat) => new BeatTraits(beat + 1, plan.NameOfBeat(beat + 1), counts.Sum(), counts))],
            [.. ListAreas(counted, plan.BeatOfArea.Length)],
            CallsByValue.SmallCount,
            plan.MapVersion,
            version);
    }

    private static async Task<CallsByValue> ReadAsync(AnswerSources sources, string city, Plan plan, CallTrait by)
    {
        var index = await sources.ReadIndexAsync(city, plan.MapVersion);
        var byValue = new Dictionary<string, int[]>(StringComparer.Ordinal);
        await foreach (var batch in sources.Calls.ReadCallsAsync(city, plan.Request, CallPart.Everything))
        {
            foreach (var call in batch)
            {
                var value = ReadTrait(call, by);
                if (!byValue.TryGetValue(value, out var counts))
                {
                    byValue[value] = counts = new int[plan.BeatOfArea.Length];
                }

                if (index.Find(call.Longitude, call.Latitude) is >= 0 and var area)
                {
                    counts[area]++;
                }
            }
        }

        return CallsByValue.Rank(byValue);
    }

    private static string ReadTrait(Call call, CallTrait by) => by switch
    {
        CallTrait.Disposition => call.Disposition,
        CallTrait.Nature => call.Details?.Nature ?? "",
        CallTrait.Source => call.Details?.IsOfficerInitiated switch { true => "officer", false => "citizen", null => "" },
        _ => call.Priority == 0 ? "" : call.Priority.ToString(CultureInfo.InvariantCulture),
    };

    private static IEnumerable<AreaTraits> ListAreas(CallsByValue counted, int areas)
    {
        for (var area = 0; area < areas; area++)
        {
            int[] counts = [.. counted.Counts.Select(value => value[area])];
            if (counts.Sum() is > 0 and var calls)
            {
                yield return new AreaTraits(area, calls, counts);
            }
        }
    }
}
