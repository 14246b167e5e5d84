using SmartBeats.Editing.Answering;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What drafts on a plan mean for callers, by the plan's own calls and by what its request assumes, or the standard assumptions.</summary>
public static class ResponseOfDrafts
{
    /// <summary>Makes ready to measure drafts: once for a plan.</summary>
    /// <exception cref="InputException">Where "plan": the city's calls are others by now, or they outrun the units.</exception>
    public static async Task<DraftResponse> FindAsync(AnswerSources sources, string city, PlanFile parent)
    {
        if (await sources.Calls.VersionAsync(city) != parent.Plan.CallsVersion)
        {
            throw new InputException("plan", "calls were loaded since this plan was made, and response is measured on the plan's own", "Ask for the plan again on the calls there are now");
        }

        return await sources.Shelves.Responses.KeepAsync(Keys.PlanJson.For(city, parent.Plan.PlanId), () => ReadAsync(sources, city, parent.Plan));
    }

    /// <summary>The same packed, for a page that measures itself.</summary>
    /// <exception cref="InputException">As in <see cref="FindAsync"/>.</exception>
    public static async Task<byte[]> PackAsync(AnswerSources sources, string city, PlanFile parent) => PackedResponse.Write(await FindAsync(sources, city, parent));

    private static async Task<DraftResponse> ReadAsync(AnswerSources sources, string city, Plan plan)
    {
        var map = await sources.ReadMapAsync(city, plan.MapVersion);
        var index = await sources.ReadIndexAsync(city, plan.MapVersion);
        var assumed = plan.Request.Response ?? new ResponseRequest();
        var demand = await RequestDemand.ReadAsync(sources.Calls, city, plan.Request, index, map.Areas.Count, assumed.Defaults, default);
        if (!(demand.TotalCallsPerHour > 0))
        {
            throw new InputException("plan", "none of its calls lies in the map", "There is no response to measure");
        }

        var travel = new TravelLaw(AreaPlace.Of(map), assumed.Travel) { Lengths = plan.City.Lengths };
        try
        {
            return new DraftResponse(demand, travel, [.. plan.BeatOfArea.Select(number => number - 1)], plan.BeatCount);
        }
        catch (InputException fault)
        {
            throw new InputException("plan", fault.What, fault.Remedy.TrimEnd('.'));
        }
    }
}
