using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>What AWS's own clients make of the endpoint, so that it is not only our client's opinion.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class AwsClientsTests(RehearsalDatabase rehearsal)
{
    [Fact]
    public async Task The_client_for_JavaScript_executes_transacts_batches_and_meets_errors()
    {
        var web = Path.Combine(SharedData.RepositoryRoot(), "test", "web");
        Directory.Exists(Path.Combine(web, "node_modules", "@aws-sdk")).ShouldBeTrue("@aws-sdk/client-rds-data is missing: run npm ci in test/web, or test/run.sh, which does.");
        var (code, output, error) = await RunAsync(
            "node", [Path.Combine(web, "data-api.mjs"), rehearsal.Server.Url, DataApiServer.ClusterArn, DataApiServer.SecretArn, await rehearsal.CreateEmptyAsync()]);
        code.ShouldBe(0, error);
        var seen = JsonNode.Parse(output)!;
        Same(seen["made"], """{ "updated": 0, "generated": [] }""");
        seen["inserted"]!.GetValue<int>().ShouldBe(1);
        Same(seen["beforeCommit"], """[[{ "longValue": 0 }]]""");
        seen["committed"]!.GetValue<string>().ShouldBe("Transaction Committed");
        Same(seen["read"], """
            [{ "longValue": 1 }, { "stringValue": "it's; \"quoted\" — ü" }, { "doubleValue": 0.1 }, { "booleanValue": true },
             { "blobValue": [0, 255, 10] }, { "stringValue": "2024-02-29" }, { "stringValue": "12.50" }]
            """);
        Same(seen["columns"], """
            [["id", "int8", "notes", 0], ["body", "text", "notes", 1], ["weight", "float8", "notes", 1], ["seen", "bool", "notes", 1],
             ["raw", "bytea", "notes", 1], ["day", "date", "notes", 1], ["price", "numeric", "notes", 1]]
            """);
        Same(seen["formatted"], """[{ "id": 1, "body": "it's; \"quoted\" — ü", "price": 12.5, "nothing": null }]""");
        Same(seen["batch"], """[{ "generatedFields": [] }, { "generatedFields": [] }]""");
        seen["rolledBack"]!.GetValue<string>().ShouldBe("Rollback Complete");
        Same(seen["left"], "[1, 2, 3]");
        Same(seen["noTable"], """{ "name": "DatabaseErrorException", "message": "ERROR: relation \"nowhere\" does not exist; Position: 15; SQLState: 42P01", "status": 400 }""");
        seen["twice"]!["message"]!.GetValue<string>().ShouldStartWith("ERROR: duplicate key value violates unique constraint \"notes_pkey\"");
        seen["twice"]!["message"]!.GetValue<string>().ShouldEndWith("SQLState: 23505");
        seen["over"]!["name"]!.GetValue<string>().ShouldBe("TransactionNotFoundException");
        Same(seen["several"], """{ "name": "ValidationException", "message": "Multistatements aren't supported.", "status": 400 }""");
    }

    [Fact]
    public async Task The_command_line_executes_transacts_batches_and_meets_an_error()
    {
        var database = await rehearsal.CreateEmptyAsync();
        await AwsAsync("execute-statement", "--database", database, "--sql", "CREATE TABLE notes (id bigint PRIMARY KEY, body text)");
        var transaction = (await AwsAsync("begin-transaction", "--database", database))["transactionId"]!.GetValue<string>();
        var inserted = await AwsAsync(
            "execute-statement", "--database", database, "--transaction-id", transaction, "--sql", "INSERT INTO notes VALUES (:id, :body)",
            "--parameters", """[{ "name": "id", "value": { "longValue": 1 } }, { "name": "body", "value": { "stringValue": "one" } }]""");
        inserted["numberOfRecordsUpdated"]!.GetValue<int>().ShouldBe(1);
        (await AwsAsync("commit-transaction", "--transaction-id", transaction))["transactionStatus"]!.GetValue<string>().ShouldBe("Transaction Committed");
        await AwsAsync(
            "batch-execute-statement", "--database", database, "--sql", "INSERT INTO notes VALUES (:id, NULL)",
            "--parameter-sets", """[[{ "name": "id", "value": { "longValue": 2 } }], [{ "name": "id", "value": { "longValue": 3 } }]]""");
        var read = await AwsAsync("execute-statement", "--database", database, "--sql", "SELECT * FROM notes ORDER BY id");
        Same(read["records"], """[[{ "longValue": 1 }, { "stringValue": "one" }], [{ "longValue": 2 }, { "isNull": true }], [{ "longValue": 3 }, { "isNull": true }]]""");
        var (code, _, error) = await CallAwsAsync(["execute-statement", "--database", database, "--sql", "SELECT nothing FROM notes"]);
        code.ShouldNotBe(0);
        error.ShouldContain(
            "An error occurred (DatabaseErrorException) when calling the ExecuteStatement operation: ERROR: column \"nothing\" does not exist; Position: 8; SQLState: 42703");
    }

    private async Task<JsonNode> AwsAsync(params string[] arguments)
    {
        var (code, output, error) = await CallAwsAsync(arguments);
        code.ShouldBe(0, error);
        return JsonNode.Parse(output)!;
    }

    private Task<(int Code, string Output, string Error)> CallAwsAsync(string[] arguments) => RunAsync("aws", [
        "rds-data", .. arguments, "--resource-arn", DataApiServer.ClusterArn, "--secret-arn", DataApiServer.SecretArn, "--endpoint-url", rehearsal.Server.Url, "--output", "json",
    ]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["AWS_DEFAULT_REGION"] = "us-west-2", ["AWS_EC2_METADATA_DISABLED"] = "true" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static void Same(JsonNode? seen, string expected) => JsonNode.DeepEquals(seen, JsonNode.Parse(expected)).ShouldBeTrue(seen?.ToJsonString());
}
