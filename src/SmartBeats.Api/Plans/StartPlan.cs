using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary><c>POST /cities/{city}/plans</c>: starts a run, or answers with the plan there is.</summary>
internal static class StartPlan
{
    /// <summary>Attempts at one plan; more have failed than anybody would try.</summary>
    private const int MostAttempts = 50;

    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var reading = Read(request);
        if (reading.Request is not { } wanted)
        {
            return ApiAnswer.WrongFields(reading.Faults);
        }

        var (home, city, cancellation) = (request.Home, request.City, request.Cancellation);
        if (await CityFiles.FindSettingsAsync(home.Files, city, cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        var (sides, fault) = await InlineSides.PutAsync(home.Files, city, wanted, reading.Sides, cancellation);
        if (fault is not null)
        {
            return ApiAnswer.WrongFields(fault);
        }

        sides = await CityBeats.AddTodayAsync(home.Files, city, wanted, sides, cancellation);
        await using var calls = home.OpenCalls();
        var ticket = await ValidateRequest.NameAsync(home.Files, calls, new RunOrder(city, wanted, "none", sides), cancellation);
        return await StartAsync(request, ticket.PlanId, wanted, sides);
    }

    /// <summary>Starts a run, finds it under way, or answers with the plan there is.</summary>
    /// <param name="planId">As <see cref="ValidateRequest"/> names the plan.</param>
    /// <param name="wanted">What is asked, of the city in the path.</param>
    /// <param name="editOf">The plan it is an edit of; null for a search.</param>
    public static async Task<ApiAnswer> StartAsync(ApiRequest request, string planId, PlanRequest wanted, IReadOnlyList<SideFile> sides, string? editOf = null)
    {
        var canonical = JsonElement.Parse(PlanRequestJson.Canonical(wanted));
        var (home, city, cancellation) = (request.Home, request.City, request.Cancellation);
        var attempt = (await PlanRecords.FindAsync(home.Files, city, planId, cancellation))?.Attempt ?? 1;
        for (; attempt <= MostAttempts; attempt++)
        {
            if (await PlanFiles.IsPublishedAsync(home.Files, city, planId, cancellation))
            {
                return await ShowPlan.PublishedAsync(request, planId);
            }

            var record = new PlanRecord(planId, attempt, PlanRecords.Print(home.Time.GetUtcNow()), canonical) { EditOf = editOf };
            if (!await DailyRuns.TryCountAsync(home, city, record, cancellation))
            {
                return DailyRuns.Refuse(home, city);
            }

            await PlanRecords.SaveAsync(home.Files, city, record, cancellation);
            if (await home.Runs.TryStartAsync(city, record, sides, cancellation))
            {
                return Accepted(request, record);
            }
        }

        return ApiAnswer.Problem(409, $"Plan {planId} was tried {MostAttempts} times. Change the request, or tell the operators.");
    }

    private static RequestReading Read(ApiRequest request)
    {
        var limits = request.Home.Limits;
        if (request.Body.Length > limits.BodyBytes)
        {
            return new RequestReading(null, [new RequestFault("", $"the body has more than {limits.BodyBytes:N0} bytes", "Send the request alone.")]);
        }

        var reading = PlanRequestJson.Read(request.Body);
        var faults = reading.Faults.ToList();
        if (reading.Request is { } read)
        {
            if (read.City is { Length: > 0 } other && other != request.City)
            {
                var what = $"city is \"{JsonEncodedText.Encode(other)}\" in the body and \"{request.City}\" in the path";
                faults.Add(new RequestFault("city", what, "Leave it out of the body, or make them the same."));
            }

            if (read.Beats > limits.Beats)
            {
                faults.Add(new RequestFault("beats", $"beats is {read.Beats}, more than the {limits.Beats:N0} that are made at once", "Ask for fewer."));
            }

            if (read.Effort > limits.Effort)
            {
                var what = $"effort is {read.Effort:N0}, more than the {limits.Effort:N0} that a run has time for";
                faults.Add(new RequestFault("effort", what, "Leave it out for the default of the city's size, or make it smaller."));
            }
        }

        return faults.Count > 0 ? new RequestReading(null, faults) : reading with { Request = reading.Request! with { City = request.City } };
    }

    private static ApiAnswer Accepted(ApiRequest request, PlanRecord record)
    {
        var self = ShowPlan.SelfOf(request, record.PlanId);
        var accepted = ApiAnswer.Json(202, new JsonObject
        {
            ["planId"] = record.PlanId,
            ["city"] = request.City,
            ["status"] = PlanStatus.Queued,
            ["attempt"] = record.Attempt,
            ["links"] = new JsonObject { ["self"] = self },
        }).With("location", self);
        return accepted with { Made = record.PlanId };
    }
}
