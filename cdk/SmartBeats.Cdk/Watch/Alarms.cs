using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace SmartBeats.Cdk.Watch;

/// <summary>What somebody must be woken for, or at least written to. Each alarm has a page under <c>cdk/runbooks/</c>.</summary>
internal sealed class Alarms : Construct
{
    private const int FiveMinutes = 300;
    private readonly StackNames _names;
    private readonly string _operators;

    /// <param name="operators">ARN of the topic that is told.</param>
    public Alarms(Construct scope, Measures measures, StackSettings settings, StackNames names, string operators)
        : base(scope, "Alarms")
    {
        _names = names;
        _operators = operators;
        Add("uploads-lost", "An uploaded file could not be loaded, although it was tried three times.", measures.DeadLetters, 1);
        Add("runs-failed", "A run failed, and not for a reason in its request or its data.", measures.RunsFailed, 1);
        Add("runs-stuck", "A run was ended because it took more than four hours. Nobody was told.", measures.RunsTimedOut, 1);
        Add("api-faults", "The API answered with 5xx for a quarter of an hour: longer than a database takes to wake up.", measures.ApiFaults, 3, periods: 3);
        Add("callers-unknown", "The authoriser failed: callers with good tokens are refused.", measures.AuthorizerFaults, 1, periods: 2);
        Add("files-damaged", "A file of a caller's or of a link cannot be read: whoever has the token or the link is refused.", measures.FilesDamaged, 1);
        Add("monthly-failed", "A city's monthly e-mail could not be sent; it is tried twice more.", measures.MonthlyFaults, 1);
        Add("functions-throttled", "The account's concurrency is used up: uploads wait and the API refuses.", measures.Throttles, 1, periods: 3);
        Add("database-stretched", "The database has worked at its largest capacity for half an hour.", measures.DatabaseUse, 95, periods: 6);
        foreach (var city in settings.Cities.Select(city => city.Id).Append(Names.OperatorsTopic))
        {
            Add("mail-undelivered", $"An e-mail of {names.TopicName(city)} could not be delivered.", measures.MailFaults(city), 1, of: city);
        }
    }

    /// <param name="page">The runbook's, and the alarm's own name.</param>
    /// <param name="periods">Of five minutes, all of which are to reach the threshold.</param>
    /// <param name="of">Tells several alarms with one page apart.</param>
    private void Add(string page, string what, Metric metric, double threshold, int periods = 1, string? of = null)
    {
        var name = of is null ? page : $"{page}-{of}";
        _ = new CfnAlarm(this, name, new CfnAlarmProps
        {
            AlarmName = $"{_names.App}-{name}",
            AlarmDescription = $"{what} What to do: cdk/runbooks/{page}.md",
            Namespace = metric.Namespace,
            MetricName = metric.MetricName,
            Dimensions = metric.Dimensions is null
                ? null
                : metric.Dimensions.Select(pair => new CfnAlarm.DimensionProperty { Name = pair.Key, Value = (string)pair.Value }).ToArray(),
            Statistic = metric.Statistic,
            Period = FiveMinutes,
            EvaluationPeriods = periods,
            DatapointsToAlarm = periods,
            Threshold = threshold,
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            TreatMissingData = "notBreaching",
            AlarmActions = [_operators],
        });
    }
}
