using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Api.Access;

/// <summary><c>GET /cities/{city}/audit</c>: who did what, the latest first, or as a table to keep.</summary>
internal static class AuditRoutes
{
    private const int UsualDays = 30;
    private const int MostDays = 366;

    /// <summary>Read for one answer: S3 gives some 16 files a moment, and an answer has 25 s.</summary>
    private const int MostExported = 3_000;
    private const int AtATime = 16;

    public static IReadOnlyList<Route> All { get; } = [new("GET", "/cities/{city}/audit", ListAsync)];

    private static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "from", "to", "form", "limit", "after") is { } stranger)
        {
            return stranger;
        }

        var today = DateOnly.FromDateTime(request.Home.Time.GetUtcNow().UtcDateTime);
        var (to, wrongTo) = ReadDay(request, "to", today);
        var (from, wrongFrom) = ReadDay(request, "from", to.AddDays(1 - UsualDays));
        RequestFault?[] faults =
        [
            wrongFrom, wrongTo,
            to.DayNumber - from.DayNumber is < 0 or >= MostDays ? new RequestFault("from", $"from to to are not 1 to {MostDays} days", "Name the first and the last day.") : null,
            request.FindQuery("form") is null or "csv" ? null : new RequestFault("form", "there is no such form", "Write csv for a table, or leave it out."),
        ];
        if (faults.OfType<RequestFault>().ToArray() is { Length: > 0 } wrong)
        {
            return ApiAnswer.WrongFields(wrong);
        }

        return request.FindQuery("form") == "csv" ? await ExportAsync(request, from, to) : await PageAsync(request, from, to);
    }

    private static async Task<ApiAnswer> PageAsync(ApiRequest request, DateOnly from, DateOnly to)
    {
        var (page, refusal) = Page.Read(request);
        if (page is null)
        {
            return refusal!;
        }

        // Day by day, the latest first, so that a quiet year is as quick as a busy hour.
        var keys = new List<string>();
        for (var day = to; day >= from && keys.Count <= page.Limit; day = day.AddDays(-1))
        {
            keys.AddRange((await ListDayAsync(request, day)).Where(key => page.After is null || string.CompareOrdinal(key, page.After) < 0));
        }

        var (listed, next) = page.Cut(keys, key => key, isDescending: true);
        var entries = await ReadAsync(request, listed);
        var answer = new JsonObject { ["entries"] = new JsonArray([.. entries.Select(entry => JsonSerializer.SerializeToNode(entry, ApiJson.Default.AuditEntry))]) };
        if (next is not null)
        {
            answer["next"] = next;
        }

        return ApiAnswer.Json(200, answer);
    }

    private static async Task<ApiAnswer> ExportAsync(ApiRequest request, DateOnly from, DateOnly to)
    {
        var keys = new List<string>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            keys.AddRange(await ListDayAsync(request, day));
            if (keys.Count > MostExported)
            {
                return ApiAnswer.WrongFields(new RequestFault("to", $"there are more than {MostExported:N0} entries to that day", "Export fewer days at a time."));
            }
        }

        var table = new SheetTable(
            "audit",
            ["at", "who", "by", "id", "role", "did", "status", "on", "from", "forwarded_for"],
            [
                .. (await ReadAsync(request, keys)).Select(entry => (object[])
                [
                    entry.At, entry.Who, entry.By, entry.Id ?? "", entry.Role, entry.Did, entry.Status,
                    string.Join(' ', (entry.On ?? []).Select(pair => $"{pair.Key}={pair.Value}")), entry.From ?? "", entry.ForwardedFor ?? "",
                ]),
            ]);
        return new ApiAnswer(200, table.ToCsv(), "text/csv; charset=utf-8").With("content-disposition", "attachment; filename=\"audit.csv\"");
    }

    private static Task<IReadOnlyList<string>> ListDayAsync(ApiRequest request, DateOnly day) =>
        request.Home.Files.ListAsync(Keys.Audit.Begin(request.City, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), request.Cancellation);

    private static async Task<IReadOnlyList<AuditEntry>> ReadAsync(ApiRequest request, IReadOnlyList<string> keys)
    {
        var entries = new AuditEntry?[keys.Count];
        await Parallel.ForAsync(0, keys.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = request.Cancellation }, async (at, cancellation) =>
            entries[at] = await request.Home.Files.FindAsync(keys[at], ApiJson.Default.AuditEntry, cancellation));
        return [.. entries.OfType<AuditEntry>()];
    }

    private static (DateOnly Day, RequestFault? Fault) ReadDay(ApiRequest request, string name, DateOnly otherwise) => request.FindQuery(name) switch
    {
        null => (otherwise, null),
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => (day, null),
        _ => (otherwise, new RequestFault(name, $"{name} is no day", "Write it as 2026-03-04 (UTC).")),
    };
}
