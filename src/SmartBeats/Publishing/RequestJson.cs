using System.Text.Json;
using SmartBeats.Requests;

namespace SmartBeats.Publishing;

internal static class RequestJson
{
    public static JsonElement ToElement(PlanRequest request)
    {
        using var document = JsonDocument.Parse($"{{\"beats\":{request.Beats ?? 0},\"seed\":{request.Seed}}}");
        return document.RootElement.Clone();
    }

    public static PlanRequest FromElement(JsonElement element, string where) => new()
    {
        Beats = element.GetProperty("beats").GetInt32(),
        Seed = element.GetProperty("seed").GetUInt64(),
    };
}
