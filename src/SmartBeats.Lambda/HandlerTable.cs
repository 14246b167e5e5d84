using Amazon.Lambda.Core;
using SmartBeats.Lambda.Gateway;
using SmartBeats.Lambda.Notices;
using SmartBeats.Lambda.Runs;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda;

/// <summary>One invocation: decodes the event, calls the pipeline, encodes the answer.</summary>
internal delegate Task<Stream> Handler(Cloud cloud, Stream input, ILambdaContext context);

/// <summary>S3, SNS or Step Functions did not answer, or throttled beyond the client's own retries. Worth another try later.</summary>
public sealed class ServiceBusyException(Exception inner) : Exception($"A service was not available ({inner.GetType().Name}).", inner);

/// <summary>Which function this process is.</summary>
internal static class HandlerTable
{
    /// <exception cref="InvalidOperationException">No such function: a fault of the deployment.</exception>
    public static Handler Find(string name) => Find(name, Stages.All, StageMethods.All);

    internal static Handler Find(string name, IReadOnlyList<Stage> stages, IReadOnlyDictionary<string, StageMethod> methods) => name switch
    {
        Handlers.Ingest => IngestHandler.RunAsync,
        Handlers.Migrate => MigrateHandler.RunAsync,
        Handlers.Api => ApiHandler.RunAsync,
        Handlers.Authorize => AuthorizeHandler.RunAsync,
        Handlers.Monthly => MonthlyHandler.RunAsync,
        _ when stages.FirstOrDefault(stage => stage.Name == name) is { } stage => StageHandler.For(stage, methods),
        _ => throw new InvalidOperationException($"_HANDLER \"{name}\" is none of {string.Join(", ", Handlers.All)}."),
    };

    /// <summary>Gives faults of services one name, so that a state machine can tell what is worth another try.</summary>
    public static async Task<Stream> RunAsync(Handler handler, Cloud cloud, Stream input, ILambdaContext context)
    {
        try
        {
            return await handler(cloud, input, context);
        }
        catch (Exception fault) when (EndpointFaults.Find(fault) is not null)
        {
            throw new UnknownEndpointException(EndpointFaults.Find(fault)!, fault);
        }
        catch (Exception fault) when (IsServiceFault(fault))
        {
            throw new ServiceBusyException(fault);
        }
    }

    internal static bool IsServiceFault(Exception fault) => fault switch
    {
        _ when EndpointFaults.Find(fault) is not null => false,
        Amazon.Runtime.AmazonServiceException service => (int)service.StatusCode >= 500 || (int)service.StatusCode == 429 || service.StatusCode == 0
            || service.ErrorCode is "Throttling" or "ThrottlingException" or "SlowDown" or "RequestTimeout" or "TooManyRequestsException",
        Amazon.Runtime.AmazonClientException or HttpRequestException or Api.Access.People.IssuerUnavailableException => true,
        IOException and not FileNotFoundException => true,
        _ => false,
    };
}
