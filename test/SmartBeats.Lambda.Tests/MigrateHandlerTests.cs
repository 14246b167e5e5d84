using System.Text.Json.Nodes;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda.Tests;

public sealed class MigrateHandlerTests : IDisposable
{
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_deployment_applies_the_schema_and_writes_the_cities()
    {
        using var answer = await MigrateHandler.RunAsync(_cloud, Sample.Json("""
            {"RequestType": "Create", "StackId": "s", "RequestId": "r", "LogicalResourceId": "Schema",
             "ResourceProperties": {"ServiceToken": "arn", "Cities": [{"id": "mesa", "name": "Mesa", "timeZone": "America/Phoenix"}]}}
            """), new TestContext());
        JsonNode.Parse(answer.Text())!.ToJsonString().ShouldBe("""{"Status":"SUCCESS","Reason":null,"PhysicalResourceId":"smartbeats-schema","StackId":"s","RequestId":"r","LogicalResourceId":"Schema"}""");
        (await _cloud.TextAsync(Keys.City.For("mesa"))).ShouldBe("{\n  \"id\": \"mesa\",\n  \"name\": \"Mesa\",\n  \"timeZone\": \"America/Phoenix\"\n}\n");
        _cloud.Database.Statements.Count(s => s.Sql.StartsWith("INSERT INTO migrations", StringComparison.Ordinal)).ShouldBe(SchemaMigrations.All.Count);
    }

    [Fact]
    public async Task Removal_touches_nothing()
    {
        using var answer = await MigrateHandler.RunAsync(_cloud, Sample.Json("{\"RequestType\": \"Delete\", \"PhysicalResourceId\": \"kept\"}"), new TestContext());
        ((string)JsonNode.Parse(answer.Text())!["PhysicalResourceId"]!).ShouldBe("kept");
        _cloud.Database.Statements.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_city_fails_by_hand_with_its_sentence() =>
        (await Should.ThrowAsync<InputException>(() => MigrateHandler.RunAsync(
            _cloud, Sample.Json("""{"RequestType": "Update", "ResourceProperties": {"Cities": [{"id": "Mesa", "name": "Mesa", "timeZone": "America/Phoenix"}]}}"""), new TestContext()))).Message
            .ShouldBe("the stack's cities: id \"Mesa\" is no id of a city. Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen, such as \"glendale\".");
}
