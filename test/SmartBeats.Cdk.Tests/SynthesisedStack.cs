using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;

namespace SmartBeats.Cdk.Tests;

/// <summary>The stack of two cities, synthesised once for all tests: the library behind it takes seconds to start.</summary>
public sealed class SynthesisedStack : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-cdk-");

    public SynthesisedStack()
    {
        // Node.js 20 works as long as anybody has it; the library writes a page about it.
        System.Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");
        Template = Synthesise(Settings);
    }

    public static StackSettings Settings { get; } = StackSettings.Read(JsonElement.Parse("""
        {
          "cities": [
            {"id": "glendale", "name": "Glendale", "timeZone": "America/Phoenix", "emails": ["chief@example.com", "desk@example.com"]},
            {"id": "mesa", "name": "Mesa", "timeZone": "America/Phoenix", "idField": "AREA", "emails": []}
          ],
          "operators": ["operators@example.com"]
        }
        """));

    internal Template Template { get; }

    /// <param name="stages">Of a run; those there are where not given.</param>
    internal Template Synthesise(StackSettings settings, IReadOnlyList<Pipeline.Run.Stage>? stages = null)
    {
        var functions = _folder.CreateSubdirectory("functions").FullName;
        File.WriteAllText(Path.Combine(functions, "bootstrap"), "");
        var app = new App(new AppProps { Outdir = Path.Combine(_folder.FullName, Path.GetRandomFileName()), AnalyticsReporting = false });
        _ = new SmartBeatsStack(app, settings.App, settings with { FunctionsFolder = functions }, stages ?? Pipeline.Run.Stages.All);
        return new Template(Path.Combine(app.Synth().Directory, settings.App + ".template.json"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

[CollectionDefinition(Name)]
public sealed class StackTests : ICollectionFixture<SynthesisedStack>
{
    public const string Name = "the stack";
}

/// <summary>A synthesised template, with its intrinsic functions made readable.</summary>
internal sealed class Template(string path)
{
    private readonly JsonNode _root = JsonNode.Parse(File.ReadAllText(path))!;

    public string Path => path;

    public IReadOnlyDictionary<string, JsonObject> Resources => _root[nameof(Resources)]!.AsObject().ToDictionary(resource => resource.Key, resource => resource.Value!.AsObject());

    /// <summary>Properties of all resources of a type.</summary>
    public IReadOnlyList<JsonObject> All(string type) =>
        [.. Resources.Values.Where(resource => (string)resource["Type"]! == type).Select(resource => resource["Properties"]?.AsObject() ?? [])];

    /// <summary>Ids that a resource waits for: what it depends on, refers to or takes an attribute of.</summary>
    public static IEnumerable<string> NeedsOf(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field.Key switch
        {
            "Ref" => [field.Value!.ToString()],
            "Fn::GetAtt" => [field.Value![0]!.ToString()],
            "DependsOn" when field.Value is JsonArray many => many.Select(one => one!.ToString()),
            "DependsOn" => [field.Value!.ToString()],
            _ => NeedsOf(field.Value),
        }),
        JsonArray items => items.SelectMany(NeedsOf),
        _ => [],
    };

    public JsonObject Only(string type) => All(type).ShouldHaveSingleItem();

    public KeyValuePair<string, JsonObject> OnlyResource(string type) => Resources.Where(resource => (string)resource.Value["Type"]! == type).ShouldHaveSingleItem();

    public JsonObject Function(string handler) => All("AWS::Lambda::Function").Where(function => (string)function["Handler"]! == handler).ShouldHaveSingleItem();

    public JsonObject RoleOf(string handler) => Resources[(string)Function(handler)["Role"]!["Fn::GetAtt"]![0]!]["Properties"]!.AsObject();

    /// <summary>Statements of a role's one inline policy.</summary>
    public static IReadOnlyList<JsonObject> StatementsOf(JsonObject role)
    {
        role.ContainsKey("ManagedPolicyArns").ShouldBeFalse();
        return [.. role["Policies"]!.AsArray().ShouldHaveSingleItem()!["PolicyDocument"]!["Statement"]!.AsArray().Select(statement => statement!.AsObject())];
    }

    /// <summary>One or many, as texts.</summary>
    public string[] Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray many => [.. many.Select(Text)],
        _ => [Text(node)],
    };

    /// <summary>Pseudo parameters in capitals, other references as <c>&lt;Construct&gt;</c>.</summary>
    public string Text(JsonNode? node) => node switch
    {
        JsonObject { Count: 1 } call when call.Single() is var (name, given) => name switch
        {
            "Ref" => Reference((string)given!),
            "Fn::GetAtt" => $"<{Plain((string)given![0]!)}.{(string)given[1]!}>",
            "Fn::Join" => string.Join((string)given![0]!, given[1]!.AsArray().Select(Text)),
            "Fn::Sub" => Substitute(given!),
            _ => throw new InvalidOperationException(name),
        },
        JsonValue value => value.ToString(),
        _ => throw new InvalidOperationException($"{node?.ToJsonString()} is no text."),
    };

    private string Substitute(JsonNode given)
    {
        var (text, named) = given is JsonArray both ? ((string)both[0]!, both[1]!.AsObject()) : ((string)given!, []);
        foreach (var (name, value) in named)
        {
            text = text.Replace($"${{{name}}}", Text(value));
        }

        foreach (var pseudo in (string[])["AWS::Partition", "AWS::Region", "AWS::AccountId"])
        {
            text = text.Replace($"${{{pseudo}}}", Reference(pseudo));
        }

        return text;
    }

    private static string Reference(string name) => name switch
    {
        "AWS::Partition" => "aws",
        "AWS::Region" => "REGION",
        "AWS::AccountId" => "ACCOUNT",
        _ => $"<{Plain(name)}>",
    };

    /// <summary>Without the eight digits that make a logical id unique.</summary>
    private static string Plain(string id) => id.Length > 8 && id[^8..].All(char.IsAsciiHexDigitUpper) ? id[..^8] : id;
}
