using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Demand;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Maps;

/// <summary>Growth and change as people write them down, read before a plan is asked for.</summary>
internal static class GrowthRoutes
{
    private const string Remedy =
        "Send {\"name\": \"growth.csv\", \"text\": \"area,factor\\n101,1.5\"}, or a file that is no text (a GeoPackage, a zip) as base64.";

    public static IReadOnlyList<Route> All { get; } = [new("POST", "/cities/{city}/growth", ReadAsync)];

    /// <summary><c>POST /cities/{city}/growth</c>: the changes that a file holds, or what is wrong with it in the command's words.</summary>
    /// <remarks>Keeps nothing.</remarks>
    private static async Task<ApiAnswer> ReadAsync(ApiRequest request)
    {
        if (await CityFiles.FindSettingsAsync(request.Home.Files, request.City, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(request.City);
        }

        try
        {
            var fields = new OrderFields(request.ReadObject() ?? []).AllowOnly("name", "text", "base64");
            var content = SentContent.Read(fields, Remedy);
            var map = await CityFiles.ReadMapAsync(request.Home.Files, request.City, request.Cancellation);
            var growth = GrowthList.Read(fields.FindText("name") ?? "growth", content, map);
            return ApiAnswer.Json(200, new JsonObject
            {
                ["changes"] = JsonNode.Parse(growth.Canonical.Span),
                ["notes"] = new JsonArray([.. growth.Notes.Select(note => JsonValue.Create(note))]),
            });
        }
        catch (InputException fault)
        {
            return Reading.WrongField(fault);
        }
    }
}
