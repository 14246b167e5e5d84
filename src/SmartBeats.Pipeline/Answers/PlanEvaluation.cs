using System.Text.Json.Nodes;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;
using SmartBeats.Response.Measured;

namespace SmartBeats.Pipeline.Answers;

/// <summary>What <c>evaluate</c> asks and answers: how busy a plan's units are and how soon calls are answered.</summary>
public static class PlanEvaluation
{
    /// <summary>Share of the weeks held back where nobody says another.</summary>
    public const double HeldOutByDefault = 1.0 / 3;

    /// <summary>The plan's own filters, or all calls; a shift and the assumptions as asked.</summary>
    /// <param name="response">As the request's field <c>response</c>; null for the plan's.</param>
    /// <param name="hours">Such as <c>22-6</c>; null for the plan's.</param>
    /// <exception cref="InputException">An assumption or a shift that cannot be.</exception>
    public static PlanRequest CreateRequest(Plan plan, bool countsAllCalls, JsonObject? response, string? hours, string where)
    {
        var fields = new JsonObject { ["beats"] = plan.BeatCount };
        if (response is not null)
        {
            fields["response"] = response;
        }

        if (hours is not null)
        {
            fields["hours"] = hours;
        }

        var asked = PlanRequestJson.Parse(where, fields.ToJsonString());
        var counted = countsAllCalls ? new PlanRequest() : plan.Request;
        return counted with { Response = asked.Response ?? plan.Request.Response, Hours = asked.Hours ?? counted.Hours };
    }

    /// <summary>Which calls are read: the shift is left to the demand, which learns minutes from all hours.</summary>
    public static PlanRequest ToCallsRead(PlanRequest request) => request with { Hours = null, Weekdays = [] };

    /// <summary>Evaluates.</summary>
    /// <param name="beatOfArea">Per area of the map its beat, 0-based.</param>
    /// <param name="times">In the place of a travel law; null for the law of the request.</param>
    public static ResponseEvaluation Evaluate(
        CityMap map, Plan plan, int[] beatOfArea, DutyCalls calls, PlanRequest request, ITravel? times, double heldOut, ulong seed)
    {
        var assumed = request.Response ?? new ResponseRequest();
        var period = calls.Covered.Within(request.From?.InUtc().ToInstant().ToUnixTimeSeconds(), request.To?.InUtc().ToInstant().ToUnixTimeSeconds() + 1);
        var slice = request.Slice();
        var evaluation = new HeldOutEvaluation(calls.Calls, map.Areas.Count, slice, heldOut, seed, period)
            .Of(beatOfArea, plan.BeatCount, times ?? new TravelLaw(AreaPlace.Of(map), assumed.Travel) { Lengths = plan.City.Lengths }, assumed.Defaults, assumed.OtherShare);
        return evaluation with { Measured = MeasuredResponse.Measure(calls.Measured.Where(call => call.Area >= 0 && slice.Contains(call.LocalSeconds))) };
    }

    /// <summary>Answers an order whose members are the verb's flags.</summary>
    /// <exception cref="InputException">A member that cannot be used, or calls that cannot be evaluated on.</exception>
    public static async Task<DutyAnswer> AnswerAsync(AnswerSources sources, string city, PlanFile file, JsonObject order, CancellationToken cancellation = default)
    {
        var fields = new OrderFields(order).AllowOnly(
            "speedKmh", "travelLaw", "serviceMinutes", "officers", "otherShare", "travelTimes", "heldOut", "allCalls", "hours", "seed");
        var plan = file.Plan;
        var map = await sources.ReadMapAsync(city, plan.MapVersion);
        var response = ReadResponse(fields);
        var request = CreateRequest(plan, fields.FindFlag("allCalls"), response, fields.FindText("hours"), response is null ? "hours" : "order");
        var calls = await DutyCalls.ReadAsync(sources, city, plan, ToCallsRead(request), cancellation);
        ITravel? times = null;
        if (fields.FindText("travelTimes") is { } csv)
        {
            using var text = new StringReader(csv);
            times = TravelMatrixReader.Read(text, "travelTimes", [.. map.Areas.Select(area => area.Id)]);
        }

        var evaluation = Evaluate(
            map, plan, [.. plan.BeatOfArea.Select(beat => beat - 1)], calls, request, times, fields.FindNumber("heldOut") ?? HeldOutByDefault, fields.FindSeed("seed") ?? 1);
        return new DutyAnswer(
            ResponseWords.Describe(evaluation, plan.NameOfBeat), evaluation.Assumptions, JsonNode.Parse(ResponseJson.Write(evaluation))!.AsObject());
    }

    private static JsonObject? ReadResponse(OrderFields fields)
    {
        var response = new JsonObject();
        foreach (var (member, field) in ((string, string)[])
            [("speedKmh", "speedKmh"), ("travelLaw", "law"), ("serviceMinutes", "minutes"), ("officers", "officers"), ("otherShare", "otherShare")])
        {
            if (fields.Find(member) is { } value)
            {
                response[field] = value.DeepClone();
            }
        }

        return response.Count == 0 ? null : response;
    }
}
