using System.Text;
using System.Text.Json;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary>The command line that makes the same plan.</summary>
internal static class PlanCommand
{
    /// <summary>Fields whose flag is not the field's name in words.</summary>
    private static readonly Dictionary<string, string> _flags = new(StringComparer.Ordinal)
    {
        ["minutes"] = "--service-minutes",
        ["law"] = "--travel-law",
    };

    /// <summary>The verb with the city's data and a flag for each field that is not as it is where nothing is said.</summary>
    /// <param name="canonical">The request.</param>
    /// <param name="workspace">The folder; null for files of one's own.</param>
    /// <param name="city">Its id.</param>
    public static string Write(JsonElement canonical, string? workspace, string city)
    {
        using var usual = JsonDocument.Parse(PlanRequestJson.Canonical(new PlanRequest()));
        var line = new StringBuilder("smartbeats design ").Append(workspace is null ? "city.zip calls.csv" : $"--workspace {Quote(workspace)} --city {city}");
        foreach (var field in canonical.EnumerateObject())
        {
            var isUsual = usual.RootElement.TryGetProperty(field.Name, out var value) && value.GetRawText() == field.Value.GetRawText();
            var isFound = field.Name == "tolerance" && canonical.TryGetProperty("autoTolerance", out _);
            if (field.Name != "city" && !isUsual && !isFound)
            {
                Append(line, field);
            }
        }

        return line.ToString();
    }

    /// <summary>The verb that makes an edited plan; the moves are a table of one's own.</summary>
    /// <param name="parent">The plan that was edited.</param>
    /// <param name="workspace">The folder; null for files of one's own.</param>
    /// <param name="city">Its id.</param>
    public static string WriteEdit(string parent, string? workspace, string city) => workspace is null
        ? "smartbeats edit plan.json --areas city.zip --calls calls.csv --moves moves.csv"
        : $"smartbeats edit {parent} --workspace {Quote(workspace)} --city {city} --moves moves.csv";

    private static void Append(StringBuilder line, JsonProperty field)
    {
        if (field.Name == "response")
        {
            line.Append(" --evaluate");
            foreach (var part in field.Value.EnumerateObject())
            {
                Append(line, part);
            }

            return;
        }

        if (field.Name == "autoTolerance")
        {
            line.Append(" --tolerance auto");
        }
        else if (field.Value.ValueKind == JsonValueKind.False && field.Name == "bridges")
        {
            line.Append(" --no-bridges");
        }
        else if (Print(field.Value) is { Length: > 0 } value)
        {
            line.Append(' ').Append(_flags.GetValueOrDefault(field.Name) ?? "--" + ToWords(field.Name)).Append(' ').Append(Quote(value));
        }
    }

    private static string Print(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Print)),
        JsonValueKind.Object => string.Join(',', value.EnumerateObject().Select(part => $"{part.Name}={PrintPart(part.Value)}")),
        _ => "",
    };

    private static string PrintPart(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : Print(value);

    /// <summary><c>changeBudget</c> as <c>change-budget</c>.</summary>
    private static string ToWords(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <summary>As a shell takes it.</summary>
    private static string Quote(string value) =>
        value.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./,=:+".Contains(letter, StringComparison.Ordinal)) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
