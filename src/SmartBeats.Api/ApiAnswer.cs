using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Requests;

namespace SmartBeats.Api;

/// <summary>An answer of the API; faults are problem details (RFC 9457).</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Empty for none.</param>
/// <param name="MediaType">Of the body.</param>
public sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string MediaType = ApiAnswer.JsonType)
{
    /// <summary>The media type of everything but files and faults.</summary>
    public const string JsonType = "application/json";

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By names in lower case.</summary>
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.Ordinal)
    {
        ["content-type"] = MediaType,
        ["cache-control"] = "no-store",
        ["x-content-type-options"] = "nosniff",
    };

    /// <summary>What who asks again under the same key gets in the body's place; null for the same body. Of a body with a secret, which is shown once and kept nowhere.</summary>
    public ReadOnlyMemory<byte>? Repeated { get; init; }

    /// <summary>Id of what the request made, for the record of changes; null where it made nothing.</summary>
    public string? Made { get; init; }

    /// <summary>The body as text; null where there is none.</summary>
    public string? Text => Body.IsEmpty ? null : Encoding.UTF8.GetString(Body.Span);

    /// <summary>An answer without a body.</summary>
    /// <param name="status">Of HTTP.</param>
    public static ApiAnswer Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty);

    /// <summary>An answer that is one JSON object.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="body">Written indented, with letters as they are.</param>
    public static ApiAnswer Json(int status, JsonObject body) => new(status, Write(body));

    /// <summary>A fault, titled as RFC 9110 titles its status.</summary>
    /// <param name="status">From 400.</param>
    /// <param name="detail">What is wrong and what to do.</param>
    /// <param name="errors">The wrong fields; null where no field is.</param>
    public static ApiAnswer Problem(int status, string detail, JsonArray? errors = null)
    {
        var problem = new JsonObject { ["type"] = "about:blank", ["title"] = FindTitle(status), ["status"] = status, ["detail"] = detail };
        if (errors is not null)
        {
            problem["errors"] = errors;
        }

        return new ApiAnswer(status, Write(problem), "application/problem+json");
    }

    /// <summary>Every wrong field of a request at once.</summary>
    /// <param name="faults">At least one.</param>
    public static ApiAnswer WrongFields(params IReadOnlyList<RequestFault> faults) => Problem(
        400,
        string.Join(" ", faults.Select(fault => $"{Tell(fault)}. {fault.Remedy}")),
        new JsonArray([.. faults.Select(fault => new JsonObject { ["field"] = fault.Field, ["detail"] = fault.What, ["remedy"] = fault.Remedy })]));

    /// <summary>What is wrong, with the field where the words themselves do not say which.</summary>
    private static string Tell(RequestFault fault) =>
        fault.Field.Length == 0 || fault.What.Contains(fault.Field, StringComparison.Ordinal) ? fault.What : $"{fault.Field}: {fault.What}";

    /// <summary>The answer where there is no such city, or the caller has no right to it.</summary>
    /// <param name="city">As it was asked for.</param>
    public static ApiAnswer NoSuchCity(string city) =>
        Problem(404, $"There is no city \"{(CityJson.IsId(city) ? city : "?")}\" for this caller. GET /cities lists those there are.");

    /// <summary>The answer where a city has no such plan.</summary>
    /// <param name="city">Its id.</param>
    /// <param name="planId">As it was asked for.</param>
    public static ApiAnswer NoSuchPlan(string city, string planId) => Problem(404, $"City {city} has no plan {planId}. GET /cities/{city}/plans lists its plans.");

    /// <summary>The answer where there is nothing.</summary>
    /// <param name="detail">What there might have been, and what to do.</param>
    public static ApiAnswer NothingHere(string detail) => Problem(404, detail);

    /// <summary>Adds a header.</summary>
    /// <param name="header">In lower case.</param>
    /// <param name="value">Of the header.</param>
    public ApiAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    private static byte[] Write(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(_readable) + "\n");

    private static string FindTitle(int status) => status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    };
}
