namespace SmartBeats.Cdk.Tests.Notices;

[Collection(StackTests.Name)]
public class TopicTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void Every_city_has_a_topic_and_the_operators_have_one() =>
        _template.All("AWS::SNS::Topic").Select(topic => (string)topic["TopicName"]!).ShouldBe(["smartbeats-glendale", "smartbeats-mesa", "smartbeats-_operators"]);

    [Fact]
    public void Every_address_is_a_subscription_of_its_own() =>
        _template.All("AWS::SNS::Subscription").Select(one => $"{(string)one["Protocol"]!} {(string)one["Endpoint"]!} {_template.Text(one["TopicArn"])}").ShouldBe(
        [
            "email chief@example.com <Topicsglendale>", "email desk@example.com <Topicsglendale>", "email operators@example.com <Topicsoperators>",
        ]);

    [Fact]
    public void Alarms_and_the_budget_of_this_account_may_tell_the_operators()
    {
        var policy = _template.Only("AWS::SNS::TopicPolicy");
        _template.Texts(policy["Topics"]).ShouldBe(["<Topicsoperators>"]);
        policy["PolicyDocument"]!["Statement"]!.AsArray().Select(statement =>
            $"{(string)statement!["Principal"]!["Service"]!} {(string)statement["Action"]!} {_template.Text(statement["Resource"])} {_template.Text(statement["Condition"]!["StringEquals"]!["aws:SourceAccount"])}")
            .ShouldBe(["cloudwatch.amazonaws.com sns:Publish <Topicsoperators> ACCOUNT", "budgets.amazonaws.com sns:Publish <Topicsoperators> ACCOUNT"]);
    }
}
