using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Plans;

/// <summary>Where a plan stands, in the words of answers.</summary>
internal static class PlanStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Published = "published";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Moved = "moved";

    /// <summary>The word for a plan that is not published, by its latest run.</summary>
    public static string Find(PlanRecord record, RunStanding? standing) => standing switch
    {
        null or { Status: RunStatus.Queued } => Queued,
        { Status: RunStatus.Running } => Running,
        { Status: RunStatus.Cancelled } => Cancelled,
        { Status: RunStatus.Published, PlanId: { } other } when other != record.PlanId => Moved,
        _ => Failed,
    };
}

/// <summary><c>GET /cities/{city}/plans/{id}</c>: where the plan stands, then its files.</summary>
internal static class ShowPlan
{
    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var (city, planId, files) = (request.City, request.PlanId, request.Home.Files);
        if (!PlanRecords.IsPlanId(planId))
        {
            return ApiAnswer.NoSuchPlan(city, "of that id");
        }

        if (await PlanFiles.IsPublishedAsync(files, city, planId, request.Cancellation))
        {
            return await PublishedAsync(request, planId);
        }

        return await PlanRecords.FindAsync(files, city, planId, request.Cancellation) is { } record
            ? ApiAnswer.Json(200, await DescribeAsync(request, record))
            : ApiAnswer.NoSuchPlan(city, planId);
    }

    public static string SelfOf(ApiRequest request, string planId) => $"{request.Home.Root}/cities/{request.City}/plans/{planId}";

    /// <summary>A published plan with a link to each file.</summary>
    public static async Task<ApiAnswer> PublishedAsync(ApiRequest request, string planId)
    {
        var (home, city) = (request.Home, request.City);
        var folder = Keys.PlanFile.Begin(city, planId);
        var files = new JsonObject();
        foreach (var key in await home.Files.ListAsync(folder, request.Cancellation))
        {
            files[key[folder.Length..]] = home.Links.CreateDownload(key) ?? $"{SelfOf(request, planId)}/files/{key[folder.Length..]}";
        }

        var answer = new JsonObject { ["planId"] = planId, ["city"] = city, ["status"] = PlanStatus.Published, ["progress"] = 1 };
        var record = await PlanRecords.FindAsync(home.Files, city, planId, request.Cancellation);
        record = record?.Card?.Signals is null ? await PlanCatalogue.CompleteAsync(home, city, planId, record, request.Cancellation) : record;
        if (record is not null)
        {
            AddRequest(answer, request, record);
            await using var calls = home.OpenCalls();
            if (PlanCatalogue.DescribeData(record.Card, await DataStanding.ReadAsync(home.Files, calls, city, request.Cancellation)) is { } data)
            {
                answer["data"] = data;
            }
        }

        answer["links"] = new JsonObject { ["self"] = SelfOf(request, planId) };
        answer["files"] = files;
        if (home.Kind == HomeKind.Cloud)
        {
            answer["filesExpire"] = PlanRecords.Print(home.Time.GetUtcNow().AddMinutes(home.Limits.LinkMinutes));
        }

        return ApiAnswer.Json(200, answer);
    }

    private static void AddRequest(JsonObject answer, ApiRequest request, PlanRecord record)
    {
        answer["requested"] = record.Requested;
        answer["request"] = PlanRecords.PrintRequest(record);
        if (record.EditOf is { } parent)
        {
            answer["editOf"] = parent;
            answer["command"] = PlanCommand.WriteEdit(parent, request.Home.Workspace, request.City);
            return;
        }

        answer["command"] = PlanCommand.Write(record.Request, request.Home.Workspace, request.City);
    }

    private static async Task<JsonObject> DescribeAsync(ApiRequest request, PlanRecord record)
    {
        var standing = await request.Home.Runs.FindAsync(request.City, record, request.Cancellation);
        var status = PlanStatus.Find(record, standing);
        var links = new JsonObject { ["self"] = SelfOf(request, record.PlanId) };
        var answer = new JsonObject
        {
            ["planId"] = record.PlanId,
            ["city"] = request.City,
            ["status"] = status,
            ["attempt"] = record.Attempt,
        };
        AddRequest(answer, request, record);
        AddProgress(answer, standing);
        if (status == PlanStatus.Moved)
        {
            answer["reason"] = "The city's data changed while the plan was being made; the plan made on the new data has another id.";
            links["plan"] = SelfOf(request, standing!.PlanId!);
        }
        else if (status == PlanStatus.Failed)
        {
            answer["reason"] = standing?.Reason
                ?? "The run ended without a word; the operators find it in the logs by its name. Ask for the plan again.";
        }

        answer["links"] = links;
        return answer;
    }

    private static void AddProgress(JsonObject answer, RunStanding? standing)
    {
        if (standing is not { Status: RunStatus.Queued or RunStatus.Running })
        {
            return;
        }

        if (standing.Stage is { } stage)
        {
            answer["stage"] = stage;
        }

        answer["doing"] = standing.Doing;
        answer["progress"] = standing.Progress;
        if (standing.SecondsLeft is { } left)
        {
            answer["secondsLeft"] = Math.Round(left);
        }
    }
}
