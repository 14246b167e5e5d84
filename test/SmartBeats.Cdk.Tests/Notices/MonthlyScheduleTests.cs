using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Notices;

[Collection(StackTests.Name)]
public class MonthlyScheduleTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void On_the_first_of_each_month_the_service_runs_the_function_and_nobody_else_may()
    {
        var rule = _template.Only("AWS::Events::Rule");
        ((string)rule["ScheduleExpression"]!, (string)rule["State"]!).ShouldBe(("cron(0 15 1 * ? *)", "ENABLED"));
        _template.Text(rule["Targets"]!.AsArray().ShouldHaveSingleItem()!["Arn"]).ShouldBe($"<{Handlers.Monthly}Function.Arn>");
        var may = _template.All("AWS::Lambda::Permission").Where(permission => _template.Text(permission["FunctionName"]) == $"<{Handlers.Monthly}Function.Arn>").ShouldHaveSingleItem();
        ((string)may["Principal"]!).ShouldBe("events.amazonaws.com");
        _template.Text(may["SourceArn"]).ShouldBe("<MonthlyScheduleRule.Arn>");
    }
}
