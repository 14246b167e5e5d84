using System.Text.Json.Nodes;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Api;

[Collection(StackTests.Name)]
public class HttpApiTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void Every_route_is_behind_the_authoriser_but_links_and_the_document()
    {
        var routes = _template.All("AWS::ApiGatewayV2::Route").ToList();
        routes.Select(route => (string)route["RouteKey"]!).ShouldBe(DocumentedRoutes(), ignoreOrder: true);
        var open = routes.Where(route => (string)route["AuthorizationType"]! == "NONE" && route["AuthorizerId"] is null);
        open.Select(route => (string)route["RouteKey"]!).ShouldBe(["GET /r/{token}", "GET /r/{token}/comments", "POST /r/{token}/comments", "GET /sign-in", "GET /openapi.json"], ignoreOrder: true);
        routes.Except(open).ShouldAllBe(route => (string)route["AuthorizationType"]! == "CUSTOM" && _template.Text(route["AuthorizerId"]) == "<HttpAuthorizer>");
        _template.All("AWS::ApiGatewayV2::Route").ShouldAllBe(route => _template.Text(route["Target"]) == "integrations/<HttpIntegration>");
    }

    [Fact]
    public void Authoriser_is_asked_with_the_token_and_answers_in_the_simple_form()
    {
        var authorizer = _template.Only("AWS::ApiGatewayV2::Authorizer");
        ((string)authorizer["AuthorizerType"]!).ShouldBe("REQUEST");
        ((string)authorizer["AuthorizerPayloadFormatVersion"]!).ShouldBe("2.0");
        ((bool)authorizer["EnableSimpleResponses"]!).ShouldBeTrue();
        _template.Texts(authorizer["IdentitySource"]).ShouldBe(["$request.header.Authorization"]);
        ((int)authorizer["AuthorizerResultTtlInSeconds"]!).ShouldBe(300);
        _template.Text(authorizer["AuthorizerUri"]).ShouldBe("arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/<AuthorizeFunction.Arn>/invocations");
    }

    [Fact]
    public void Requests_go_to_the_function_in_the_format_it_reads()
    {
        var integration = _template.Only("AWS::ApiGatewayV2::Integration");
        ((string)integration["PayloadFormatVersion"]!).ShouldBe("2.0");
        _template.Text(integration["IntegrationUri"]).ShouldBe("<ApiFunction.Arn>");
        _template.All("AWS::Lambda::Permission").Where(permission => (string)permission["Principal"]! == "apigateway.amazonaws.com")
            .Select(permission => $"{_template.Text(permission["FunctionName"])} {_template.Text(permission["SourceArn"])}").ShouldBe(
            [
                "<ApiFunction.Arn> arn:aws:execute-api:REGION:ACCOUNT:<HttpApi>/*",
                "<AuthorizeFunction.Arn> arn:aws:execute-api:REGION:ACCOUNT:<HttpApi>/authorizers/<HttpAuthorizer>",
            ]);
        ((int)_template.Function(Handlers.Api)["Timeout"]!).ShouldBeLessThan((int)integration["TimeoutInMillis"]! / 1000);
    }

    [Fact]
    public void Requests_are_throttled()
    {
        var limits = _template.Only("AWS::ApiGatewayV2::Stage")["DefaultRouteSettings"]!;
        ((double)limits["ThrottlingRateLimit"]!).ShouldBe(20);
        ((int)limits["ThrottlingBurstLimit"]!).ShouldBe(40);
    }

    [Fact]
    public void Access_log_holds_no_path_no_token_and_no_address()
    {
        var log = _template.Only("AWS::ApiGatewayV2::Stage")["AccessLogSettings"]!;
        _template.Text(log["DestinationArn"]).ShouldBe("<HttpLog.Arn>");
        JsonNode.Parse((string)log["Format"]!)!.AsObject().Select(field => (string)field.Value!).ShouldBe(
        [
            "$context.requestTime", "$context.requestId", "$context.routeKey", "$context.status", "$context.responseLatency",
            "$context.authorizer.caller", "$context.integrationErrorMessage",
        ]);
    }

    /// <summary>Those of the document but what only a laptop has.</summary>
    private static IEnumerable<string> DocumentedRoutes()
    {
        var file = Path.Combine(SharedData.RepositoryRoot(), "src", "SmartBeats.Api", "openapi.json");
        return JsonNode.Parse(File.ReadAllText(file))!["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(member => member.Key is "get" or "post" or "put" or "delete" or "patch" && member.Value!["x-only"] is null)
            .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
    }
}
