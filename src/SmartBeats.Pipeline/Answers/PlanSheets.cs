using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>The sheets of a plan's beats, as <c>--also sheets</c> writes them, also for a plan that was made without.</summary>
public static class PlanSheets
{
    /// <summary>Writes them beside the plan's other files where they are not there yet.</summary>
    /// <param name="file">Of a published plan.</param>
    /// <returns>The key they lie at.</returns>
    /// <exception cref="InvalidOperationException">The map the plan was made on was removed.</exception>
    public static async Task<string> KeepAsync(AnswerSources sources, string city, PlanFile file)
    {
        var key = Keys.Sheets.For(city, file.Plan.PlanId);
        if (!(await sources.Files.ListAsync(key)).Contains(key))
        {
            var map = await sources.ReadMapAsync(city, file.Plan.MapVersion);
            var adjacency = await sources.ReadAdjacencyAsync(city, file.Plan);
            var context = await CityContext.ReadAsync(sources.Files, city);
            await sources.Files.PutAsync(key, PlanPublisher.WriteSheets(file, map, adjacency, context));
        }

        return key;
    }
}
