using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>A plan as a page shows it.</summary>
public static class PlanTable
{
    /// <summary>The bytes of the plan's <c>table.json</c>; of a plan older than such files, what its <c>plan.json</c> tells of it.</summary>
    /// <returns>Null where no such plan is published.</returns>
    /// <exception cref="InputException">The plan's file cannot be read.</exception>
    public static async Task<byte[]?> FindAsync(AnswerSources sources, string city, string planId)
    {
        if (await sources.FindPlanAsync(city, planId) is not { } plan)
        {
            return null;
        }

        return await sources.Files.FindBytesAsync(Keys.PlanFile.For(city, planId, TableJson.FileName)) ?? TableJson.Write(plan);
    }
}
