using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using SmartBeats.Lambda;
using CfnRule = Amazon.CDK.AWS.Events.CfnRule;
using CfnRuleProps = Amazon.CDK.AWS.Events.CfnRuleProps;

namespace SmartBeats.Cdk.Notices;

/// <summary>On the first of each month, at 15:00 UTC (morning in America), cities that want it are told whether their beats hold.</summary>
internal sealed class MonthlySchedule : Construct
{
    /// <param name="function">ARN of the function that tells them.</param>
    public MonthlySchedule(Construct scope, string function, StackNames names)
        : base(scope, "MonthlySchedule")
    {
        var rule = new CfnRule(this, "Rule", new CfnRuleProps
        {
            Name = $"{names.App}-monthly",
            Description = "Whether the patrolled beats still hold, for cities that want it each month.",
            ScheduleExpression = "cron(0 15 1 * ? *)",
            State = "ENABLED",
            Targets = new[] { new CfnRule.TargetProperty { Id = Handlers.Monthly, Arn = function } },
        });
        _ = new CfnPermission(this, "MayRun", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = function,
            Principal = "events.amazonaws.com",
            SourceArn = rule.AttrArn,
            SourceAccount = Aws.ACCOUNT_ID,
        });
    }
}
