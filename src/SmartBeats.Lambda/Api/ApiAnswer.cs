using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Api;

/// <summary>An answer of the API; faults are problem details (RFC 9457).</summary>
internal sealed record ApiAnswer(int Status, string? Body, string MediaType = "application/json")
{
    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Dictionary<string, string> Headers { get; } = new() { ["content-type"] = MediaType, ["cache-control"] = "no-store", ["x-content-type-options"] = "nosniff" };

    public static ApiAnswer Json(int status, JsonObject body) => new(status, Text(body));

    public static ApiAnswer Problem(int status, string title, string detail, JsonArray? errors = null)
    {
        var problem = new JsonObject { ["type"] = "about:blank", ["title"] = title, ["status"] = status, ["detail"] = detail };
        if (errors is not null)
        {
            problem["errors"] = errors;
        }

        return new ApiAnswer(status, Text(problem), "application/problem+json");
    }

    /// <summary>Every wrong field of a body at once.</summary>
    public static ApiAnswer WrongFields(IReadOnlyList<RequestFault> faults) => Problem(
        400,
        "The request has faults",
        string.Join(" ", faults.Select(fault => $"{fault.What}. {fault.Remedy}")),
        new JsonArray([.. faults.Select(fault => new JsonObject { ["field"] = fault.Field, ["detail"] = fault.What, ["remedy"] = fault.Remedy })]));

    public static ApiAnswer NoSuchCity(string city) => Problem(404, "No such city", $"There is no city \"{city}\" for this caller. Ask the operators which cities your token is for.");

    public static ApiAnswer NoSuchPlan(string city, string planId) => Problem(404, "No such plan", $"City {city} has no plan {planId}. GET /cities/{city}/plans lists its plans.");

    public static ApiAnswer NothingHere(string detail) => Problem(404, "Nothing here", detail);

    public ApiAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    public APIGatewayHttpApiV2ProxyResponse ToResponse() => new() { StatusCode = Status, Body = Body ?? "", Headers = Headers };

    private static string Text(JsonObject body) => body.ToJsonString(_readable) + "\n";
}
