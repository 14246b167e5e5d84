namespace SmartBeats.Pipeline.Run;

/// <summary>A run, written down once: its stages in order, as data.</summary>
/// <remarks>
/// The laptop's run, the functions and their rights, the states of the state machine, and the stage and progress that the API
/// shows are derived from this list. This file and <see cref="Keys"/> are compiled into the stack as well, which knows no other
/// source of SmartBeats: they refer to nothing.
/// </remarks>
public static class Stages
{
    /// <summary>One processor of a function, in megabytes of its memory; less is a share of one.</summary>
    private const int OneProcessor = 1769;

    /// <summary>Every stage, in order.</summary>
    public static IReadOnlyList<Stage> All { get; } =
    [
        new("ValidateRequest", "checking the request", 0)
        {
            Takes = ["city", "request", "execution", "restarts"], Keeps = new KeptAnswer("run", "ticket", KeptAnswer.Known),
            Reads = [Keys.Outcome, Keys.City, Keys.CurrentMap, Keys.MapColumns, Keys.Signal], Lists = [Keys.Outcome, Keys.City, Keys.PlanFile], Writes = [Keys.Request],
            ReadsCalls = true, Megabytes = 256, Seconds = 180,
        },
        new("PartitionCalls", "dividing the calls", 0.02)
        {
            Takes = ["ticket"], Keeps = new KeptAnswer("calls", "parts"),
            Reads = [Keys.Request],
            ReadsCalls = true, Megabytes = 256, Seconds = 180,
        },
        new("JoinCalls", "joining calls to areas", 0.05)
        {
            // More parts at a time would only queue up at the database.
            Takes = ["ticket"], ForEach = new FanOut("parts", "part", AtATime: 10, IsDistributed: true),
            Reads = [Keys.Request, Keys.Areas], Writes = [Keys.PartDays, Keys.Part],
            ReadsCalls = true, Megabytes = OneProcessor, Seconds = 300,
        },
        new("MergeWorkload", "adding up the workload", 0.12)
        {
            Takes = ["ticket", "parts"], Keeps = new KeptAnswer("problem", "starts"), RestartsOnChangedData = true,
            Reads = [Keys.Request, Keys.Part, Keys.PartDays, Keys.City, Keys.CurrentMap, Keys.Areas, Keys.MapColumns, Keys.Side], Lists = [Keys.PartDays, Keys.City],
            Writes = [Keys.Workload, Keys.Adjacency, Keys.Problem],
            ReadsCalls = true, Megabytes = OneProcessor, Seconds = 600,
        },
        new("SeedBeats", "seeding beats", 0.15)
        {
            // 40 at a time is the most of a Map within the run.
            Takes = ["ticket"], ForEach = new FanOut("starts", "start", AtATime: 40, IsDistributed: false),
            Reads = [Keys.Problem], Writes = [Keys.Seeded],
            EndsByItself = true, IsSearch = true, Megabytes = OneProcessor, Seconds = 900,
        },
        new("BalanceBeats", "balancing beats", 0.3)
        {
            Takes = ["ticket"], ForEach = new FanOut("starts", "start", AtATime: 40, IsDistributed: false),
            Reads = [Keys.Problem, Keys.Seeded], Writes = [Keys.Balanced],
            EndsByItself = true, IsSearch = true, Megabytes = OneProcessor, Seconds = 900,
        },
        new("ChoosePlan", "recombining beats", 0.6)
        {
            Takes = ["ticket", "starts"],
            Reads = [Keys.Problem, Keys.Balanced], Writes = [Keys.Chosen],
            EndsByItself = true, IsSearch = true, Threads = 2, Megabytes = 2 * OneProcessor, Seconds = 900,
        },
        new("EvaluatePlan", "evaluating the plan", 0.8)
        {
            Takes = ["ticket"], IsOnlyIfAsked = true, RestartsOnChangedData = true,
            Reads = [Keys.Request, Keys.Problem, Keys.Chosen, Keys.City, Keys.CurrentMap, Keys.Areas], Lists = [Keys.City], Writes = [Keys.Evaluated],
            ReadsCalls = true, Threads = 2, Megabytes = 2 * OneProcessor, Seconds = 900,
        },
        new("RankPlan", "ranking the plan", 0.85)
        {
            Takes = ["ticket"], IsOnlyIfAsked = true,
            Reads = [Keys.Request, Keys.Problem, Keys.Chosen, Keys.Evaluated], Lists = [Keys.Evaluated], Writes = [Keys.Ranked],
            Threads = 2, Megabytes = 2 * OneProcessor, Seconds = 900,
        },
        new("BacktestPlan", "trying such plans on the past", 0.87)
        {
            Takes = ["ticket"], IsOnlyIfAsked = true, RestartsOnChangedData = true,
            Reads = [Keys.Request, Keys.City, Keys.CurrentMap, Keys.Areas, Keys.MapColumns, Keys.Signal, Keys.Side], Lists = [Keys.City],
            Writes = [Keys.Backtested],
            ReadsCalls = true, Threads = 2, Megabytes = 2 * OneProcessor, Seconds = 900,
        },
        new("PublishPlan", "writing the plan", 0.9)
        {
            Takes = ["ticket"],
            Reads =
            [
                Keys.Request, Keys.PartDays, Keys.Part, Keys.Workload, Keys.Adjacency, Keys.Problem, Keys.Chosen, Keys.Evaluated, Keys.Ranked, Keys.Backtested,
                Keys.Outcome, Keys.City, Keys.Areas, Keys.MapColumns, Keys.Side, Keys.Context, Keys.Preferences,
            ],
            Lists = [Keys.Evaluated, Keys.PartDays, Keys.Part, Keys.City], Writes = [Keys.PlanFile, Keys.Outcome],
            Megabytes = 2 * OneProcessor, Seconds = 900,
        },
        new("Notify", "telling the city", 1)
        {
            Takes = ["city", "execution", "ticket"], TellsPeople = true,
            Reads = [Keys.City, Keys.RunNotice, Keys.Summary], Lists = [Keys.City, Keys.RunNotice, Keys.PlanFile],
            Writes = [Keys.RunNotice, Keys.RunNotified, Keys.Link],
            Megabytes = 256, Seconds = 60,
        },
    ];
}

/// <summary>One stage of a run.</summary>
/// <param name="Name">Of the stage, of its function and of its state; the pipeline binds a method to it.</param>
/// <param name="Doing">What is going on while it runs, in a few words.</param>
/// <param name="Begins">The share of a run's work that is done when it begins: in [0, 1], rough.</param>
public sealed record Stage(string Name, string Doing, double Begins)
{
    /// <summary>Fields of the run's state that it is handed.</summary>
    public IReadOnlyList<string> Takes { get; init; } = [];

    /// <summary>What of its answer goes into the run's state; null for nothing.</summary>
    public KeptAnswer? Keeps { get; init; }

    /// <summary>Files it reads, those that may be missing among them.</summary>
    public IReadOnlyList<FileKey> Reads { get; init; } = [];

    /// <summary>Files that may be missing, or are looked for: a store says that a file is missing only to those who may list its folder.</summary>
    public IReadOnlyList<FileKey> Lists { get; init; } = [];

    /// <summary>Files it writes; in the order it writes them.</summary>
    public IReadOnlyList<FileKey> Writes { get; init; } = [];

    /// <summary>Whether it asks the call store.</summary>
    public bool ReadsCalls { get; init; }

    /// <summary>Run once for each of these; null to run once.</summary>
    public FanOut? ForEach { get; init; }

    /// <summary>Whether there is a condition on the request, which the pipeline binds with the method.</summary>
    public bool IsOnlyIfAsked { get; init; }

    /// <summary>Whether it looks whether the data is still the run's: where not, the run begins again.</summary>
    public bool RestartsOnChangedData { get; init; }

    /// <summary>Whether it is given no deadline: the engine would answer one with a plan cut short, and such a plan is never stored.</summary>
    public bool EndsByItself { get; init; }

    /// <summary>Whether it spends the request's effort: such stages follow one another, and where one process runs them all their progress is the effort spent.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Whether it tells people how the run ended: in the cloud only, where nobody watches the run.</summary>
    public bool TellsPeople { get; init; }

    /// <summary>Threads that its work is divided among in the cloud; on a laptop any number where it is more than 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Memory of its function.</summary>
    public required int Megabytes { get; init; }

    /// <summary>How long its function may take.</summary>
    public required int Seconds { get; init; }
}

/// <summary>Items of the run's state, for each of which a stage is run.</summary>
/// <param name="Items">The field that holds them.</param>
/// <param name="Item">The field that one is handed over in.</param>
/// <param name="AtATime">At most so many side by side in the cloud.</param>
/// <param name="IsDistributed">Each in an execution of its own: with a history, and retries, that do not count towards the run's.</param>
public sealed record FanOut(string Items, string Item, int AtATime, bool IsDistributed);

/// <summary>What is kept of a stage's answer.</summary>
/// <param name="Name">Under which name in the run's state.</param>
/// <param name="Fields">Of the answer.</param>
public sealed record KeptAnswer(string Name, params string[] Fields)
{
    /// <summary>A field that is true where the plan is there already: nothing more is to be done but to tell.</summary>
    public const string Known = "known";
}
