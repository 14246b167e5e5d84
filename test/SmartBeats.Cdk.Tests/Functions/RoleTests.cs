using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Lambda;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cdk.Tests.Functions;

[Collection(StackTests.Name)]
public class RoleTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    /// <summary>Actions for which the service knows no resource.</summary>
    private static readonly string[] _nameless =
    [
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets",
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
        "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

    /// <summary>The table as it was once read line by line. <c>SMARTBEATS_UPDATE_GOLDEN=1</c> writes it anew.</summary>
    [Fact]
    public void Roles_may_do_exactly_what_the_table_says()
    {
        var file = Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Cdk.Tests", "Functions", "permissions.txt");
        if (Environment.GetEnvironmentVariable("SMARTBEATS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, Table());
        }

        var expected = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var actual = Table().Split('\n');
        for (var line = 0; line < Math.Min(expected.Length, actual.Length); line++)
        {
            actual[line].ShouldBe(expected[line], $"permissions.txt, line {line + 1}");
        }

        actual.Length.ShouldBe(expected.Length);
    }

    [Fact]
    public void No_action_has_a_wildcard_and_no_resource_is_everything_where_the_service_has_names()
    {
        var statements = Roles().SelectMany(role => Template.StatementsOf(role.Role)).ToArray();
        statements.Length.ShouldBeGreaterThan(60);
        foreach (var statement in statements)
        {
            ((string)statement["Effect"]!).ShouldBe("Allow");
            var actions = _template.Texts(statement["Action"]);
            actions.ShouldAllBe(action => !action.Contains('*'));
            if (_template.Texts(statement["Resource"]).Any(resource => resource == "*"))
            {
                actions.ShouldBeSubsetOf(_nameless);
            }
        }
    }

    [Fact]
    public void Every_function_has_a_role_that_nobody_else_has()
    {
        var roles = Handlers.All.Select(handler => _template.Function(handler)["Role"]!.ToJsonString()).ToArray();
        roles.Distinct().Count().ShouldBe(Handlers.All.Count);
        foreach (var (name, role) in Roles())
        {
            var trusted = role["AssumeRolePolicyDocument"]!["Statement"]!.AsArray().ShouldHaveSingleItem()!;
            ((string)trusted["Principal"]!["Service"]!).ShouldBe(name == "state machine" ? "states.amazonaws.com" : "lambda.amazonaws.com");
        }
    }

    [Fact]
    public void Nothing_hands_out_rights_beside_the_roles()
    {
        _template.All("AWS::IAM::Policy").ShouldBeEmpty();
        _template.All("AWS::IAM::ManagedPolicy").ShouldBeEmpty();
        _template.All("AWS::IAM::User").ShouldBeEmpty();
        _template.All("AWS::IAM::Role").Count.ShouldBe(Handlers.All.Count + 1);
    }

    [Theory]
    [InlineData(Variables.DatabaseArn, "rds-data:ExecuteStatement")]
    [InlineData(Variables.SecretArn, "secretsmanager:GetSecretValue")]
    [InlineData(Variables.TopicPrefix, "sns:Publish")]
    [InlineData(Variables.StateMachineArn, "states:StartExecution")]
    public void Who_is_told_of_a_thing_may_use_it_and_nobody_else(string variable, string action)
    {
        string[] told = [.. Handlers.All.Where(handler => _template.Function(handler)["Environment"]!["Variables"]!.AsObject().ContainsKey(variable))];
        string[] may = [.. Handlers.All.Where(handler => Template.StatementsOf(_template.RoleOf(handler)).Any(statement => _template.Texts(statement["Action"]).Contains(action)))];
        told.ShouldNotBeEmpty();
        may.ShouldBe(told);
    }

    [Fact]
    public void Objects_lie_in_folders_that_functions_and_stack_have_names_for()
    {
        string[] folders = [.. typeof(Keys).GetProperties().Select(property => ((FileKey)property.GetValue(null)!).Begin().Split('/')[0] + "/")];
        foreach (var line in Table().Split('\n').Where(line => line.Contains(" bucket/")))
        {
            var key = line[(line.IndexOf(" bucket/", StringComparison.Ordinal) + " bucket/".Length)..];
            folders.ShouldContain(folder => key.StartsWith(folder, StringComparison.Ordinal), line);
        }
    }

    [Fact]
    public void A_city_is_told_by_its_own_topic_only()
    {
        var tell = Template.StatementsOf(_template.RoleOf("Notify")).Single(statement => _template.Texts(statement["Action"]).Contains("sns:Publish"));
        _template.Texts(tell["Resource"]).ShouldBe(["arn:aws:sns:REGION:ACCOUNT:smartbeats-glendale", "arn:aws:sns:REGION:ACCOUNT:smartbeats-mesa"]);
    }

    private IEnumerable<(string Name, JsonObject Role)> Roles() =>
    [
        .. Handlers.All.Select(handler => (handler, _template.RoleOf(handler))),
        ("state machine", _template.Resources[(string)_template.Only("AWS::StepFunctions::StateMachine")["RoleArn"]!["Fn::GetAtt"]![0]!]["Properties"]!.AsObject()),
    ];

    /// <summary>A block a role, a line an action and resource.</summary>
    private string Table()
    {
        var table = new StringBuilder();
        foreach (var (name, role) in Roles())
        {
            var lines = from statement in Template.StatementsOf(role)
                        from action in _template.Texts(statement["Action"])
                        from resource in _template.Texts(statement["Resource"])
                        select $"  {action} {Short(resource, name)}{Condition(statement)}";
            table.Append(name).Append('\n').AppendJoin('\n', lines.Order(StringComparer.Ordinal)).Append("\n\n");
        }

        return table.ToString().TrimEnd() + "\n";
    }

    private static string Short(string resource, string role) => resource
        .Replace("arn:aws:s3:::smartbeats-ACCOUNT-REGION", "bucket")
        .Replace("arn:aws:rds:REGION:ACCOUNT:cluster:<DatabaseCluster>", "database")
        .Replace("<DatabaseClusterSecretAttachment>", "the database's secret")
        .Replace("arn:aws:sns:REGION:ACCOUNT:smartbeats-", "topic of ")
        .Replace("arn:aws:states:REGION:ACCOUNT:stateMachine:smartbeats", "the machine")
        .Replace("arn:aws:states:REGION:ACCOUNT:execution:smartbeats", "executions")
        .Replace($"arn:aws:logs:REGION:ACCOUNT:log-group:/aws/lambda/smartbeats-{role}:*", "its own log");

    private string Condition(JsonObject statement)
    {
        if (statement["Condition"] is not JsonObject condition)
        {
            return "";
        }

        var (test, of) = condition.ShouldHaveSingleItem();
        var (key, values) = of!.AsObject().ShouldHaveSingleItem();
        return $" if {test} {key} {string.Join(' ', _template.Texts(values))}";
    }
}
