using System.Text.Json.Nodes;

namespace SmartBeats.Api;

/// <summary>A request as far as the routes care.</summary>
public sealed record ApiRequest
{
    /// <summary>Where it is answered.</summary>
    public required ApiHome Home { get; init; }

    /// <summary>In capitals.</summary>
    public required string Method { get; init; }

    /// <summary>With a slash at its front; may begin with <c>/api</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Decoded.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>By names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Empty where none was sent.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>The body of a route that takes files, to be read once and to its end; null for the others, whose body is <see cref="Body"/>.</summary>
    public Stream? Content { get; init; }

    /// <summary>Null where nobody was authorised.</summary>
    public ApiCaller? Caller { get; init; }

    /// <summary>Address the request came from, as the host's network says; null where it does not.</summary>
    public string? From { get; init; }

    /// <summary>What stands in the path at <c>{names}</c>, decoded.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Ends the answering: the caller has gone, or the host's time is over.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The city in the path.</summary>
    public string City => Values["city"];

    /// <summary>The plan in the path.</summary>
    public string PlanId => Values["id"];

    /// <summary>A header's value; null where it was not sent.</summary>
    /// <param name="name">In lower case.</param>
    public string? FindHeader(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A value of the query; null where it was not sent or is empty.</summary>
    /// <param name="name">As it is written there.</param>
    public string? FindQuery(string name) => Query.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The body as a JSON object; null where it is none.</summary>
    public JsonObject? ReadObject()
    {
        try
        {
            return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
