using SmartBeats.Demand;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Stages;

/// <summary>When the calls under a request came, area by area: what a plan's later spread is foretold from.</summary>
internal static class DatedCalls
{
    /// <summary>All parts together; null for a run that began before they were kept.</summary>
    public static async Task<DatedLoads?> FindAsync(RunFiles files, RunTicket ticket, CancellationToken cancellation)
    {
        List<DatedLoads> parts = [];
        while (await files.FindDatedAsync(ticket, parts.Count, cancellation) is { } part)
        {
            parts.Add(part);
        }

        return parts.Count < 2 ? parts.FirstOrDefault() : new DatedLoads(
            [.. parts.SelectMany(part => part.Areas)], [.. parts.SelectMany(part => part.Days)], [.. parts.SelectMany(part => part.Loads)]);
    }
}
