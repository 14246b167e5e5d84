using System.Text.Json.Nodes;
using SmartBeats.Rehearsal.Access;
using SmartBeats.Rehearsal.Functions;
using SmartBeats.Rehearsal.HttpApi;
using SmartBeats.Rehearsal.Signing;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>What the rehearsal needs to know of the template: roles with their policies, functions, routes, the bucket's notification.</summary>
internal sealed class StackReading(Template template)
{
    private readonly Lazy<IReadOnlyDictionary<string, FunctionSettings>> _functions = new(() => ReadFunctions(template));

    public Template Template => template;

    public Resource Bucket => template.Of("AWS::S3::Bucket").Single(bucket => bucket.Properties["NotificationConfiguration"] is not null);

    public Resource StateMachine => template.Of("AWS::StepFunctions::StateMachine").Single();

    public Resource Cluster => template.Of("AWS::RDS::DBCluster").Single();

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, FunctionSettings> Functions => _functions.Value;

    /// <summary>As the state machine's role may do.</summary>
    public Principal StateMachineRole => new("StateMachine", Statements(template, (string)StateMachine.Properties["RoleArn"]!));

    /// <summary>The definition as Step Functions gets it.</summary>
    public string Definition
    {
        get
        {
            var properties = StateMachine.Properties;
            var text = properties["DefinitionString"] is { } whole ? (string)whole! : properties[nameof(Definition)]!.ToJsonString();
            return (properties["DefinitionSubstitutions"] as JsonObject ?? []).Aggregate(text, (so, pair) => so.Replace("${" + pair.Key + "}", pair.Value!.ToString(), StringComparison.Ordinal));
        }
    }

    /// <summary>Statements of the policies that buckets, topics and queues have themselves.</summary>
    public IReadOnlyList<Statement> OnResources =>
    [
        .. template.Where(type => type is "AWS::S3::BucketPolicy" or "AWS::SNS::TopicPolicy" or "AWS::SQS::QueuePolicy")
            .SelectMany(policy => Statement.Of(policy.Properties["PolicyDocument"]!)),
    ];

    /// <summary>The one rule of the bucket's notification: under which prefix, for whom.</summary>
    public (string Prefix, FunctionSettings Function) Notification
    {
        get
        {
            var rule = Bucket.Properties["NotificationConfiguration"]!["LambdaConfigurations"]!.AsArray().Single()!;
            var rules = rule["Filter"]?["S3Key"]?["Rules"]?.AsArray() ?? [];
            rules.Any(one => (string?)one!["Name"] == "suffix").ShouldBeFalse("a suffix is case-sensitive: files would be missed");
            var function = Functions.Values.Single(one => one.Arn == (string?)rule["Function"]);
            MayInvoke("s3.amazonaws.com", function, template.Arn(Bucket)).ShouldBeTrue("the template lets S3 invoke no function of that name");
            return ((string?)rules.FirstOrDefault(one => (string?)one!["Name"] == "prefix")?["Value"] ?? "", function);
        }
    }

    /// <summary>Whom the one schedule runs.</summary>
    public FunctionSettings Scheduled
    {
        get
        {
            var rule = template.Of("AWS::Events::Rule").Single();
            var function = Functions.Values.Single(one => one.Arn == (string?)rule.Properties["Targets"]!.AsArray().Single()!["Arn"]);
            MayInvoke("events.amazonaws.com", function, template.Arn(rule)).ShouldBeTrue("the template lets no schedule run that function");
            return function;
        }
    }

    /// <summary>The most specific first.</summary>
    public IReadOnlyList<ApiRoute> Routes
    {
        get
        {
            var integrations = template.Of("AWS::ApiGatewayV2::Integration").ToDictionary(template.Name, one => FunctionIn((string)one.Properties["IntegrationUri"]!));
            var authorizers = template.Of("AWS::ApiGatewayV2::Authorizer").ToDictionary(template.Name, one => FunctionIn((string)one.Properties["AuthorizerUri"]!));
            return
            [
                .. template.Of("AWS::ApiGatewayV2::Route").Select(route => new ApiRoute(
                        (string)route.Properties["RouteKey"]!,
                        integrations[((string)route.Properties["Target"]!)["integrations/".Length..]],
                        (string?)route.Properties["AuthorizationType"] == "CUSTOM" ? authorizers[(string)route.Properties["AuthorizerId"]!] : null))
                    .OrderBy(route => route.Key == "$default" ? 2 : route.Key.Contains("+}", StringComparison.Ordinal) ? 1 : 0).ThenBy(route => route.Key, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Whether the template lets a service invoke a function: its resource policy.</summary>
    public bool MayInvoke(string service, FunctionSettings function, string sourceArn) => template.Of("AWS::Lambda::Permission").Any(permission =>
        (string?)permission.Properties["Principal"] == service && (string?)permission.Properties["Action"] == "lambda:InvokeFunction"
        && (string?)permission.Properties["FunctionName"] is var name && (name == function.Arn || name == function.Name)
        && ((string?)permission.Properties["SourceArn"] is not { } source || PolicyEvaluator.Matches(source, sourceArn)));

    private FunctionSettings FunctionIn(string uri) => Functions.Values.Single(function => uri == function.Arn || uri.Contains($":function:{function.Name}/", StringComparison.Ordinal));

    private static Dictionary<string, FunctionSettings> ReadFunctions(Template template)
    {
        var asynchronous = template.Of("AWS::Lambda::EventInvokeConfig").ToDictionary(one => (string)one.Properties["FunctionName"]!, one => one.Properties);
        return template.Of("AWS::Lambda::Function").Select(one =>
        {
            var (properties, name) = (one.Properties, template.Name(one));
            var settings = asynchronous.GetValueOrDefault(name);
            var handler = (string)properties["Handler"]!;
            return new FunctionSettings(
                name, template.Arn(one), handler, TimeSpan.FromSeconds((int)(properties["Timeout"] ?? 3)!), (int)(properties["MemorySize"] ?? 128)!,
                (properties["Environment"]?["Variables"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString()),
                new Principal(handler, Statements(template, (string)properties["Role"]!)),
                (string?)settings?["DestinationConfig"]?["OnFailure"]?["Destination"] ?? (string?)properties["DeadLetterConfig"]?["TargetArn"],
                (int?)settings?["MaximumRetryAttempts"] ?? 2);
        }).ToDictionary(function => function.Name);
    }

    private static Statement[] Statements(Template template, string roleArn)
    {
        var role = template.Of("AWS::IAM::Role").Single(one => template.Arn(one) == roleArn);
        var name = template.Name(role);
        var own = (role.Properties["Policies"] as JsonArray ?? []).Select(policy => policy!["PolicyDocument"]!);
        var attached = template.Where(type => type is "AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy")
            .Where(policy => (policy.Properties["Roles"] as JsonArray ?? []).Any(one => one!.ToString() == name)).Select(policy => policy.Properties["PolicyDocument"]!);
        return [.. own.Concat(attached).SelectMany(Statement.Of)];
    }
}
