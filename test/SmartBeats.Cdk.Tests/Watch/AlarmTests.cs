using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Watch;

[Collection(StackTests.Name)]
public partial class AlarmTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void Alarms_watch_what_the_table_says() =>
        _template.All("AWS::CloudWatch::Alarm").Select(Line).ShouldBe(
        [
            "smartbeats-uploads-lost: AWS/SQS ApproximateNumberOfMessagesVisible <DeadLetters.QueueName> Maximum >= 1, 1 of 5 minutes",
            "smartbeats-runs-failed: SmartBeats RunsFailed - Sum >= 1, 1 of 5 minutes",
            "smartbeats-runs-stuck: AWS/States ExecutionsTimedOut <GenerationMachine> Sum >= 1, 1 of 5 minutes",
            "smartbeats-api-faults: AWS/ApiGateway 5xx <HttpApi> Sum >= 3, 3 of 5 minutes",
            "smartbeats-callers-unknown: AWS/Lambda Errors smartbeats-Authorize Sum >= 1, 2 of 5 minutes",
            "smartbeats-files-damaged: SmartBeats FilesDamaged - Sum >= 1, 1 of 5 minutes",
            "smartbeats-monthly-failed: AWS/Lambda Errors smartbeats-Monthly Sum >= 1, 1 of 5 minutes",
            "smartbeats-functions-throttled: AWS/Lambda Throttles - Sum >= 1, 3 of 5 minutes",
            "smartbeats-database-stretched: AWS/RDS ACUUtilization <DatabaseCluster> Average >= 95, 6 of 5 minutes",
            "smartbeats-mail-undelivered-glendale: AWS/SNS NumberOfNotificationsFailed smartbeats-glendale Sum >= 1, 1 of 5 minutes",
            "smartbeats-mail-undelivered-mesa: AWS/SNS NumberOfNotificationsFailed smartbeats-mesa Sum >= 1, 1 of 5 minutes",
            "smartbeats-mail-undelivered-_operators: AWS/SNS NumberOfNotificationsFailed smartbeats-_operators Sum >= 1, 1 of 5 minutes",
        ]);

    [Fact]
    public void Every_alarm_tells_the_operators() =>
        _template.All("AWS::CloudWatch::Alarm").ShouldAllBe(alarm => string.Join(' ', _template.Texts(alarm["AlarmActions"])) == "<Topicsoperators>");

    /// <summary>Pages for what people tell, not alarms.</summary>
    private static readonly string[] _toldByPeople = ["nobody-can-sign-in", "token-leaked"];

    [Fact]
    public void Every_alarm_has_a_page_and_every_page_an_alarm()
    {
        var folder = Path.Combine(SharedData.RepositoryRoot(), "cdk", "runbooks");
        var named = _template.All("AWS::CloudWatch::Alarm").Select(alarm => Page().Match((string)alarm["AlarmDescription"]!).Groups[1].Value).Distinct().ToArray();
        named.ShouldBe(Directory.GetFiles(folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Where(page => page != "budget").Except(_toldByPeople), ignoreOrder: true);
        foreach (var page in named.Concat(_toldByPeople))
        {
            var text = File.ReadAllText(Path.Combine(folder, page + ".md"));
            text.Split('\n').Length.ShouldBeInRange(10, 60, page);
            text.ShouldStartWith($"# {page}\n");
        }
    }

    [Fact]
    public void A_run_that_fails_for_its_request_its_data_or_a_cancel_wakes_nobody()
    {
        var filter = Filter("RunsFailed").ShouldHaveSingleItem();
        ((string)filter["FilterPattern"]!).ShouldBe(
            """{ ($.type = "ExecutionFailed") && ($.details.error != "InputException") && ($.details.error != "RunCancelledException") && ($.details.error != "DataChangedException") }""");
        _template.Text(filter["LogGroupName"]).ShouldBe("<GenerationLog>");
        _template.Text(_template.Only("AWS::StepFunctions::StateMachine")["LoggingConfiguration"]!["Destinations"]![0]!["CloudWatchLogsLogGroup"]!["LogGroupArn"]).ShouldBe("<GenerationLog.Arn>");
        var metric = filter["MetricTransformations"]!.AsArray().ShouldHaveSingleItem()!;
        $"{metric["MetricNamespace"]} {metric["MetricName"]} {metric["MetricValue"]}".ShouldBe("SmartBeats RunsFailed 1");
    }

    [Fact]
    public void Who_reads_files_that_people_edit_by_hand_is_watched_for_damaged_ones()
    {
        var filters = Filter("FilesDamaged");
        filters.Select(filter => _template.Text(filter["LogGroupName"])).ShouldBe(["<ApiLog>", "<AuthorizeLog>"], ignoreOrder: true);
        filters.ShouldAllBe(filter => (string)filter["FilterPattern"]! == "{ $.message = \"a kept file is damaged\" }");
    }

    [Fact]
    public void Dashboard_shows_every_stage()
    {
        var dashboard = _template.Only("AWS::CloudWatch::Dashboard");
        ((string)dashboard["DashboardName"]!).ShouldBe(Names.App);
        var body = JsonNode.Parse(_template.Text(dashboard["DashboardBody"]))!.ToJsonString();
        foreach (var handler in (string[])[.. Pipeline.Run.Stages.All.Select(stage => stage.Name), Handlers.Ingest])
        {
            body.ShouldContain(Names.Function(handler));
        }
    }

    [Fact]
    public void Operators_hear_of_costs_before_they_pass_what_was_set_aside()
    {
        var budget = _template.Only("AWS::Budgets::Budget");
        budget["Budget"]!["BudgetLimit"]!.ToJsonString().ShouldBe("""{"Amount":50,"Unit":"USD"}""");
        budget["NotificationsWithSubscribers"]!.AsArray().Select(one =>
            $"{one!["Notification"]!["NotificationType"]} {one["Notification"]!["Threshold"]} {_template.Text(one["Subscribers"]![0]!["Address"])}").ShouldBe(["ACTUAL 80 <Topicsoperators>", "FORECASTED 100 <Topicsoperators>"]);
    }

    private JsonObject[] Filter(string metric) =>
        [.. _template.All("AWS::Logs::MetricFilter").Where(filter => (string)filter["MetricTransformations"]![0]!["MetricName"]! == metric)];

    private string Line(JsonObject alarm)
    {
        ((string)alarm["ComparisonOperator"]!).ShouldBe("GreaterThanOrEqualToThreshold");
        ((int)alarm["DatapointsToAlarm"]!).ShouldBe((int)alarm["EvaluationPeriods"]!);
        var of = alarm["Dimensions"] is { } dimensions ? _template.Text(dimensions.AsArray().ShouldHaveSingleItem()!["Value"]) : "-";
        return $"{alarm["AlarmName"]}: {alarm["Namespace"]} {alarm["MetricName"]} {of} {alarm["Statistic"]} >= {alarm["Threshold"]}, {alarm["EvaluationPeriods"]} of {(int)alarm["Period"]! / 60} minutes";
    }

    [GeneratedRegex("What to do: cdk/runbooks/([a-z-]+)\\.md$")]
    private static partial Regex Page();
}
