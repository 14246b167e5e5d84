using Amazon.CDK.AWS.CloudWatch;
using Constructs;
using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Watch;

/// <summary>One dashboard: uploads, runs, API, database.</summary>
internal sealed class Overview : Construct
{
    public Overview(Construct scope, Measures measures, IReadOnlyList<Stage> stages, StackNames names)
        : base(scope, "Overview") => _ = new Dashboard(this, "Dashboard", new DashboardProps
        {
            DashboardName = names.App,
            Widgets =
            [
                [
                    Graph("Runs", measures.Runs("ExecutionsStarted"), measures.Runs("ExecutionsSucceeded"), measures.Runs("ExecutionsFailed"), measures.Runs("ExecutionsAborted"), measures.RunsTimedOut),
                    Graph("Seconds a stage at most", [.. stages.Select(stage => measures.Function(stage.Name, "Duration", "Maximum"))]),
                ],
                [
                    Graph("Uploads", measures.Function(Handlers.Ingest, "Invocations"), measures.Function(Handlers.Ingest, "Errors"), measures.DeadLetters),
                    Graph("Faults of stages", [.. stages.Select(stage => measures.Function(stage.Name, "Errors"))]),
                ],
                [
                    Graph("API", measures.ApiCalls, measures.ApiRefusals, measures.ApiFaults),
                    Graph("Database: capacity units, and percent of the most", measures.DatabaseCapacity, measures.DatabaseUse),
                ],
            ],
        });

    private static GraphWidget Graph(string title, params IMetric[] metrics) => new(new GraphWidgetProps { Title = title, Left = metrics, Width = 12 });
}
