using System.Text;
using System.Text.Json.Nodes;

namespace SmartBeats.Api.Tests.Homes;

/// <summary>One home of the API with the invented city in it, asked as its own callers ask.</summary>
public interface IContractHome : IAsyncDisposable
{
    /// <summary>Which the document's <c>x-only</c> names.</summary>
    HomeKind Kind { get; }

    /// <summary>The invented city's id.</summary>
    string City => "dos-puentes";

    /// <summary>Whether a gateway that knows all routes stands before it, and answers for itself where there is none or nobody asks.</summary>
    bool IsBehindGateway => false;

    /// <summary>Asks as somebody who may.</summary>
    /// <param name="path">With its query, without <c>/api</c>.</param>
    Task<HomeAnswer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers);

    /// <summary>Asks as who has a token, whoever that is.</summary>
    Task<HomeAnswer> SendAsAsync(string token, string method, string path, string? body = null);

    /// <summary>Asks as nobody.</summary>
    Task<HomeAnswer> SendAsNobodyAsync(string method, string path);

    /// <summary>Puts a file into the home's store, as another program does.</summary>
    Task KeepAsync(string key, byte[] content);

    /// <summary>Ends when the plan that was asked for is published.</summary>
    Task WaitForPlanAsync(string planId);
}

/// <summary>What came back.</summary>
/// <param name="Headers">By names in lower case.</param>
public sealed record HomeAnswer(int Status, Dictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public string MediaType => Headers["content-type"].Split(';')[0];
}
