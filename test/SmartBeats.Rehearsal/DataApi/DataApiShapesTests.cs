using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>What goes in and comes out, value by value, as the service's documentation maps types.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class DataApiShapesTests(RehearsalDatabase rehearsal) : IDisposable
{
    private readonly RawCaller _call = new(rehearsal.Server, "postgres");

    public void Dispose() => _call.Dispose();

    [Theory]
    [InlineData("CAST(1 AS smallint)", """{ "longValue": 1 }""")]
    [InlineData("9223372036854775807", """{ "longValue": 9223372036854775807 }""")]
    [InlineData("CAST(0.1 AS double precision)", """{ "doubleValue": 0.1 }""")]
    [InlineData("CAST(2 AS double precision)", """{ "doubleValue": 2 }""")]
    [InlineData("CAST(12.50 AS numeric(9,2))", """{ "stringValue": "12.50" }""")]
    [InlineData("1 = 2", """{ "booleanValue": false }""")]
    [InlineData("NULL", """{ "isNull": true }""")]
    [InlineData("CAST('\\x00ff' AS bytea)", """{ "blobValue": "AP8=" }""")]
    [InlineData("DATE '2024-02-29'", """{ "stringValue": "2024-02-29" }""")]
    [InlineData("TIMESTAMPTZ '2024-02-29 12:00:00.5+02'", """{ "stringValue": "2024-02-29 10:00:00.5" }""")]
    [InlineData("CAST('{\"a\": 1}' AS jsonb)", """{ "stringValue": "{\"a\": 1}" }""")]
    [InlineData("ARRAY[1,NULL,3]", """{ "arrayValue": { "longValues": [1, null, 3] } }""")]
    [InlineData("ARRAY['a, b','\"','NULL','']", """{ "arrayValue": { "stringValues": ["a, b", "\"", "NULL", ""] } }""")]
    public async Task A_value_comes_out_as_its_type_s_member(string sql, string field) =>
        JsonNode.DeepEquals((await _call.RowAsync($"SELECT {sql}"))[0], JsonNode.Parse(field)).ShouldBeTrue((await _call.RowAsync($"SELECT {sql}"))[0]!.ToJsonString());

    [Theory]
    [InlineData("""{ "value": { "stringValue": "2024-02-29" }, "typeHint": "DATE" }""", "date")]
    [InlineData("""{ "value": { "stringValue": "23:59:59.5" }, "typeHint": "TIME" }""", "time without time zone")]
    [InlineData("""{ "value": { "stringValue": "2024-02-29 23:59:59" }, "typeHint": "TIMESTAMP" }""", "timestamp without time zone")]
    [InlineData("""{ "value": { "stringValue": "1.5" }, "typeHint": "DECIMAL" }""", "numeric")]
    [InlineData("""{ "value": { "stringValue": "{}" }, "typeHint": "JSON" }""", "json")]
    [InlineData("""{ "value": { "stringValue": "6ba7b810-9dad-11d1-80b4-00c04fd430c8" }, "typeHint": "UUID" }""", "uuid")]
    [InlineData("""{ "value": { "stringValue": "x" } }""", "character varying")]
    [InlineData("""{ "value": { "longValue": 1 } }""", "bigint")]
    [InlineData("""{ "value": { "doubleValue": 1 } }""", "double precision")]
    [InlineData("""{ "value": { "booleanValue": true } }""", "boolean")]
    [InlineData("""{ "value": { "blobValue": "AP8=" } }""", "bytea")]
    public async Task A_parameter_goes_in_as_its_member_s_or_its_hint_s_type(string parameter, string type)
    {
        var named = JsonNode.Parse(parameter)!.AsObject();
        named["name"] = "p";
        (await _call.RowAsync("SELECT CAST(pg_typeof(:p) AS text)", $"[{named.ToJsonString()}]"))[0]!["stringValue"]!.GetValue<string>().ShouldBe(type);
    }

    [Fact]
    public async Task A_text_without_a_hint_is_no_other_type() => (await _call.RefusalAsync(
            "SELECT 1 WHERE DATE '2024-01-01' = :day", parameters: """[{ "name": "day", "value": { "stringValue": "2024-01-01" } }]"""))
        .ShouldStartWith("400 DatabaseErrorException: ERROR: operator does not exist: date = character varying");

    [Fact]
    public async Task A_null_takes_the_type_its_place_asks_for() =>
        (await _call.RowAsync("SELECT COALESCE(:p, 5)", """[{ "name": "p", "value": { "isNull": true } }]"""))[0]!["longValue"]!.GetValue<int>().ShouldBe(5);

    [Fact]
    public async Task Decimals_and_longs_come_as_asked()
    {
        const string sql = "SELECT CAST(1.5 AS numeric), CAST(2 AS numeric), CAST(3 AS bigint)";
        (await _call.RowAsync(sql, resultSetOptions: new JsonObject { ["decimalReturnType"] = "DOUBLE_OR_LONG" })).ToJsonString()
            .ShouldBe("""[{"doubleValue":1.5},{"longValue":2},{"longValue":3}]""");
        (await _call.RowAsync(sql, resultSetOptions: new JsonObject { ["longReturnType"] = "STRING" })).ToJsonString()
            .ShouldBe("""[{"stringValue":"1.5"},{"stringValue":"2"},{"stringValue":"3"}]""");
    }

    [Theory]
    [InlineData("CAST(1 AS money)", "The result contains the unsupported data type money.")]
    [InlineData("POINT(1, 2)", "The result contains the unsupported data type point.")]
    [InlineData("CAST('NaN' AS double precision)", "NaN and Infinity values are not supported")]
    [InlineData("ARRAY[[1,2],[3,4]]", "The result contains a multidimensional array.")]
    public async Task What_the_service_cannot_return_it_says(string sql, string message) =>
        (await _call.RefusalAsync($"SELECT {sql}")).ShouldBe($"400 UnsupportedResultException: {message}");

    [Fact]
    public async Task A_batch_is_kept_whole_or_not_at_all()
    {
        using var call = new RawCaller(rehearsal.Server, await rehearsal.CreateEmptyAsync());
        await call.ExecuteAsync("CREATE TABLE numbers (n integer PRIMARY KEY)");
        JsonObject Batch(params int[] numbers) => new()
        {
            ["sql"] = "INSERT INTO numbers VALUES (:n)",
            ["parameterSets"] = new JsonArray([.. numbers.Select(n => JsonNode.Parse($$"""[{ "name": "n", "value": { "longValue": {{n}} } }]"""))]),
        };
        (await call.CallAsync("BatchExecute", Batch(1, 2))).Body["updateResults"]!.AsArray().Count.ShouldBe(2);
        (await call.RefusalAsync("BatchExecute", Batch(3, 1))).ShouldContain("SQLState: 23505");
        (await call.RowAsync("SELECT COUNT(*) FROM numbers"))[0]!["longValue"]!.GetValue<int>().ShouldBe(2);
    }
}
