using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Runs;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Api;

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

        var (store, cloud, cancellation) = (request.Cloud.Store, request.Cloud, request.Cancellation);
        if (await CityFiles.FindSettingsAsync(store, request.City, cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        var (sides, fault) = await InlineSides.PutAsync(store, request.City, wanted, reading.Sides, cancellation);
        if (fault is not null)
        {
            return ApiAnswer.WrongFields([fault]);
        }

        await using var calls = cloud.Calls(Patience.OfApi);
        var ticket = await ValidateRequest.NameAsync(store, calls, new RunOrder(request.City, wanted, "none", sides), cancellation);
        var canonical = JsonElement.Parse(PlanRequestJson.Canonical(wanted));
        var attempt = (await PlanRecords.FindAsync(store, request.City, ticket.PlanId, cancellation))?.Attempt ?? 1;
        for (; attempt <= MostAttempts; attempt++)
        {
            if (await PlanFiles.IsPublishedAsync(store, request.City, ticket.PlanId, cancellation))
            {
                return await ShowPlan.PublishedAsync(request, ticket.PlanId);
            }

            if (await RunOutcomes.FindAsync(store, ExecutionName.Of(ticket.PlanId, attempt), cancellation) == RunOutcome.Cancelled)
            {
                continue;
            }

            if (!await DailyRuns.TryCountAsync(cloud, request.City, ExecutionName.Of(ticket.PlanId, attempt), cancellation))
            {
                return ApiAnswer.Problem(429, "Enough for today", $"City {request.City} has started {Limits.RunsPerCityAndDay} runs today, which is the limit. It begins anew at midnight UTC.")
                    .With("retry-after", DailyRuns.SecondsToMidnight(cloud).ToString(CultureInfo.InvariantCulture));
            }

            var record = new PlanRecord(ticket.PlanId, attempt, PlanRecords.Print(cloud.Time.GetUtcNow()), canonical);
            await store.PutAsync(Keys.PlanRecord.For(request.City, ticket.PlanId), record, LambdaJson.Default.PlanRecord, cancellation);
            if (await TryStartAsync(request, record, InlineSides.Attach(canonical, sides)))
            {
                return Accepted(request.City, record);
            }
        }

        return ApiAnswer.Problem(409, "Too many attempts", $"Plan {ticket.PlanId} was tried {MostAttempts} times. Change the request, or tell the operators.");
    }

    private static RequestReading Read(ApiRequest request)
    {
        if (request.Body.Length > Limits.LargestBodyBytes)
        {
            return new RequestReading(null, [new RequestFault("", $"the body has more than {Limits.LargestBodyBytes:N0} bytes", "Send the request alone.")]);
        }

        var reading = PlanRequestJson.Read(request.Body);
        var faults = reading.Faults.ToList();
        if (reading.Request is { } read)
        {
            if (read.City is { Length: > 0 } other && other != request.City)
            {
                faults.Add(new RequestFault("city", $"city is \"{JsonEncodedText.Encode(other)}\" in the body and \"{request.City}\" in the path", "Leave it out of the body, or make them the same."));
            }

            if (read.Beats > Limits.MostBeats)
            {
                faults.Add(new RequestFault("beats", $"beats is {read.Beats}, more than the {Limits.MostBeats:N0} that are made at once", "Ask for fewer."));
            }
        }

        return faults.Count > 0 ? new RequestReading(null, faults) : reading with { Request = reading.Request! with { City = request.City } };
    }

    /// <returns>False where the name is used up: the attempt before has ended.</returns>
    private static async Task<bool> TryStartAsync(ApiRequest request, PlanRecord record, JsonElement withSides)
    {
        var cloud = request.Cloud;
        var machine = cloud.Variable(Variables.StateMachineArn);
        var name = ExecutionName.Of(record.PlanId, record.Attempt);
        var input = new ExecutionInput(request.City, withSides, record.PlanId, record.Attempt);
        try
        {
            await cloud.StepFunctions.StartExecutionAsync(
                new StartExecutionRequest { StateMachineArn = machine, Name = name, Input = JsonSerializer.Serialize(input, LambdaJson.Default.ExecutionInput) }, request.Cancellation);
            return true;
        }
        catch (ExecutionAlreadyExistsException)
        {
            return await PlanStatus.StateOfExecutionAsync(cloud, name, request.Cancellation) is { } state && state.IsRunning;
        }
    }

    private static ApiAnswer Accepted(string city, PlanRecord record)
    {
        var self = ShowPlan.SelfOf(city, record.PlanId);
        return ApiAnswer.Json(202, new JsonObject
        {
            ["planId"] = record.PlanId,
            ["city"] = city,
            ["status"] = PlanStatus.Queued,
            ["attempt"] = record.Attempt,
            ["links"] = new JsonObject { ["self"] = self },
        }).With("location", self);
    }
}
