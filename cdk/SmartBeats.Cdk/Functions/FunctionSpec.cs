using Amazon.CDK.AWS.IAM;
using SmartBeats.Lambda;
using static SmartBeats.Cdk.Functions.Rights;

namespace SmartBeats.Cdk.Functions;

/// <summary>One function: what it is given and what it may do.</summary>
/// <param name="MemoryMegabytes">1,769 is one processor; less is a share of one.</param>
/// <param name="Seconds">Of a stage, also how long its state waits.</param>
/// <param name="Environment">Names of variables beside the bucket's.</param>
internal sealed record FunctionSpec(string Handler, int MemoryMegabytes, int Seconds, IReadOnlyList<PolicyStatement> Statements, params string[] Environment)
{
    private static readonly string[] _database = [Variables.DatabaseArn, Variables.SecretArn, Variables.Database];

    /// <summary>All of them, for a stack whose database and dead letters are known.</summary>
    /// <param name="cities">Ids.</param>
    public static IReadOnlyList<FunctionSpec> All(string cluster, string secret, string deadLetters, IReadOnlyList<string> cities) =>
    [
        // Event numbers take 24 bytes a row while a file is read: 2 GB hold some 60 million.
        new(Handlers.Ingest, 2048, 900,
            [
                ReadVersions("incoming/*"), Read("cities/*", "reports/*"), List("incoming/*", "cities/*", "reports/*"),
                Write("incoming/*/.continue/*", "cities/*/map.json", "cities/*/maps/*", "reports/*", "links/*"), Delete("incoming/*/.continue/*"),
                .. Query(cluster, secret), Transact(cluster), Tell([.. cities, Names.OperatorsTopic]), Send(deadLetters),
            ],
            [.. _database, Variables.TopicPrefix, Variables.ApiUrl]),

        new(Handlers.Migrate, 512, 900, [Write("cities/*/city.json"), .. Query(cluster, secret)], _database),

        // Signs links with its own rights: what it may not read, no link opens. Rejected rows are not among it.
        new(Handlers.Api, 1024, 29,
            [
                Read("cities/*", "runs/*/outcome.json", "runs/*/notice.json", "plans/*", "reports/*/report.json", "links/*"),
                List("cities/*", "runs/*", "plans/*", "reports/*", "links/*", "counters/*"),
                Write("incoming/*", "cities/*/plans/*", "sides/*", "runs/*/outcome.json", "counters/*"), Delete("cities/*/plans/*", "plans/*"),
                .. Query(cluster, secret), .. Start(),
            ],
            [.. _database, Variables.StateMachineArn, Variables.ApiUrl]),

        new(Handlers.Authorize, 512, 10, [Read("callers/*"), List("callers/*")]),

        .. Stages(cluster, secret, cities),
    ];

    private static IEnumerable<FunctionSpec> Stages(string cluster, string secret, IReadOnlyList<string> cities) =>
    [
        new(Handlers.ValidateRequest, 512, 180,
            [Read("runs/*/outcome.json", "cities/*"), List("runs/*", "cities/*", "plans/*"), Write("runs/*/request.json"), .. Query(cluster, secret)], _database),

        new(Handlers.PartitionCalls, 512, 180, [Read("runs/*/request.json"), .. Query(cluster, secret)], _database),

        new(Handlers.JoinCalls, 1769, 300, [Read("runs/*/request.json", "cities/*/maps/*"), Write("runs/*/calls/*"), .. Query(cluster, secret)], _database),

        new(Handlers.MergeWorkload, 1769, 600,
            [
                Read("runs/*/request.json", "runs/*/calls/*", "cities/*/map.json", "cities/*/maps/*", "sides/*"),
                Write("runs/*/workload.json", "runs/*/adjacency.json", "runs/*/problem.json"), .. Query(cluster, secret),
            ],
            _database),

        // One start is one thread's work.
        new(Handlers.SeedBeats, 1769, 900, [Read("runs/*/problem.json"), Write("runs/*/seeded/*")]),

        new(Handlers.BalanceBeats, 1769, 900, [Read("runs/*/problem.json", "runs/*/seeded/*"), Write("runs/*/balanced/*")]),

        // Recombination and response work on two threads.
        new(Handlers.ChoosePlan, 3538, 900, [Read("runs/*/problem.json", "runs/*/balanced/*"), Write("runs/*/chosen.json")]),

        new(Handlers.EvaluatePlan, 3538, 900,
            [
                Read("runs/*/request.json", "runs/*/problem.json", "runs/*/chosen.json", "cities/*/map.json", "cities/*/maps/*"),
                Write("runs/*/evaluated.json"), .. Query(cluster, secret),
            ],
            _database),

        // A rank among random plans is made here, on two threads, where it was asked for.
        new(Handlers.PublishPlan, 3538, 900,
            [
                Read("runs/*", "cities/*/city.json", "cities/*/maps/*", "sides/*"), List("runs/*", "cities/*"),
                Write("plans/*", "runs/*/ranked.json", "runs/*/outcome.json"),
            ]),

        new(Handlers.Notify, 512, 60,
            [
                Read("cities/*/city.json", "runs/*/notice.json", "plans/*/summary.txt"), List("cities/*", "runs/*", "plans/*"),
                Write("runs/*/notice.json", "runs/*/notified.json", "links/*"), Tell(cities),
            ],
            [Variables.TopicPrefix, Variables.ApiUrl]),
    ];
}
