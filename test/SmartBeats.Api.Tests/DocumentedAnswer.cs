using System.Text.Json.Nodes;
using SmartBeats.Api.Tests.Homes;

namespace SmartBeats.Api.Tests;

/// <summary>Holds an answer against the schema that <c>openapi.json</c> gives it: types, members there must be, and no member that is not written down.</summary>
internal static class DocumentedAnswer
{
    private static readonly JsonObject _document = JsonNode.Parse(OpenApiDocument.Read())!.AsObject();

    /// <returns>The answer's body.</returns>
    public static JsonObject ShouldBeDocumented(this ApiAnswer answer, string method, string template)
    {
        answer.Status.ShouldBe(200, answer.Text);
        return Check(method, template, answer.Status, "application/json", answer.Text!);
    }

    /// <summary>Likewise, whatever the status: a fault is written down as well as an answer.</summary>
    public static JsonObject ShouldBeDocumented(this HomeAnswer answer, int status, string method, string template)
    {
        answer.Status.ShouldBe(status, answer.Text);
        return Check(method, template, answer.Status, answer.MediaType, answer.Text);
    }

    private static JsonObject Check(string method, string template, int status, string mediaType, string text)
    {
        var body = JsonNode.Parse(text)!.AsObject();
        var response = Follow(_document["paths"]![template]![method.ToLowerInvariant()]!["responses"]![$"{status}"].ShouldNotBeNull($"{template} answers {status}").AsObject());
        List<string> faults = [];
        Check(body, response["content"]![mediaType].ShouldNotBeNull($"{template} sends {mediaType}")["schema"]!.AsObject(), template, faults);
        faults.ShouldBeEmpty();
        return body;
    }

    private static JsonObject Follow(JsonObject schema) => (string?)schema["$ref"] is { } reference
        ? reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)_document, (node, name) => node[name]!).AsObject()
        : schema;

    private static void Check(JsonNode? value, JsonObject schema, string where, List<string> faults)
    {
        schema = Follow(schema);
        if (schema["type"] is null)
        {
            // A choice of words, or of several forms.
            if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
            {
                faults.Add($"{where} is {value?.ToJsonString() ?? "null"}, none of {words.ToJsonString()}");
            }

            return;
        }

        string[] types = schema["type"] is JsonArray several ? [.. several.Select(type => (string)type!)] : [(string)schema["type"]!];
        var isFit = value?.GetValueKind() switch
        {
            null => types.Contains("null"),
            System.Text.Json.JsonValueKind.String => types.Contains("string"),
            System.Text.Json.JsonValueKind.Number => types.Contains("number") || (types.Contains("integer") && value.ToJsonString().All(letter => char.IsAsciiDigit(letter) || letter == '-')),
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => types.Contains("boolean"),
            System.Text.Json.JsonValueKind.Array => types.Contains("array"),
            _ => types.Contains("object"),
        };
        if (!isFit)
        {
            faults.Add($"{where} is {value?.ToJsonString() ?? "null"}, not {string.Join(" or ", types)}");
        }

        if (value is JsonArray list && schema["items"] is JsonObject items)
        {
            for (var at = 0; at < list.Count; at++)
            {
                Check(list[at], items, $"{where}[{at}]", faults);
            }
        }

        if (value is JsonObject members && schema["properties"] is JsonObject properties)
        {
            faults.AddRange((schema["required"]?.AsArray() ?? []).Where(name => !members.ContainsKey((string)name!)).Select(name => $"{where} has no {name}"));
            foreach (var (name, member) in members)
            {
                if (properties[name] is JsonObject known)
                {
                    Check(member, known, $"{where}.{name}", faults);
                }
                else if (schema["additionalProperties"] is null)
                {
                    faults.Add($"{where}.{name} is not written down");
                }
            }
        }
    }
}
