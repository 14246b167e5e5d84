using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>A resource of the template.</summary>
/// <param name="Properties">Intrinsic functions resolved.</param>
internal sealed record Resource(string Id, string Type, JsonObject Properties);

/// <summary>The synthesised template, with <c>Ref</c>, <c>Fn::GetAtt</c>, <c>Fn::Sub</c>, <c>Fn::Join</c> and their like resolved to the rehearsal's names.</summary>
/// <param name="json">As <c>cdk synth</c> wrote it.</param>
/// <param name="apiAddress">Where the HTTP API is; without a slash at its end.</param>
internal sealed class Template(JsonObject json, string apiAddress)
{
    private readonly PhysicalNames _names = new(json, apiAddress);

    public IEnumerable<Resource> Of(string type) =>
        from pair in json["Resources"]!.AsObject()
        where (string?)pair.Value!["Type"] == type && IsMade(pair.Value)
        select new Resource(pair.Key, type, Resolve(pair.Value["Properties"])?.AsObject() ?? []);

    public IEnumerable<Resource> Where(Func<string, bool> type) =>
        json["Resources"]!.AsObject().Select(pair => (string)pair.Value!["Type"]!).Distinct().Where(type).SelectMany(Of);

    public string Arn(Resource resource) => _names.Attribute(resource.Id, "Arn").ToString();

    public string Name(Resource resource) => _names.Name(resource.Id);

    public JsonNode? Resolve(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                return new JsonArray([.. items.Select(Resolve).Where(item => !IsNothing(item))]);
            case JsonObject { Count: 1 } call when call.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)):
                return Call(name, argument!);
            case JsonObject fields:
                return new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Resolve(field.Value))).Where(field => !IsNothing(field.Value)));
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Call(string name, JsonNode argument) => name switch
    {
        "Ref" => _names.Reference((string)argument!),
        "Fn::GetAtt" when argument is JsonArray pair => _names.Attribute((string)pair[0]!, (string)pair[1]!),
        "Fn::GetAtt" => _names.Attribute(((string)argument!).Split('.', 2)[0], ((string)argument!).Split('.', 2)[1]),
        "Fn::Join" => _names.Local(string.Join((string)argument[0]!, Resolve(argument[1])!.AsArray().Select(part => part!.ToString()))),
        "Fn::Sub" => _names.Local(Substitute(argument)),
        "Fn::Select" => Resolve(argument[1])!.AsArray()[int.Parse(argument[0]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)]!.DeepClone(),
        "Fn::Split" => new JsonArray([.. Resolve(argument[1])!.ToString().Split((string)argument[0]!).Select(part => (JsonNode?)part)]),
        "Fn::If" => Resolve(argument[IsTrue(json["Conditions"]![(string)argument[0]!]!) ? 1 : 2]),
        "Fn::GetAZs" => new JsonArray(Account.Region + "a", Account.Region + "b"),
        _ => throw new NotSupportedException($"The rehearsal does not know {name}."),
    };

    private string Substitute(JsonNode argument)
    {
        var (text, values) = argument is JsonArray pair ? ((string)pair[0]!, pair[1]!.AsObject()) : ((string)argument!, []);
        return System.Text.RegularExpressions.Regex.Replace(text, @"\$\{([^!}][^}]*)\}", match =>
        {
            var name = match.Groups[1].Value;
            return values.TryGetPropertyValue(name, out var value) ? Resolve(value)!.ToString()
                : name.Contains('.', StringComparison.Ordinal) ? _names.Attribute(name.Split('.', 2)[0], name.Split('.', 2)[1]).ToString() : _names.Reference(name).ToString();
        }).Replace("${!", "${", StringComparison.Ordinal);
    }

    private bool IsMade(JsonNode resource) => (string?)resource["Condition"] is not { } condition || IsTrue(json["Conditions"]![condition]!);

    private bool IsTrue(JsonNode condition)
    {
        var (name, argument) = condition.AsObject().Single();
        return name switch
        {
            "Condition" => IsTrue(json["Conditions"]![(string)argument!]!),
            "Fn::Equals" => Resolve(argument![0])!.ToString() == Resolve(argument[1])!.ToString(),
            "Fn::Not" => !IsTrue(argument![0]!),
            "Fn::And" => argument!.AsArray().All(one => IsTrue(one!)),
            "Fn::Or" => argument!.AsArray().Any(one => IsTrue(one!)),
            _ => throw new NotSupportedException($"The rehearsal does not know the condition {name}."),
        };
    }

    private static bool IsNothing(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text == PhysicalNames.Nothing;
}
