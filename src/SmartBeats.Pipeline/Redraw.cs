using System.Globalization;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline;

/// <summary>Today's beats drawn anew within one change budget.</summary>
/// <param name="Budget">Largest share of the workload that might change beat.</param>
public sealed record RedrawPoint(double Budget, RunTicket Ticket, PlanFile File)
{
    /// <summary>Share of the workload that has another beat.</summary>
    public double Changed => File.Plan.Wishes?.Change?.WorkloadShare ?? 0;

    /// <summary>Expected later spread of today's beats, left as they are.</summary>
    public double AsToday => File.Plan.Outlook!.AsToday!.Value;

    /// <summary>Expected later spread of these.</summary>
    public double Spread => File.Plan.Outlook!.Later!.Spread.Value;

    /// <summary>What is left of the gain once the change is paid for: above 0 where it is worth it.</summary>
    public double Net => RedrawRules.FindNet(File.Plan.Outlook!, Changed)!.Value;
}

/// <summary>What drawing anew brings for what it changes.</summary>
/// <param name="Points">By budget, ascending.</param>
/// <param name="Best">The one that brings most beyond what it costs; null where none brings more than it costs.</param>
public sealed record RedrawCurve(IReadOnlyList<RedrawPoint> Points, RedrawPoint? Best)
{
    /// <summary>The curve and what it comes to, a sentence each.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var point in Points)
        {
            yield return Text($"Within a change budget of {point.Budget * 100:0.##}%: {point.AsToday * 100:0.0} to {point.Spread * 100:0.0}% expected later spread by moving {point.Changed * 100:0.0}% of the workload.");
        }

        yield return Best is { } best
            ? Text($"Drawing anew is worth it: {best.AsToday * 100:0.0} to {best.Spread * 100:0.0}% by moving {best.Changed * 100:0.0}% of the workload.")
            : Text($"Nothing is proposed: drawing anew costs more than it brings (a point of workload that changes beat is to take {RedrawRules.Price:0.##} points off the spread). Keep today's beats.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Draws today's beats anew within several change budgets, and tells which is worth it.</summary>
/// <param name="pipeline">Of the city, with today's beats among its side files; plans go into its store.</param>
/// <param name="calls">The same calls that the pipeline draws on.</param>
/// <param name="city">Its id.</param>
public sealed class Redraw(LocalPipeline pipeline, ICallSource calls, string city)
{
    /// <summary>Budgets tried: thirds of the one asked for.</summary>
    private const int Budgets = 3;

    /// <summary>Runs every budget.</summary>
    /// <param name="request">With <see cref="PlanRequest.Anew"/>.</param>
    /// <param name="drawnTo">Last day of the calls that today's beats were drawn on, in days since 1970-01-01; null where nobody knows.</param>
    /// <exception cref="InputException">No newer calls, or too few to foretell anything from.</exception>
    public async Task<RedrawCurve> RunAsync(PlanRequest request, int? drawnTo, IProgress<DesignProgress>? progress = null, CancellationToken cancellation = default)
    {
        await ThrowIfNothingNewerAsync(request, drawnTo, cancellation);
        var most = request.ChangeBudget ?? RedrawRules.DefaultBudget;
        double[] budgets = [.. Enumerable.Range(1, Budgets).Select(third => Math.Round(most * third / Budgets, 4)).Distinct()];
        var points = new List<RedrawPoint>();
        foreach (var budget in budgets)
        {
            var part = progress is null ? null : new Part(progress, points.Count, budgets.Length);
            var (ticket, file) = await pipeline.RunAsync(request with { ChangeBudget = budget }, Text($"anew-{points.Count}"), part, cancellation);
            points.Add(file.Plan.Outlook is { Later: not null, AsToday: not null }
                ? new RedrawPoint(budget, ticket, file)
                : throw new InputException("--anew", $"what it would bring cannot be told. {file.Plan.Outlook?.Reason}".TrimEnd(' ', '.'), "Design with today's beats as --current in the place of --anew, or load more calls."));
            if (file.Plan.Measures.MaxDeviation <= request.Tolerance)
            {
                // As even as asked for: a larger budget would only go into borders.
                break;
            }
        }

        var best = points.MaxBy(point => point.Net)!;
        return new RedrawCurve(points, best.Net > 0 ? best : null);
    }

    private async Task ThrowIfNothingNewerAsync(PlanRequest request, int? drawnTo, CancellationToken cancellation)
    {
        var last = DayRange.ToDay((await RequestDemand.FindPeriodAsync(calls, city, request, cancellation)).Spans[^1].End - 1);
        if (last <= drawnTo)
        {
            throw new InputException(
                "--anew",
                $"the calls end on {DayRange.PrintDay(last)}, and the plan was made from calls up to {DayRange.PrintDay(drawnTo.Value)}: none is newer",
                "Give the calls since then, beside those it was made from.");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>One budget's progress as a part of all.</summary>
    private sealed class Part(IProgress<DesignProgress> target, int done, int of) : IProgress<DesignProgress>
    {
        public void Report(DesignProgress value) => target.Report(value with { Fraction = (done + value.Fraction) / of });
    }
}
