using System.Globalization;
using SmartBeats.Districting;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline;

/// <summary>What a back-test within a run may take: a function of the cloud has fifteen minutes, and what would not fit is said beforehand.</summary>
public static class BacktestBudget
{
    /// <summary>What the plans may take together, by <see cref="EstimateSeconds"/>: half of what a function has, whose processors may be slower.</summary>
    public const double MostSeconds = 450;

    // Reading a call from a database once (cdk/README.md); and for every plan counting it again, and making the map ready: measured, rounded up.
    private const double SecondsPerCallRead = 50e-6;
    private const double SecondsPerCall = 3e-6;
    private const double SecondsPerArea = 300e-6;

    /// <summary>How long a back-test takes in a function of the cloud, about; by fixed rates, never by the clock.</summary>
    /// <param name="request">Its effort counts.</param>
    /// <param name="areas">Of the map.</param>
    /// <param name="calls">Of the city.</param>
    /// <param name="plans">Splits times seeds.</param>
    public static double EstimateSeconds(PlanRequest request, int areas, long calls, int plans) =>
        calls * SecondsPerCallRead
        + plans * (BeatEngine.SecondsOfEffort(request.Effort ?? BeatEngine.DefaultEffort(areas)) + areas * SecondsPerArea + calls * SecondsPerCall);

    /// <summary>Looks before a run whether there is time enough in the calls to look back on, and in a function to look.</summary>
    /// <param name="request">One without a back-test fits.</param>
    /// <param name="areas">Of the map.</param>
    /// <exception cref="InputException">There is not; says what would fit.</exception>
    public static async Task CheckAsync(ICallSource calls, string city, PlanRequest request, int areas, CancellationToken cancellation = default)
    {
        if (request.Backtest is not { } asked)
        {
            return;
        }

        var days = await calls.ReadDaysAsync(city, cancellation);
        var (splits, _) = Backtest.FindSplits(days, request, BacktestSettings.FromRequest(request));
        var plans = splits.Count * asked.Seeds;
        var seconds = EstimateSeconds(request, areas, days.Sum(day => day.Calls), plans);
        if (seconds > MostSeconds)
        {
            throw new InputException(
                "backtest",
                Text($"{plans} plans ({splits.Count} splits, {asked.Seeds} seeds) take some {seconds / 60:0} minutes, more than the {MostSeconds / 60:0.#} there are"),
                "Ask for fewer seeds or origins, leave out the reversed ones (forwardOnly), search less (effort), or run smartbeats backtest, which has no limit.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
