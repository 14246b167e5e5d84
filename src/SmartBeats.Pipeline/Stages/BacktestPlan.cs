using System.Globalization;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>Says how plans of the request have held: drawn on earlier calls as it asks, judged on those that came after.</summary>
/// <remarks>
/// Only where it is asked for; the figures are those of <see cref="Backtest"/>. What cannot be told does not cost the plan: the reason is
/// written in the place of figures. Run twice it writes the same bytes.
/// </remarks>
public static class BacktestPlan
{
    /// <summary>What the plans may take together, by <see cref="EstimateSeconds"/>: half of what a function has, whose processors may be slower.</summary>
    public const double MostSeconds = 450;

    // Reading a call from a database once, and for every plan counting it again and making the map ready: measured, rounded up.
    private const double SecondsPerCallRead = 50e-6;
    private const double SecondsPerCall = 3e-6;
    private const double SecondsPerArea = 300e-6;

    /// <summary>Whether a request has anything for this stage to do.</summary>
    public static bool IsAskedFor(PlanRequest request) => request.Backtest is not null;

    /// <summary>How long a back-test takes in a function of the cloud, about; by fixed rates, never by the clock.</summary>
    /// <param name="request">With a number of beats.</param>
    /// <param name="areas">Of the map.</param>
    /// <param name="calls">Of the city.</param>
    /// <param name="plans">Splits times seeds.</param>
    public static double EstimateSeconds(PlanRequest request, int areas, long calls, int plans) =>
        calls * SecondsPerCallRead
        + plans * (BeatEngine.SecondsOfEffort(request.Effort ?? BeatEngine.DefaultEffort(areas)) + areas * SecondsPerArea + calls * SecondsPerCall);

    /// <summary>Looks before a run whether there is time enough in the calls to look back on, and in a function to look.</summary>
    /// <exception cref="InputException">There is not; says what would fit.</exception>
    internal static async Task CheckAsync(ICallSource calls, string city, PlanRequest request, int areas, CancellationToken cancellation)
    {
        if (request.Backtest is null)
        {
            return;
        }

        var days = await calls.ReadDaysAsync(city, cancellation);
        var (splits, _) = Backtest.FindSplits(days, request, BacktestSettings.FromRequest(request));
        var (count, plans) = (days.Sum(day => day.Calls), splits.Count * request.Backtest.Seeds);
        var seconds = EstimateSeconds(request, areas, count, plans);
        if (seconds > MostSeconds)
        {
            throw new InputException(
                "backtest",
                Text($"{plans} plans ({splits.Count} splits, {request.Backtest.Seeds} seeds) take some {seconds / 60:0} minutes, more than the {MostSeconds / 60:0.#} there are"),
                "Ask for fewer seeds or origins, leave out the reversed ones (forwardOnly), search less (effort), or run smartbeats backtest, which has no limit.");
        }
    }

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

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
