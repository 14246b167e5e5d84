using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Says how plans of the request have held: drawn on earlier calls as it asks, judged on those that came after.</summary>
/// <remarks>
/// Only where it is asked for; the figures are those of <see cref="Backtest"/>. What cannot be told does not cost the plan: the reason is
/// written in the place of figures. Run twice it writes the same bytes.
/// </remarks>
public static class BacktestPlan
{
    /// <summary>Whether a request has anything for this stage to do.</summary>
    public static bool IsAskedFor(PlanRequest request) => request.Backtest is not null;

    internal static async Task RunAsync(RunTools tools, RunTicket ticket, CancellationToken cancellation)
    {
        var (files, calls) = (tools.Files, tools.Calls);
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var map = await files.ReadMapAsync(ticket, cancellation);
        var pipeline = new LocalPipeline(files.Store, calls, await files.ReadCityAsync(ticket.City, cancellation), tools.Threads)
        {
            Sides = [.. ticket.Sides.Where(side => side.Role != SideFiles.Today)],
            Map = map,
        };
        var today = await ReadTodayAsync(files, ticket, map, cancellation);
        BacktestResult result;
        try
        {
            result = await new Backtest(pipeline, calls, ticket.City, map).RunAsync(
                request, BacktestSettings.FromRequest(request), today, tools.Progress, cancellation);
        }
        catch (InputException fault)
        {
            result = new BacktestResult(request.Beats ?? 0, [], []) { Reason = $"{fault.What}. {fault.Remedy}" };
        }

        await files.ThrowIfChangedAsync(calls, ticket, cancellation);
        await files.WriteBacktestedAsync(ticket, result, cancellation);
    }

    /// <summary>The beats adopted in the city, else those the request begins with; null where there are neither.</summary>
    private static async Task<int[]?> ReadTodayAsync(RunFiles files, RunTicket ticket, CityMap map, CancellationToken cancellation)
    {
        foreach (var role in new[] { SideFiles.Today, SideFiles.Current })
        {
            if (await files.ReadSideAsync(ticket, role, cancellation) is { } content)
            {
                return BeatList.Read(role, content, map).On(map).Beats.BeatOfArea;
            }
        }

        return null;
    }
}
