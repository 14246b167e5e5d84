using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats token issue|list|revoke</c>: tokens for programs, asked of the API with an administrator's token.</summary>
internal sealed class TokenVerb
{
    /// <summary>The administrator's token comes from here and from no flag: flags are seen by everybody on a machine and kept in histories.</summary>
    private const string TokenVariable = "SMARTBEATS_TOKEN";
    private const string UrlVariable = "SMARTBEATS_URL";
    private const int UsualDays = 90;

    private readonly Option<string?> _url = new("--url") { Description = $"Address of the API; that in {UrlVariable} where not said." };
    private readonly Option<string> _city = new("--city") { Description = "Id of the city.", Required = true };
    private readonly Option<string> _name = new("--name") { Description = "What the token is for.", Required = true };
    private readonly Option<string> _role = new("--role") { Description = "viewer, commander, analyst or admin.", Required = true };
    private readonly Option<string?> _owner = new("--owner") { Description = "Who answers for it; who asks, where not said." };
    private readonly Option<int> _days = new("--days") { Description = "Days it opens, 1 to 366.", DefaultValueFactory = _ => UsualDays };
    private readonly Option<bool> _json = new("--json") { Description = "Print the list as JSON." };
    private readonly Argument<string> _key = new("KEY") { Description = "As token list shows it." };

    public static Command Create()
    {
        var verb = new TokenVerb();
        var issue = new Command("issue", "Issue a token; it is printed this once.") { verb._url, verb._city, verb._name, verb._role, verb._owner, verb._days };
        var list = new Command("list", "List the tokens that open a city.") { verb._url, verb._city, verb._json };
        var revoke = new Command("revoke", "Take a token away; in the cloud it is gone within 5 minutes.") { verb._key, verb._url, verb._city };
        issue.SetAction(verb.IssueAsync);
        list.SetAction(verb.ListAsync);
        revoke.SetAction(verb.RevokeAsync);
        return new Command("token", $"Issue, list and revoke tokens for programs, with an administrator's token in {TokenVariable}.") { issue, list, revoke };
    }

    private async Task<int> IssueAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var wanted = new JsonObject { ["name"] = parsed.GetValue(_name), ["role"] = parsed.GetValue(_role), ["days"] = parsed.GetValue(_days) };
        if (parsed.GetValue(_owner) is { } owner)
        {
            wanted["owner"] = owner;
        }

        var issued = await AskAsync(parsed, HttpMethod.Post, "", wanted, cancellation);
        Console.Out.WriteLine((string?)issued["token"]);
        Console.Error.WriteLine($"{issued["role"]} of {parsed.GetValue(_city)} until {issued["expires"]}, owned by {issued["owner"]}. It is shown this once; it is revoked by");
        Console.Error.WriteLine($"  smartbeats token revoke {issued["key"]} --city {parsed.GetValue(_city)}");
        return ExitCode.Ok;
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var all = new JsonArray();
        var after = "";
        do
        {
            var page = await AskAsync(parsed, HttpMethod.Get, "?limit=100" + (after.Length > 0 ? "&after=" + Uri.EscapeDataString(after) : ""), null, cancellation);
            foreach (var token in page["tokens"]!.AsArray())
            {
                all.Add(token!.DeepClone());
            }

            after = (string?)page["next"] ?? "";
        }
        while (after.Length > 0);

        if (parsed.GetValue(_json))
        {
            Console.Out.WriteLine(all.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            return ExitCode.Ok;
        }

        foreach (var token in all)
        {
            var until = token!["expires"] is { } expires ? $"{((bool?)token["expired"] == true ? "expired" : "until")} {((string)expires!)[..10]}" : "never expires";
            Console.Out.WriteLine($"{token["key"]} {token["role"],-10} {until}, last used {(string?)token["lastUsed"] ?? "never"}, of {(string?)token["owner"] ?? "nobody named"}: {token["name"]}");
        }

        if (all.Any(token => (string?)token!["role"] == "token-file"))
        {
            Console.Error.WriteLine("token-file: written by hand before there were roles. It may do all but see to tokens, and never expires: issue another in its place, then revoke it.");
        }

        return ExitCode.Ok;
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await AskAsync(parsed, HttpMethod.Delete, "/" + Uri.EscapeDataString(parsed.GetValue(_key)!), null, cancellation);
        Console.Error.WriteLine("Revoked. In the cloud it opens nothing any more within 5 minutes.");
        return ExitCode.Ok;
    }

    /// <exception cref="InputException">The API refuses, in its own words.</exception>
    /// <exception cref="IOException">It does not answer.</exception>
    private async Task<JsonObject> AskAsync(ParseResult parsed, HttpMethod method, string path, JsonObject? body, CancellationToken cancellation)
    {
        var token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } given
            ? given.Trim()
            : throw new InputException(TokenVariable, "is not set", "Set it to an administrator's token: it is read from there, so that no history keeps it.");
        var address = FindAddress(parsed.GetValue(_url) ?? Environment.GetEnvironmentVariable(UrlVariable));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(method, new Uri($"{address}/cities/{Uri.EscapeDataString(parsed.GetValue(_city)!)}/tokens{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var answer = await client.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode ? Parse(text) ?? [] : throw new InputException(address, Explain((int)answer.StatusCode, Parse(text)), "Nothing was changed.");
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"{address} does not answer: {fault.Message}", fault);
        }
    }

    private static string FindAddress(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            throw new InputException("--url", url is null ? "is missing" : $"\"{url}\" is no address", $"Write such as https://abc123.execute-api.us-west-2.amazonaws.com, here or in {UrlVariable}.");
        }

        return address.Scheme == "http" && !address.IsLoopback
            ? throw new InputException("--url", $"{address.Host} would be sent the token unencrypted", "Write https.")
            : address.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    private static string Explain(int status, JsonObject? problem) => (string?)problem?["detail"] is { } detail
        ? $"it answered {status}: {detail.TrimEnd('.')}"
        : status is 401 or 403 ? $"it does not know the token in {TokenVariable} ({status})" : $"it answered {status}";

    private static JsonObject? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
