using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.HttpApi;

/// <summary>Payload format 2.0, as API Gateway hands a request to a function.</summary>
internal static class ProxyEvent
{
    private const string ApiId = "rehearsal1";

    public static JsonObject ForFunction(Arrival request, ApiRoute route, Dictionary<string, string> values, JsonNode? granted)
    {
        var json = Common(request, route, values);
        if (granted is not null)
        {
            json["requestContext"]!["authorizer"] = new JsonObject { ["lambda"] = granted };
        }

        if (request.Body.Length > 0)
        {
            var isText = request.Header("Content-Type") is { } type && (type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal) || type.Contains("xml", StringComparison.Ordinal));
            json["body"] = isText ? Encoding.UTF8.GetString(request.Body) : Convert.ToBase64String(request.Body);
            json["isBase64Encoded"] = !isText;
        }
        else
        {
            json["isBase64Encoded"] = false;
        }

        return json;
    }

    public static JsonObject ForAuthorizer(Arrival request, ApiRoute route, Dictionary<string, string> values, string token)
    {
        var json = Common(request, route, values);
        json["type"] = "REQUEST";
        json["routeArn"] = $"arn:aws:execute-api:{Account.Region}:{Account.Id}:{ApiId}/$default/{request.Method}{request.Path}";
        json["identitySource"] = new JsonArray(token);
        return json;
    }

    private static JsonObject Common(Arrival request, ApiRoute route, Dictionary<string, string> values)
    {
        var now = DateTimeOffset.UtcNow;
        var json = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = route.Key,
            ["rawPath"] = Uri.UnescapeDataString(request.Path),
            ["rawQueryString"] = request.RawQuery.TrimStart('?'),
            ["headers"] = Map(request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value.ToString()))),
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = Account.Id,
                ["apiId"] = ApiId,
                ["domainName"] = request.Header("Host"),
                ["domainPrefix"] = ApiId,
                ["http"] = new JsonObject
                {
                    ["method"] = request.Method,
                    ["path"] = request.Path,
                    ["protocol"] = "HTTP/1.1",
                    ["sourceIp"] = "127.0.0.1",
                    ["userAgent"] = request.Header("User-Agent") ?? "",
                },
                ["requestId"] = Guid.NewGuid().ToString(),
                ["routeKey"] = route.Key,
                ["stage"] = "$default",
                ["time"] = now.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
                ["timeEpoch"] = now.ToUnixTimeMilliseconds(),
            },
        };
        if (values.Count > 0)
        {
            json["pathParameters"] = Map(values);
        }

        if (request.Query.Count > 0)
        {
            json["queryStringParameters"] = Map(request.Query.GroupBy(pair => pair.Key).Select(group => KeyValuePair.Create(group.Key, string.Join(',', group.Select(pair => pair.Value)))));
        }

        return json;
    }

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> pairs) => new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
