using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Notices;

/// <summary>Tells a city's people how a run ended: its summary and a link, or the reason in words. Once an execution.</summary>
internal static class RunNotices
{
    public static async Task TellAsync(Cloud cloud, StageInput given, CancellationToken cancellation)
    {
        if (given.Error?.Error == Errors.RunCancelled)
        {
            return;
        }

        var (cityId, execution) = (given.City!, given.Execution!);
        var city = (await CityFiles.FindSettingsAsync(cloud.Store, cityId, cancellation))?.City.Name ?? cityId;
        await new NoticeBoard(cloud).SendOnceAsync(
            NoticePlace.ForRun(execution),
            cityId,
            () => given.Error is { } fault ? Task.FromResult(Failure(city, execution, fault)) : SuccessAsync(cloud, city, given.Ticket!, cancellation),
            cancellation);
    }

    internal static async Task<Notice> SuccessAsync(Cloud cloud, string city, RunTicket ticket, CancellationToken cancellation)
    {
        var key = Keys.Summary.For(ticket.City, ticket.PlanId);
        await using var stream = await cloud.Store.OpenAsync(key, cancellation) ?? throw new InvalidOperationException($"{key} is missing: the plan is not published.");
        using var reader = new StreamReader(stream);
        var summary = await reader.ReadToEndAsync(cancellation);
        var (url, lastDay) = await NoticeLinks.CreateAsync(cloud, ticket.City, Keys.PlanFile.Begin(ticket.City, ticket.PlanId), "map.html", cancellation);
        return Notice.Of($"SmartBeats: new beats for {city}", $"""
            {summary.TrimEnd()}

            The map: {url}
            The other files: the same link with ?file=beats.zip (or another name from the list) at its end.
            The link opens for whoever has it, until {lastDay} (UTC).

            """.ReplaceLineEndings("\n"));
    }

    internal static Notice Failure(string city, string execution, StateFault fault) =>
        Notice.Of($"SmartBeats: no beats for {city}", $"""
            The beats that were asked for {city} could not be made.

            {FaultWords.Of(fault)}

            Run {execution}.

            """.ReplaceLineEndings("\n"));
}
