using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Stages;

namespace SmartBeats.Lambda.Runs;

/// <summary>An execution carries pointers to its side files within its request.</summary>
internal static class SidePointers
{
    /// <summary>The member beside the canonical fields: no field of a request has this name.</summary>
    private const string Member = "sides";

    /// <summary>The request with pointers to its files; as it was where there are none.</summary>
    public static JsonElement Attach(JsonElement canonical, IReadOnlyList<SideFile> sides)
    {
        if (sides.Count == 0)
        {
            return canonical;
        }

        var request = JsonNode.Parse(canonical.GetRawText())!.AsObject();
        request[Member] = new JsonArray([.. sides.OrderBy(side => side.Role, StringComparer.Ordinal).Select(side => JsonValue.Create(side.ToString()))]);
        return JsonElement.Parse(request.ToJsonString());
    }

    /// <summary>Undoes <see cref="Attach"/>.</summary>
    /// <exception cref="InputException">A pointer is no side file's.</exception>
    public static (string Canonical, IReadOnlyList<SideFile> Sides) Detach(JsonElement request)
    {
        if (!request.TryGetProperty(Member, out var pointers))
        {
            return (request.GetRawText(), []);
        }

        var canonical = JsonNode.Parse(request.GetRawText())!.AsObject();
        canonical.Remove(Member);
        return (canonical.ToJsonString(), [.. pointers.EnumerateArray().Select(pointer => SideFile.Parse(pointer.GetString() ?? "")
            ?? throw new InputException("request", "points to a side file that is none", "Start the plan through the API."))]);
    }
}
