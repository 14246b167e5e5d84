using System.Text.Json;
using SmartBeats.Api.Answers;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Cities;

/// <summary><c>PUT /cities/{city}/settings</c>: all of them at once, where nobody changed them meanwhile.</summary>
internal static class ChangeSettings
{
    private const string Unreadable = "Send such as {\"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\", \"measures\": \"us\"}.";

    private static readonly SemaphoreSlim _turn = new(1, 1);

    public static async Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        // What is compared is what is replaced, also where two browsers save at once.
        await _turn.WaitAsync(request.Cancellation);
        try
        {
            return await ChangeAsync(request);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<ApiAnswer> ChangeAsync(ApiRequest request)
    {
        if (await ShowSettings.FindAsync(request) is not { } before)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        if (ConditionalAnswer.Refuse(request, ConditionalAnswer.CreateTag(before)) is { } refusal)
        {
            return refusal;
        }

        var (wanted, city, faults) = Read(request);
        if (faults.Count > 0)
        {
            return ApiAnswer.WrongFields(faults);
        }

        var store = request.Home.Files;
        var kept = (await CityFiles.FindSettingsAsync(store, request.City, request.Cancellation))!;
        if (kept.City.TimeZone != city!.TimeZone && await HasCallsAsync(request))
        {
            return ApiAnswer.Problem(
                409,
                $"The calls of {city.Id} were loaded as local times of {kept.City.TimeZone}: under another zone the same calls would have other hours. "
                + "Leave the zone, or load map and calls as another city.");
        }

        await CityFiles.SaveSettingsAsync(store, kept with { City = city }, request.Cancellation);
        var preferences = new Preferences(
            wanted!.Measures ?? (await Preferences.ReadAsync(store, city, request.Cancellation)).Measures,
            wanted.Language, wanted.Labels, wanted.Mask, wanted.Presets, wanted.MonthlyEmail == true ? true : null);
        await store.PutAsync(Keys.Preferences.For(city.Id), preferences, ApiJson.Default.Preferences, request.Cancellation);
        var after = (await ShowSettings.FindAsync(request))!;
        return new ApiAnswer(200, after).With("etag", ConditionalAnswer.CreateTag(after));
    }

    private static (SettingsDocument? Wanted, City? City, IReadOnlyList<RequestFault> Faults) Read(ApiRequest request)
    {
        SettingsDocument? wanted = null;
        try
        {
            wanted = JsonSerializer.Deserialize(request.Body, ApiJson.Default.SettingsDocument);
        }
        catch (JsonException)
        {
            // Said below.
        }

        if (wanted is null)
        {
            return (null, null, [new RequestFault("", "the body is no such object", Unreadable)]);
        }

        var faults = new List<RequestFault>(
            [.. Strangers.Find(request.Body, "name", "timeZone", "measures", "language", "labels", "mask", "presets", "monthlyEmail"), .. SettingsRules.Check(wanted)]);
        City? city = null;
        try
        {
            city = CityJson.Checked("body", request.City, wanted.Name ?? "", wanted.TimeZone);
        }
        catch (InputException fault)
        {
            faults.Add(new RequestFault("timeZone", fault.What, fault.Remedy));
        }

        return (wanted, city, faults);
    }

    private static async Task<bool> HasCallsAsync(ApiRequest request)
    {
        await using var calls = request.Home.OpenCalls();
        return await calls.VersionAsync(request.City, request.Cancellation) != new CallSetVersion().ToString();
    }
}
