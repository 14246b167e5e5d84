using System.Text;
using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Calls written by hand, so that a test sees the wire and can say what no client would send.</summary>
internal sealed class RawCaller(DataApiServer server, string database) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(server.Url) };

    /// <param name="body">Members of the request; cluster, secret and database are added where it does not name them.</param>
    public async Task<(int Status, string? Error, JsonNode Body)> CallAsync(string operation, JsonObject body)
    {
        body.TryAdd("resourceArn", DataApiServer.ClusterArn);
        body.TryAdd("secretArn", DataApiServer.SecretArn);
        if (operation is not ("CommitTransaction" or "RollbackTransaction"))
        {
            body.TryAdd("database", database);
        }

        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri("/" + operation, UriKind.Relative), content);
        var error = answer.Headers.TryGetValues("x-amzn-ErrorType", out var names) ? names.Single() : null;
        return ((int)answer.StatusCode, error, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public Task<(int Status, string? Error, JsonNode Body)> ExecuteAsync(string sql, string? transaction = null, string parameters = "[]") =>
        CallAsync("Execute", new JsonObject { ["sql"] = sql, ["transactionId"] = transaction, ["parameters"] = JsonNode.Parse(parameters) });

    /// <summary>The fields of the only row.</summary>
    public async Task<JsonArray> RowAsync(string sql, string parameters = "[]", JsonObject? resultSetOptions = null)
    {
        var (status, _, body) = await CallAsync("Execute", new JsonObject { ["sql"] = sql, ["parameters"] = JsonNode.Parse(parameters), ["resultSetOptions"] = resultSetOptions });
        status.ShouldBe(200, body.ToJsonString());
        return body["records"]!.AsArray().ShouldHaveSingleItem()!.AsArray();
    }

    public async Task<string> BeginAsync() => (await CallAsync("BeginTransaction", [])).Body["transactionId"]!.GetValue<string>();

    /// <summary>How a refused call is told: its name and text.</summary>
    public async Task<string> RefusalAsync(string operation, JsonObject body)
    {
        var (status, error, said) = await CallAsync(operation, body);
        status.ShouldBeGreaterThanOrEqualTo(400);
        return $"{status} {error}: {said["message"]}";
    }

    public Task<string> RefusalAsync(string sql, string? transaction = null, string parameters = "[]") =>
        RefusalAsync("Execute", new JsonObject { ["sql"] = sql, ["transactionId"] = transaction, ["parameters"] = JsonNode.Parse(parameters) });

    public void Dispose() => _http.Dispose();
}
