using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using Constructs;

namespace SmartBeats.Cdk.Notices;

/// <summary>A topic a city, and one for the operators. Every address is a subscription of its own.</summary>
/// <remarks>
/// Not encrypted at rest: alarms and the budget cannot write to a topic under the service's own key, and a key of ours would
/// cost a dollar a month for counts, reasons and links that leave as e-mail at once.
/// </remarks>
internal sealed class Topics : Construct
{
    public Topics(Construct scope, StackSettings settings, StackNames names)
        : base(scope, "Topics")
    {
        foreach (var city in settings.Cities)
        {
            Add(names.TopicName(city.Id), city.Id, $"SmartBeats {city.Name}", city.Emails);
        }

        Operators = Add(names.TopicName(Names.OperatorsTopic), Names.OperatorsTopic, "SmartBeats operators", settings.Operators);
        _ = new CfnTopicPolicy(this, "Policy", new CfnTopicPolicyProps
        {
            Topics = [Operators],
            PolicyDocument = new Dictionary<string, object>
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = settings.HasBudgets
                    ? new[] { MayTell("cloudwatch.amazonaws.com"), MayTell("budgets.amazonaws.com") }
                    : new[] { MayTell("cloudwatch.amazonaws.com") },
            },
        });
    }

    /// <summary>ARN of the operators' topic.</summary>
    public string Operators { get; }

    private string Add(string name, string id, string shown, IReadOnlyList<string> emails)
    {
        var topic = new CfnTopic(this, id, new CfnTopicProps { TopicName = name, DisplayName = Short(shown) });
        for (var i = 0; i < emails.Count; i++)
        {
            _ = new CfnSubscription(this, $"{id}-{emails[i]}", new CfnSubscriptionProps { TopicArn = topic.Ref, Protocol = "email", Endpoint = emails[i] });
        }

        return topic.Ref;
    }

    private Dictionary<string, object> MayTell(string service) => new()
    {
        ["Sid"] = service.Split('.')[0],
        ["Effect"] = "Allow",
        ["Principal"] = new Dictionary<string, object> { ["Service"] = service },
        ["Action"] = "sns:Publish",
        ["Resource"] = Operators,
        ["Condition"] = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID } },
    };

    /// <summary>Shown as the sender; at most 100 characters.</summary>
    private static string Short(string text) => text.Length <= 100 ? text : text[..100];
}
