using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using SmartBeats.Api;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Runs;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Answers;

namespace SmartBeats.Lambda.Gateway;

/// <summary>The API behind API Gateway (payload format 2.0): turns events into requests and answers into events.</summary>
internal static class ApiHandler
{
    /// <summary>API Gateway hangs up after 30 s.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(25);

    /// <summary>Outlives a request, as the process does.</summary>
    private static readonly AnswerShelves _shelves = new();

    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var begun = cloud.Time.GetTimestamp();
        var proxied = await LambdaJson.ReadAsync(input, LambdaJson.Default.APIGatewayHttpApiV2ProxyRequest);
        using var deadline = new CancellationTokenSource(_longest);
        var method = proxied.RequestContext?.Http?.Method ?? "GET";
        var (route, answer) = ReadBody(proxied) is { } body
            ? await ApiRouter.AnswerAsync(Read(CreateHome(cloud), proxied, method, body, deadline.Token))
            : ("none", ApiAnswer.Problem(400, "The body is said to be base64 and is not. Send it as it is."));
        Log.Answered(method, route, answer.Status, (long)cloud.Time.GetElapsedTime(begun).TotalMilliseconds);
        return LambdaJson.Write(Write(answer), LambdaJson.Default.APIGatewayHttpApiV2ProxyResponse);
    }

    internal static ApiHome CreateHome(Cloud cloud) => new()
    {
        Kind = HomeKind.Cloud,
        Files = cloud.Store,
        OpenCalls = () => cloud.Calls(Patience.OfApi),
        Shelves = _shelves,
        Runs = new StepFunctionRuns(cloud),
        Links = new SignedLinks(cloud),
        Uploads = new CloudUploads(cloud.Store),
        Time = cloud.Time,
        Limits = new ApiLimits(
            Limits.MostBeats, Limits.LargestUploadBytes, Limits.LargestMapBytes, Limits.LargestBodyBytes,
            Limits.RunsPerCityAndDay, Limits.SignedLinkMinutes, Limits.ShortLinkDays)
        {
            Effort = Limits.MostEffort,
        },
        SignIn = cloud.SignIn,
        Version = typeof(ApiHandler).Assembly.GetName().Version!.ToString(3),
        IsBusy = fault => fault is DatabaseBusyException or OperationCanceledException || HandlerTable.IsServiceFault(fault),
        Log = Log.Failed,
        LogDamaged = Log.Damaged,
    };

    private static ApiRequest Read(ApiHome home, APIGatewayHttpApiV2ProxyRequest request, string method, byte[] body, CancellationToken cancellation)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>())
        {
            headers[name.ToLowerInvariant()] = value;
        }

        return new ApiRequest
        {
            Home = home,
            Method = method,
            Path = request.RawPath ?? "/",
            Query = request.QueryStringParameters is { } query ? query.ToDictionary() : [],
            Headers = headers,
            Body = body,
            Caller = AuthorizeHandler.Read(request.RequestContext?.Authorizer?.Lambda),
            From = request.RequestContext?.Http?.SourceIp,
            Cancellation = cancellation,
        };
    }

    /// <returns>Null where it is said to be base64 and is not.</returns>
    private static byte[]? ReadBody(APIGatewayHttpApiV2ProxyRequest request)
    {
        var body = request.Body ?? "";
        if (!request.IsBase64Encoded)
        {
            return Encoding.UTF8.GetBytes(body);
        }

        try
        {
            return Convert.FromBase64String(body);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What is no text travels as base64, and API Gateway turns it back.</summary>
    private static APIGatewayHttpApiV2ProxyResponse Write(ApiAnswer answer)
    {
        var isText = !answer.Headers.ContainsKey("content-encoding")
            && (answer.MediaType.Contains("json", StringComparison.Ordinal) || answer.MediaType.StartsWith("text/", StringComparison.Ordinal));
        return new APIGatewayHttpApiV2ProxyResponse
        {
            StatusCode = answer.Status,
            Headers = answer.Headers,
            Body = isText ? answer.Text ?? "" : Convert.ToBase64String(answer.Body.Span),
            IsBase64Encoded = !isText,
        };
    }
}
