using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Calls.Mapping;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Uploads;

/// <summary>How a city's calls files are read, by the fingerprint of their header.</summary>
internal static class MappingRoutes
{
    private const int FingerprintLength = 32;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/cities/{city}/mappings/{fingerprint}", ShowAsync),
        new("PUT", "/cities/{city}/mappings/{fingerprint}", KeepAsync),
    ];

    private static async Task<ApiAnswer> ShowAsync(ApiRequest request)
    {
        var kept = (await CityMappings.ReadAsync(request.Home.Files, request.City, request.Cancellation)).Find(request.Values["fingerprint"]);
        return kept is null
            ? ApiAnswer.NothingHere("No mapping is kept for this header. An upload that waits for one shows its proposal.")
            : new ApiAnswer(200, Print(kept));
    }

    /// <summary>Keeps a mapping, and loads what waits for it.</summary>
    private static async Task<ApiAnswer> KeepAsync(ApiRequest request)
    {
        var (files, city, fingerprint) = (request.Home.Files, request.City, request.Values["fingerprint"]);
        if (await CityFiles.FindSettingsAsync(files, city, request.Cancellation) is not { } settings)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        CallMapping mapping;
        try
        {
            mapping = MappingBook.ReadOne("mapping", request.Body);
            if (mapping.Fingerprint != fingerprint || fingerprint.Length != FingerprintLength || !fingerprint.All(char.IsAsciiHexDigitLower))
            {
                return ApiAnswer.WrongFields(
                    new RequestFault("fingerprint", "fingerprint is not that of the path", "Send the mapping to the path of its own header."));
            }

            await CheckWaitingAsync(request, mapping, settings);
        }
        catch (InputException fault)
        {
            return ApiAnswer.Problem(422, fault.Message);
        }

        ApiAnswer? refusal = null;
        await CityMappings.KeepAsync(
            files, city, [mapping], book => (refusal = ConditionalAnswer.Refuse(request, TagOf(book.Find(fingerprint)))) is null, request.Cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var loading = await UploadRoutes.TakeUploads(request).ConfirmAsync(city, fingerprint, request.Cancellation);
        return ApiAnswer.Json(200, new JsonObject { ["fingerprint"] = fingerprint, ["loading"] = loading }).With("etag", TagOf(mapping)!);
    }

    /// <exception cref="InputException">It cannot be applied to a file that waits for it.</exception>
    private static async Task CheckWaitingAsync(ApiRequest request, CallMapping mapping, CitySettings settings)
    {
        var log = new UploadLog(request.Home.Files, request.City);
        var streets = await CityStreets.FindAsync(request.Home.Files, request.City, request.Cancellation);
        foreach (var (upload, _) in await log.ListWaitingAsync(mapping.Fingerprint, request.Cancellation))
        {
            if ((await log.FindAsync(upload, request.Cancellation))?.Mapping is { } question)
            {
                CityMappings.Check(mapping, [.. question.Columns.Select(column => column.Name)], settings.City, streets);
                return;
            }
        }
    }

    private static string? TagOf(CallMapping? mapping) => mapping is null ? null : ConditionalAnswer.CreateTag(Print(mapping));

    private static byte[] Print(CallMapping mapping) => Encoding.UTF8.GetBytes(MappingBook.Print(mapping));
}
