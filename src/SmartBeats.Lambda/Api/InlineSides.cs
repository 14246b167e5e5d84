using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Api;

/// <summary>Lists in the body of a request (stations, locks, barriers …) become side files; an execution carries pointers to them within its request.</summary>
internal static class InlineSides
{
    /// <summary>The member beside the canonical fields: no field of a request has this name.</summary>
    private const string Member = "sides";

    /// <returns>The files, or what is wrong with them in words.</returns>
    /// <exception cref="InputException">The city has no map yet.</exception>
    public static async Task<(IReadOnlyList<SideFile> Sides, RequestFault? Fault)> PutAsync(
        IObjectStore store, string city, PlanRequest request, IReadOnlyList<InlineSide> inline, CancellationToken cancellation)
    {
        var map = inline.Count == 0 ? null : await CityFiles.ReadMapAsync(store, city, cancellation);
        try
        {
            IReadOnlyList<SideFile> sides = map is null ? [] : await SideFiles.PutAsync(store, city, inline, map, cancellation);
            SideRules.Check(request, sides);
            return (sides, null);
        }
        catch (InputException fault)
        {
            var field = fault.Where.Split(' ', ':')[0];
            return ([], new RequestFault(field, $"{fault.Where}: {fault.What}", fault.Remedy));
        }
    }

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
    /// <exception cref="InputException">A pointer is none.</exception>
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
