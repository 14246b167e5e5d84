using Amazon.CDK.AWS.Budgets;
using Constructs;

namespace SmartBeats.Cdk.Watch;

/// <summary>Tells the operators when the month's costs of the account near what was set aside, and when they will pass it.</summary>
internal sealed class Spending : Construct
{
    /// <param name="operators">ARN of the topic that is told.</param>
    public Spending(Construct scope, double monthlyDollars, StackNames names, string operators)
        : base(scope, "Spending") => _ = new CfnBudget(this, "Budget", new CfnBudgetProps
        {
            Budget = new CfnBudget.BudgetDataProperty
            {
                BudgetName = names.App,
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                BudgetLimit = new CfnBudget.SpendProperty { Amount = monthlyDollars, Unit = "USD" },
            },
            NotificationsWithSubscribers = new[] { Tell("ACTUAL", 80, operators), Tell("FORECASTED", 100, operators) },
        });

    private static CfnBudget.NotificationWithSubscribersProperty Tell(string kind, double percent, string operators) => new()
    {
        Notification = new CfnBudget.NotificationProperty { NotificationType = kind, ComparisonOperator = "GREATER_THAN", Threshold = percent, ThresholdType = "PERCENTAGE" },
        Subscribers = new[] { new CfnBudget.SubscriberProperty { SubscriptionType = "SNS", Address = operators } },
    };
}
