using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Lambda Runtime API, version 2018-06-01: plain HTTP on the host the service names.</summary>
internal sealed class RuntimeApi(HttpClient http, string endpoint, ILambdaSerializer serializer, TimeProvider clock)
{
    private const string Json = "application/json";
    private const string ErrorJson = "application/vnd.aws.lambda.error+json";

    private string _base;

    private string Base => _base ??= $"http://{endpoint ?? Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")
        ?? throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda, or by something that serves its Runtime API.")}/2018-06-01/runtime/";

    public async Task<InvocationRequest> NextAsync(CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(new Uri(Base + "invocation/next"), cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            using (answer) throw await FaultAsync(answer, "the next invocation").ConfigureAwait(false);
        }
        var id = Header(answer, "Lambda-Runtime-Aws-Request-Id")
            ?? throw new InvalidOperationException("The Runtime API sent an invocation without Lambda-Runtime-Aws-Request-Id.");
        var trace = Header(answer, "Lambda-Runtime-Trace-Id");
        // Where the X-Ray SDKs look for it.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", trace);
        var deadline = long.TryParse(Header(answer, "Lambda-Runtime-Deadline-Ms"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var ms)
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : clock.GetUtcNow();
        return new InvocationRequest
        {
            InputStream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false),
            LambdaContext = new LambdaContext(id, Header(answer, "Lambda-Runtime-Invoked-Function-Arn"), trace,
                Header(answer, "Lambda-Runtime-Aws-Tenant-Id"), Header(answer, "Lambda-Runtime-Invocation-Id"), deadline, serializer, clock),
        };
    }

    public Task SendResponseAsync(ILambdaContext context, Stream output) =>
        PostAsync($"invocation/{context.AwsRequestId}/response", new StreamContent(output ?? Stream.Null), Json, null, (context as LambdaContext)?.InvocationId);

    public Task ReportInvocationErrorAsync(ILambdaContext context, Exception error) =>
        PostAsync($"invocation/{context.AwsRequestId}/error", new ByteArrayContent(ErrorReport.Json(error)), ErrorJson,
            ErrorReport.TypeName(error), (context as LambdaContext)?.InvocationId);

    public Task ReportInitializationErrorAsync(Exception error) =>
        PostAsync("init/error", new ByteArrayContent(ErrorReport.Json(error)), ErrorJson, ErrorReport.TypeName(error), null);

    private async Task PostAsync(string path, HttpContent content, string contentType, string errorType, string invocationId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Base + path) { Content = content };
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        if (errorType is not null) request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        // Unlike the request id this differs between retries: the service refuses an answer to an invocation it has given up.
        if (invocationId is not null) request.Headers.TryAddWithoutValidation("Lambda-Runtime-Invocation-Id", invocationId);
        using var answer = await http.SendAsync(request).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode) throw await FaultAsync(answer, path).ConfigureAwait(false);
    }

    private static async Task<HttpRequestException> FaultAsync(HttpResponseMessage answer, string about)
    {
        var body = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
        return new HttpRequestException($"The Runtime API answered {(int)answer.StatusCode} to {about}: {body}", null, answer.StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
