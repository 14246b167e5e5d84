using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Calls;

/// <summary>Calls that are to be forgotten.</summary>
internal static class ForgetRoutes
{
    private const int LongestEvent = 200;

    public static IReadOnlyList<Route> All { get; } = [new("POST", "/cities/{city}/calls/forget", ForgetAsync) { Only = HomeKind.Laptop }];

    /// <summary><c>POST /cities/{city}/calls/forget</c>: takes one call out, or says what that would take out.</summary>
    private static async Task<ApiAnswer> ForgetAsync(ApiRequest request)
    {
        string? eventNumber;
        bool isDryRun;
        try
        {
            var fields = new OrderFields(request.ReadObject() ?? []).AllowOnly("event", "dryRun");
            (eventNumber, isDryRun) = (fields.FindText("event"), fields.FindFlag("dryRun"));
        }
        catch (InputException fault)
        {
            return Reading.WrongField(fault);
        }

        if (eventNumber is not { Length: > 0 and <= LongestEvent })
        {
            return ApiAnswer.WrongFields(new RequestFault("event", "no call is named", "Send {\"event\": \"the call's event number\", \"dryRun\": true}."));
        }

        if (await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        await using var calls = request.Home.OpenCalls();
        return Reading.Document(await ForgottenCall.ForgetAsync(request.Home.Files, calls, request.City, eventNumber, isDryRun, request.Cancellation));
    }
}
