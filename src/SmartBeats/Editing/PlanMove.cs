using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Editing;

/// <summary>One step of an edit: a beat is given areas, or all areas of another beat.</summary>
/// <param name="Beat">Name of the beat that is given them.</param>
public sealed record PlanMove(string Beat)
{
    /// <summary>Ids of the areas, at least one; null for a merge.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(IdListConverter))]
    public IReadOnlyList<string>? Areas { get; init; }

    /// <summary>Name of a beat all of whose areas are given, so that it is no more; null where areas are named.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Merge { get; init; }

    /// <summary>Whether the beat is made by this move.</summary>
    [JsonPropertyName("new"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsNew { get; init; }
}

/// <summary>Reads moves as programs send them.</summary>
public static class PlanMoves
{
    /// <summary>The longest name of a beat, in characters: what a shapefile's field takes.</summary>
    public const int LongestName = 80;

    private const string Form = "Write moves such as {\"areas\": [\"101\", \"102\"], \"beat\": \"7\"}, with \"new\": true for a beat that is made, or {\"merge\": \"5\", \"beat\": \"6\"}.";

    private static readonly string[] _members = ["areas", "merge", "beat", "new"];

    /// <summary>A list of moves, in order.</summary>
    /// <param name="where">What holds it, for messages.</param>
    /// <param name="json">An array of objects.</param>
    /// <exception cref="InputException">Not such a list; says which move and why.</exception>
    public static IReadOnlyList<PlanMove> ReadJson(string where, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0)
        {
            throw new InputException(where, "is not a list of moves", Form);
        }

        return [.. json.EnumerateArray().Select((move, at) => ReadMove(Name(where, at), move))];
    }

    /// <summary>Checks a beat's name.</summary>
    /// <exception cref="InputException">Empty, too long, or with characters nobody sees.</exception>
    public static string CheckName(string where, string name) =>
        name.Length is > 0 and <= LongestName && name.Trim().Length == name.Length && !name.Any(char.IsControl)
        ? name
        : throw new InputException(where, $"a beat's name has 1 to {LongestName} characters and no spaces around it", "Give another name, such as 13 or K4.");

    /// <summary>How messages name one of several moves.</summary>
    internal static string Name(string where, int at) => FormattableString.Invariant($"{where}[{at}]");

    private static PlanMove ReadMove(string where, JsonElement move)
    {
        if (move.ValueKind != JsonValueKind.Object)
        {
            throw new InputException(where, "is not a move", Form);
        }

        if (move.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !_members.Contains(name)) is { } stranger)
        {
            throw new InputException(where, $"a move has no \"{stranger}\"{NearMiss.Hint(stranger, _members)}", Form);
        }

        var merge = ReadText(where, move, "merge");
        var areas = move.TryGetProperty("areas", out var list) ? ReadIds(where, list) : null;
        if (ReadText(where, move, "beat") is not { } beat || (merge is null) == (areas is null))
        {
            throw new InputException(where, "needs a beat, and either areas or a beat to merge into it", Form);
        }

        var isNew = move.TryGetProperty("new", out var made) && made.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new InputException(where, "\"new\" is neither true nor false", Form),
        };
        return isNew && merge is not null
            ? throw new InputException(where, "merges a beat into one that is made by it", "Give the areas to the new beat, or keep the beat there is.")
            : new PlanMove(CheckName(where, beat)) { Areas = areas, Merge = merge, IsNew = isNew };
    }

    private static string? ReadText(string where, JsonElement move, string name) =>
        !move.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new InputException(where, $"\"{name}\" is not a name in quotes", Form);

    private static string[] ReadIds(string where, JsonElement list) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)
        ? [.. list.EnumerateArray().Select(id => id.GetString()!)]
        : throw new InputException(where, "\"areas\" is not a list of area ids in quotes", Form);
}

/// <summary>All ids on one line: ten thousand lines of one id each help nobody.</summary>
internal sealed class IdListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. JsonElement.ParseValue(ref reader).EnumerateArray().Select(id => id.GetString() ?? throw new JsonException("An id is null."))];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        writer.WriteRawValue("[" + string.Join(',', value.Select(id => $"\"{JsonEncodedText.Encode(id)}\"")) + "]");
}
