using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmartBeats.Cdk.Tests;

/// <summary>Two environments in one account, and stacks in other partitions.</summary>
[Collection(StackTests.Name)]
public partial class EnvironmentTests(SynthesisedStack stack)
{
    /// <summary>Fields that name a thing within an account.</summary>
    private static readonly string[] _names =
    [
        "BucketName", "TopicName", "QueueName", "FunctionName", "RoleName", "StateMachineName", "DBClusterIdentifier", "DBInstanceIdentifier",
        "LogGroupName", "AlarmName", "DashboardName", "BudgetName",
    ];

    [Fact]
    public void Two_environments_of_one_account_share_no_name()
    {
        var dev = stack.Synthesise(SynthesisedStack.Settings with { DeployedAs = "dev" });
        string[] mine = [.. NamesOf(stack.Template)];
        mine.Length.ShouldBeGreaterThan(50);
        NamesOf(dev).Intersect(mine).ShouldBeEmpty();
        NamesOf(dev).Select(name => name.Replace("dev-smartbeats", "smartbeats")).ShouldBe(mine);
        // What one of them may do ends at its own names.
        var rights = dev.All("AWS::IAM::Role").SelectMany(Template.StatementsOf).SelectMany(statement => dev.Texts(statement["Resource"]));
        rights.Where(resource => SharedName().IsMatch(resource)).ShouldBeEmpty();
    }

    [Fact]
    public void No_city_of_one_environment_has_the_name_of_another_environments_things()
    {
        var dev = stack.Synthesise(SynthesisedStack.Settings with { DeployedAs = "dev" });
        var shadowed = stack.Synthesise(SynthesisedStack.Settings with
        {
            Cities = [.. SynthesisedStack.Settings.Cities.Select(city => city with { Id = "dev-" + city.Id, Emails = [] })],
        });
        NamesOf(dev).Intersect(NamesOf(shadowed)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("us-east-1", true)]
    [InlineData("eu-central-1", true)]
    [InlineData("us-gov-west-1", false)]
    public async Task A_stack_is_right_for_its_partition(string region, bool hasBudgets)
    {
        var template = stack.Synthesise(SynthesisedStack.Settings with { Region = Region.Parse(region) });
        template.All("AWS::Budgets::Budget").Count.ShouldBe(hasBudgets ? 1 : 0);
        File.ReadAllText(template.Path).Contains("budgets.amazonaws.com", StringComparison.Ordinal).ShouldBe(hasBudgets);
        File.ReadAllText(template.Path).ShouldNotContain("arn:aws:");
        (await CommandTests.RunAsync("cfn-lint", "--regions", region, "--", template.Path)).ShouldBe((0, ""));
    }

    /// <summary>With the type: a function and its log group are called alike.</summary>
    private static IEnumerable<string> NamesOf(Template template) =>
        from resource in template.Resources.Values
        let properties = resource["Properties"] as JsonObject ?? []
        from name in _names
        where properties[name] is JsonValue or JsonObject
        // A permission or a retry names another's function.
        where name != "FunctionName" || (string)resource["Type"]! == "AWS::Lambda::Function"
        where name != "LogGroupName" || (string)resource["Type"]! == "AWS::Logs::LogGroup"
        where name != "DBClusterIdentifier" || (string)resource["Type"]! == "AWS::RDS::DBCluster"
        select $"{resource["Type"]} {template.Text(properties[name])}";

    /// <summary>The other environment's prefix, with nothing before it.</summary>
    [GeneratedRegex("(?<![a-z-])smartbeats(?=[-:/])")]
    private static partial Regex SharedName();
}
