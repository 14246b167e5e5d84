using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;

namespace SmartBeats.Lambda.Api;

/// <summary>Every request of the HTTP API (payload format 2.0).</summary>
internal static class ApiHandler
{
    /// <summary>API Gateway hangs up after 30 s.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(25);

    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var begun = cloud.Time.GetTimestamp();
        var proxied = await LambdaJson.ReadAsync(input, LambdaJson.Default.APIGatewayHttpApiV2ProxyRequest);
        using var deadline = new CancellationTokenSource(_longest);
        var request = ApiRequest.Of(cloud, proxied, deadline.Token);
        var (route, answer) = await AnswerAsync(request);
        Log.Answered(request.Method, route, answer.Status, (long)cloud.Time.GetElapsedTime(begun).TotalMilliseconds);
        return LambdaJson.Write(answer.ToResponse(), LambdaJson.Default.APIGatewayHttpApiV2ProxyResponse);
    }

    /// <summary>Never throws: whoever asked gets a status that says whose turn it is.</summary>
    internal static async Task<(string Route, ApiAnswer Answer)> AnswerAsync(ApiRequest request)
    {
        try
        {
            return await Routes.AnswerAsync(request);
        }
        catch (InputException fault)
        {
            return ("", ApiAnswer.Problem(409, "Not as things are", fault.Message));
        }
        catch (Exception fault) when (fault is DatabaseBusyException or OperationCanceledException || HandlerTable.IsServiceFault(fault))
        {
            Log.Failed("api: a service is busy", fault);
            return ("", ApiAnswer.Problem(503, "Not just now", "The database may be resuming from a pause, which takes half a minute. Ask again then.").With("retry-after", "30"));
        }
        catch (Exception fault)
        {
            Log.Failed("api: fault", fault);
            return ("", ApiAnswer.Problem(500, "A fault of ours", "Something went wrong inside SmartBeats. Nothing was started. Ask again, and tell the operators if it stays."));
        }
    }
}
