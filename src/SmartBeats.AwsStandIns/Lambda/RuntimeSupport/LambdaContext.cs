using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One invocation's circumstances: from the Runtime API's headers, the rest from the environment the service sets.</summary>
internal sealed class LambdaContext(string requestId, string functionArn, string traceId, string tenantId, string invocationId,
    DateTimeOffset deadline, ILambdaSerializer serializer, TimeProvider clock) : ILambdaContext
{
    public string AwsRequestId => requestId;

    public string InvokedFunctionArn => functionArn;

    public string TraceId => traceId;

    public string TenantId => tenantId;

    public string InvocationId => invocationId;

    public ILambdaSerializer Serializer => serializer;

    public TimeSpan RemainingTime => deadline - clock.GetUtcNow();

    public ILambdaLogger Logger { get; } = new ConsoleLogger(requestId, traceId, clock);

    public string FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB =>
        int.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var size) ? size : 0;

    // Both belong to calls made by mobile SDKs, which no function of ours receives.
    public IClientContext ClientContext => null;

    public ICognitoIdentity Identity => null;
}
