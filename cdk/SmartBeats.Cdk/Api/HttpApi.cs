using System.Reflection;
using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Constructs;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Api;

/// <summary>The HTTP API: its routes are those of <c>openapi.json</c>, each behind the authoriser unless the document opens it.</summary>
internal sealed class HttpApi : Construct
{
    private readonly CfnApi _api;

    public HttpApi(Construct scope, StackNames names)
        : base(scope, "Http") =>
        _api = new CfnApi(this, "Api", new CfnApiProps { Name = names.App, ProtocolType = "HTTP", Description = "Beats for cities: GET /openapi.json describes it." });

    public string Id => _api.Ref;

    /// <summary>Without a slash at its end.</summary>
    public string Url => _api.AttrApiEndpoint;

    /// <summary>The routes, once the functions that answer them are there.</summary>
    /// <param name="answers">ARN of the function.</param>
    /// <param name="authorizes">ARN of the function.</param>
    public void Route(string answers, string authorizes, StackSettings settings, StackNames names)
    {
        var integration = new CfnIntegration(this, "Integration", new CfnIntegrationProps
        {
            ApiId = Id,
            IntegrationType = "AWS_PROXY",
            IntegrationUri = answers,
            PayloadFormatVersion = "2.0",
            TimeoutInMillis = 30_000,
        });
        var authorizer = new CfnAuthorizer(this, "Authorizer", new CfnAuthorizerProps
        {
            ApiId = Id,
            Name = Handlers.Authorize,
            AuthorizerType = "REQUEST",
            AuthorizerUri = Fn.Sub(
                "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function}/invocations",
                new Dictionary<string, string> { ["Function"] = authorizes }),
            AuthorizerPayloadFormatVersion = "2.0",
            EnableSimpleResponses = true,
            IdentitySource = ["$request.header.Authorization"],
            AuthorizerResultTtlInSeconds = Limits.AuthorizerSeconds,
        });
        foreach (var (method, path, isOpen) in Routes())
        {
            _ = new CfnRoute(this, $"{method} {path}".Replace('/', '-'), new CfnRouteProps
            {
                ApiId = Id,
                RouteKey = $"{method} {path}",
                Target = Fn.Join("/", ["integrations", integration.Ref]),
                AuthorizationType = isOpen ? "NONE" : "CUSTOM",
                AuthorizerId = isOpen ? null : authorizer.Ref,
            });
        }

        AddStage(settings, names);
        Permit("MayAnswer", answers, "*");
        Permit("MayAuthorize", authorizes, "authorizers/${Authorizer}", ("Authorizer", authorizer.Ref));
    }

    private void AddStage(StackSettings settings, StackNames names)
    {
        var log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = $"/aws/vendedlogs/{names.App}-api",
            Retention = LogRetention.Of(settings.LogDays),
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        _ = new CfnStage(this, "Stage", new CfnStageProps
        {
            ApiId = Id,
            StageName = "$default",
            AutoDeploy = true,
            DefaultRouteSettings = new CfnStage.RouteSettingsProperty { ThrottlingBurstLimit = 40, ThrottlingRateLimit = 20 },
            AccessLogSettings = new CfnStage.AccessLogSettingsProperty
            {
                DestinationArn = log.LogGroupArn,
                // The route, not the path: a short link's path is its key. No address of the caller.
                Format = """{"time":"$context.requestTime","request":"$context.requestId","route":"$context.routeKey","status":"$context.status","milliseconds":"$context.responseLatency","caller":"$context.authorizer.caller","fault":"$context.integrationErrorMessage"}""",
            },
        });
    }

    /// <param name="source">After the API's ARN.</param>
    private void Permit(string id, string function, string source, params (string Name, string Value)[] named) => _ = new CfnPermission(this, id, new CfnPermissionProps
    {
        Action = "lambda:InvokeFunction",
        FunctionName = function,
        Principal = "apigateway.amazonaws.com",
        SourceArn = Fn.Sub(
            $"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{Api}}/{source}",
            named.Append(("Api", Id)).ToDictionary(pair => pair.Item1, pair => pair.Item2)),
    });

    /// <summary>An operation with an empty <c>security</c> is open; one that is <c>x-only</c> another home's is not deployed.</summary>
    private static IEnumerable<(string Method, string Path, bool IsOpen)> Routes()
    {
        using var document = JsonDocument.Parse(Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")!);
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Name is "get" or "post" or "put" or "delete" or "patch" && !operation.Value.TryGetProperty("x-only", out _)
               let isOpen = operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() == 0
               select (operation.Name.ToUpperInvariant(), path.Name, isOpen),
        ];
    }
}
