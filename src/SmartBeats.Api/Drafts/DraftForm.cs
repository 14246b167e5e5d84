using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Editing;

namespace SmartBeats.Api.Drafts;

/// <summary>Whether what is sent as a draft is one that a page can go on from. Whether its strokes fit the plan, they tell when they are measured.</summary>
internal static class DraftForm
{
    private static readonly string[] _members = ["strokes", "undone", "locked", "lockedAreas", "snapshots"];
    private static readonly string[] _strokeMembers = ["areas", "merge", "beat", "isNew", "goesOn"];

    /// <summary>The first member that is not as it should be; null where all are.</summary>
    public static string? FindFault(JsonObject draft) =>
        draft.Select(member => member.Key).FirstOrDefault(name => !_members.Contains(name))
        ?? FindListFault("strokes", draft["strokes"], IsStroke)
        ?? FindListFault("undone", draft["undone"], IsStroke)
        ?? FindListFault("locked", draft["locked"], IsName)
        ?? FindListFault("lockedAreas", draft["lockedAreas"], IsIndex)
        ?? (draft["snapshots"] is null ? null : FindListFault("snapshots", draft["snapshots"], IsSnapshot));

    private static string? FindListFault(string name, JsonNode? list, Func<JsonNode?, bool> isGood)
    {
        if (list is not JsonArray entries)
        {
            return name;
        }

        var wrong = entries.ToList().FindIndex(entry => !isGood(entry));
        return wrong < 0 ? null : FormattableString.Invariant($"{name}[{wrong}]");
    }

    private static bool IsStroke(JsonNode? node) =>
        node is JsonObject stroke
        && stroke.All(member => _strokeMembers.Contains(member.Key))
        && IsName(stroke["beat"])
        && (stroke["areas"] is JsonArray areas ? areas.All(IsIndex) && stroke["merge"] is null : stroke["areas"] is null && IsName(stroke["merge"]))
        && IsFlag(stroke["isNew"]) && IsFlag(stroke["goesOn"]);

    private static bool IsSnapshot(JsonNode? node) =>
        node is JsonObject { Count: 2 } snapshot && IsName(snapshot["name"], most: 200) && snapshot["strokes"] is JsonArray strokes && strokes.All(IsStroke);

    private static bool IsName(JsonNode? node) => IsName(node, PlanMoves.LongestName);

    private static bool IsName(JsonNode? node, int most) =>
        node is JsonValue value && value.TryGetValue<string>(out var name) && name.Length > 0 && name.Length <= most;

    private static bool IsIndex(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var index) && index >= 0;

    private static bool IsFlag(JsonNode? node) => node is null || node.GetValueKind() is JsonValueKind.True or JsonValueKind.False;
}
