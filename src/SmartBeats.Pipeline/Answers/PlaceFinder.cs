using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Answers;

/// <summary>Where a point lies.</summary>
/// <param name="Area">Id of the area.</param>
/// <param name="Index">Its place in the map, from 0.</param>
/// <param name="Beat">Number of its beat in the plan; null without a plan.</param>
/// <param name="Name">What the beat is called.</param>
public sealed record FoundPlace(string Area, int Index, int? Beat, string? Name);

/// <summary>Finds area and beat of a point.</summary>
public static class PlaceFinder
{
    /// <param name="longitude">Degrees.</param>
    /// <param name="latitude">Degrees.</param>
    /// <param name="planId">Of the city, published; null for the current map alone.</param>
    /// <returns>Null where the point lies in no area, and where there is no such plan or no map.</returns>
    public static async Task<FoundPlace?> FindAsync(AnswerSources sources, string city, double longitude, double latitude, string? planId)
    {
        var plan = planId is null ? null : (await sources.FindPlanAsync(city, planId))?.Plan;
        if (planId is not null && plan is null)
        {
            return null;
        }

        var version = plan?.MapVersion ?? (await CityFiles.FindCurrentMapAsync(sources.Files, city))?.Version;
        var area = version is null ? -1 : (await sources.ReadIndexAsync(city, version)).Find(longitude, latitude);
        if (version is null || area < 0)
        {
            return null;
        }

        var map = await sources.ReadMapAsync(city, version);
        return plan is null
            ? new FoundPlace(map.Areas[area].Id, area, null, null)
            : new FoundPlace(map.Areas[area].Id, area, plan.BeatOfArea[area], plan.NameOfBeat(plan.BeatOfArea[area]));
    }
}
