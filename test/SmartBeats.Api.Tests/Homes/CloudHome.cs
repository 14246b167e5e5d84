using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Lambda;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Runs;
using SmartBeats.Lambda.Tests;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Api.Tests.Homes;

/// <summary>The function that API Gateway asks, by its events; a plan is made by the stages in this process.</summary>
internal sealed class CloudHome : IContractHome
{
    private readonly TestCloud _cloud = new();

    public HomeKind Kind => HomeKind.Cloud;

    public static async Task<CloudHome> StartAsync()
    {
        var home = new CloudHome();
        await SampleCity.LoadAsync(home._cloud);
        return home;
    }

    public Task<HomeAnswer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        InvokeAsync(method, path, body, headers, Grant(new JsonObject { ["cities"] = SampleCity.Id, ["caller"] = "tester", ["roles"] = SampleCity.Id + "=admin", ["kind"] = "Person", ["id"] = "person:tester" }));

    public async Task<HomeAnswer> SendAsAsync(string token, string method, string path, string? body = null)
    {
        var asked = Sample.Json(new JsonObject { ["identitySource"] = new JsonArray("Bearer " + token) }.ToJsonString());
        using var answer = await HandlerTable.RunAsync(HandlerTable.Find(Handlers.Authorize), _cloud, asked, new TestContext());
        var verdict = JsonNode.Parse(answer.Text())!;

        // Whom the authoriser refuses, API Gateway refuses itself, in its own words.
        return (bool)verdict["isAuthorized"]!
            ? await InvokeAsync(method, path, body, [], Grant(verdict["context"]!.DeepClone()))
            : new HomeAnswer(403, [], "{\"message\":\"Forbidden\"}"u8.ToArray());
    }

    public Task<HomeAnswer> SendAsNobodyAsync(string method, string path) => InvokeAsync(method, path, null, [], null);

    public Task KeepAsync(string key, byte[] content) => _cloud.Store.PutAsync(key, content);

    public async Task WaitForPlanAsync(string planId)
    {
        var name = $"beats-{planId}-a1";
        var input = JsonNode.Parse(_cloud.Executions.ByName[name].Input)!;
        await using var calls = _cloud.Calls(Patience.OfStages);
        var city = (await CityFiles.FindSettingsAsync(_cloud.Store, SampleCity.Id))!.City;
        var (canonical, sides) = SidePointers.Detach(JsonElement.Parse(input["request"]!.ToJsonString()));
        var pipeline = new LocalPipeline(_cloud.Store, calls, city, 2) { Sides = sides };
        var (ticket, _) = await pipeline.RunAsync(PlanRequestJson.Parse("request", canonical), name);
        ticket.PlanId.ShouldBe(planId);
        _cloud.Executions.ByName[name] = _cloud.Executions.ByName[name] with { Status = "SUCCEEDED", Output = $"{{\"ticket\": {{\"planId\": \"{planId}\"}}}}" };
    }

    public ValueTask DisposeAsync()
    {
        _cloud.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JsonObject Grant(JsonNode granted) => new() { ["lambda"] = granted };

    private async Task<HomeAnswer> InvokeAsync(string method, string path, string? body, (string Name, string Value)[] headers, JsonObject? authorizer)
    {
        var parts = path.Split('?');
        var query = parts.Skip(1).SelectMany(text => text.Split('&')).Select(pair => pair.Split('='));
        var given = new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = parts[0],
            ["headers"] = new JsonObject(headers.Select(header => KeyValuePair.Create(header.Name, (JsonNode?)header.Value))),
            ["queryStringParameters"] = new JsonObject(query.Select(pair => KeyValuePair.Create(pair[0], (JsonNode?)Uri.UnescapeDataString(pair[1])))),
            ["requestContext"] = new JsonObject { ["http"] = new JsonObject { ["method"] = method, ["path"] = parts[0], ["sourceIp"] = "127.0.0.1" }, ["authorizer"] = authorizer },
            ["body"] = body,
            ["isBase64Encoded"] = false,
        };
        using var stream = await HandlerTable.RunAsync(HandlerTable.Find(Handlers.Api), _cloud, Sample.Json(given.ToJsonString()), new TestContext());
        var answer = JsonNode.Parse(stream.Text())!;
        var text = (string?)answer["body"] ?? "";
        var content = (bool?)answer["isBase64Encoded"] == true ? Convert.FromBase64String(text) : System.Text.Encoding.UTF8.GetBytes(text);
        var received = answer["headers"]!.AsObject().ToDictionary(header => header.Key.ToLowerInvariant(), header => (string)header.Value!);
        return new HomeAnswer((int)answer["statusCode"]!, received, content);
    }
}
