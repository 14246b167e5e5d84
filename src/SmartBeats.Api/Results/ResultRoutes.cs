using System.Globalization;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Cities;
using SmartBeats.Api.Plans;
using SmartBeats.Demand;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Staffing;

namespace SmartBeats.Api.Results;

/// <summary>What a plan holds, for a page to draw.</summary>
internal static class ResultRoutes
{
    private static readonly string[] _traits = [.. Enum.GetNames<CallTrait>().Select(name => name.ToLowerInvariant())];

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/plans/{id}/table", request => Reading.FromPlanAsync(request, (sources, _) => ShowTableAsync(request, sources))),
        new("GET", "/cities/{city}/plans/{id}/resolution", request => Reading.FromPlanAsync(request, (sources, plan) => CountResolutionAsync(request, sources, plan))),
        new("GET", "/cities/{city}/plans/{id}/backtest", ShowBacktestAsync),
        new("GET", "/cities/{city}/plans/{id}/sheets", SendSheetsAsync),
        new("GET", "/cities/{city}/plans/{id}/when", request => Reading.FromPlanAsync(request, (sources, plan) => CountHoursAsync(request, sources, plan))),
    ];

    private static async Task<ApiAnswer> ShowTableAsync(ApiRequest request, AnswerSources sources)
    {
        var table = await PlanTable.FindAsync(sources, request.City, request.PlanId);
        return table is null
            ? Reading.NoSuchPlan(request, request.PlanId)
            : await Reading.SendPackedAsync(request, ConditionalAnswer.CreateTag(table), ApiAnswer.JsonType, () => Task.FromResult(table));
    }

    /// <summary>How such plans have held: the file that lies with a plan that was asked for it.</summary>
    private static async Task<ApiAnswer> ShowBacktestAsync(ApiRequest request)
    {
        var (files, city, planId) = (request.Home.Files, request.City, request.PlanId);
        if (!PlanRecords.IsPlanId(planId) || !await PlanFiles.IsPublishedAsync(files, city, planId, request.Cancellation))
        {
            return Reading.NoSuchPlan(request, planId);
        }

        return await files.FindBytesAsync(Keys.PlanFile.For(city, planId, BacktestResult.FileName), request.Cancellation) is { } json
            ? new ApiAnswer(200, json)
            : ApiAnswer.NothingHere($"Plan {planId} was made without a back-test. Ask for the same plan with \"backtest\": true.");
    }

    /// <summary>A sheet to print for each beat, written once for all who ask.</summary>
    private static Task<ApiAnswer> SendSheetsAsync(ApiRequest request) => Reading.FromPlanAsync(request, async (sources, plan) =>
    {
        var key = await PlanSheets.KeepAsync(sources, request.City, plan);
        return await SentFile.AnswerAsync(request, key) ?? Reading.NoSuchPlan(request, request.PlanId);
    });

    private static async Task<ApiAnswer> CountResolutionAsync(ApiRequest request, AnswerSources sources, PlanFile plan)
    {
        if (Reading.RefuseStrangers(request, "by") is { } refusal)
        {
            return refusal;
        }

        var by = request.FindQuery("by") ?? "disposition";
        if (Array.IndexOf(_traits, by) is not (>= 0 and var at))
        {
            var fault = $"\"{by}\" is nothing calls are told apart by{NearMiss.Hint(by, _traits)}";
            return ApiAnswer.WrongFields(new RequestFault("by", fault, $"Ask one of {string.Join(", ", _traits)}."));
        }

        var preferences = await Preferences.ReadAsync(request.Home.Files, plan.Plan.City, request.Cancellation);
        return Reading.Document(await CallResolution.CountAsync(
            sources,
            request.City,
            plan,
            (CallTrait)at,
            preferences.Labels?.GetValueOrDefault(by)));
    }

    private static async Task<ApiAnswer> CountHoursAsync(ApiRequest request, AnswerSources sources, PlanFile plan)
    {
        if (Reading.RefuseStrangers(request, "beat", "shifts", "cover") is { } refusal)
        {
            return refusal;
        }

        try
        {
            return Reading.Document(await CallWeek.CountAsync(sources, request.City, plan, ReadBeat(request), ReadOfficers(request, plan)));
        }
        catch (InputException fault)
        {
            return Reading.WrongField(fault);
        }
    }

    private static int? ReadBeat(ApiRequest request) => request.FindQuery("beat") switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var beat) => beat,
        _ => throw new InputException("beat", "it is no number of a beat", "Write such as ?beat=7, or leave it out for the whole city."),
    };

    private static List<(DutyShift Shift, int Officers)>? ReadOfficers(ApiRequest request, PlanFile plan)
    {
        if (request.FindQuery("cover") is not { } cover)
        {
            return null;
        }

        var shifts = request.FindQuery("shifts") is { } text ? DutyShift.Parse(text, "shifts") : DutyShift.Standard;
        return [.. shifts.Zip(DutyCover.Parse(cover, shifts, plan.Plan.BeatCount, "cover"))];
    }
}
