namespace SmartBeats.Pipeline.Stages;

/// <summary>What every stage of a run is handed: pointers, never data. A kilobyte at most.</summary>
/// <param name="RunId">Names the folder of the run's intermediate files; letters, digits and hyphens.</param>
/// <param name="PlanId">Names the plan: the same request on the same data has the same id.</param>
/// <param name="MapVersion">The map the run was started on.</param>
/// <param name="CallsVersion">The calls the run was started on; checked again when the workload is merged.</param>
public sealed record RunTicket(string City, string RunId, string PlanId, string MapVersion, string CallsVersion)
{
    private readonly IReadOnlyList<SideFile> _sides = [];

    /// <summary>Barriers, links, current beats, locks and stations the plan is made with, in order of role; their content lies at <see cref="Keys.Side"/>.</summary>
    public IReadOnlyList<SideFile> Sides
    {
        get => _sides;
        // A ticket written without the member reads as one without side files.
        init => _sides = value is null ? [] : value;
    }
}

/// <summary>Where files lie in the object store.</summary>
public static class Keys
{
    public static string City(string city) => $"cities/{city}/city.json";

    /// <summary>Which map version is the city's current one.</summary>
    /// <summary>How the city's calls files are read that are not in the plain contract, by their headers.</summary>
    public static string Mappings(string city) => $"cities/{city}/mapping.json";

    public static string CurrentMap(string city) => $"cities/{city}/map.json";

    public static string Areas(string city, string mapVersion) => $"cities/{city}/maps/{mapVersion}/areas.geojson";

    /// <summary>What is known of one version of a map, current or not: a <see cref="CurrentMap"/>.</summary>
    public static string MapRecord(string city, string mapVersion) => $"cities/{city}/maps/{mapVersion}/map.json";

    /// <summary>What reading an uploaded file came to: <c>report.json</c>, and <c>rejected.csv</c> where rows were rejected.</summary>
    /// <param name="upload">Names the upload, in letters, digits, dot, hyphen and underscore.</param>
    public static string Report(string city, string upload, string name) => $"reports/{city}/{upload}/{name}";

    /// <summary>A side file by its content: never changed once written.</summary>
    public static string Side(string city, string hash) => $"sides/{city}/{hash}.json";

    public static string Request(RunTicket run) => Run(run, "request.json");

    public static string Part(RunTicket run, int part) => Run(run, $"calls/{part}.json");

    public static string Workload(RunTicket run) => Run(run, "workload.json");

    public static string Adjacency(RunTicket run) => Run(run, "adjacency.json");

    public static string Problem(RunTicket run) => Run(run, "problem.json");

    public static string Seeded(RunTicket run, int start) => Run(run, $"seeded/{start}.json");

    public static string Balanced(RunTicket run, int start) => Run(run, $"balanced/{start}.json");

    public static string Chosen(RunTicket run) => Run(run, "chosen.json");

    public static string Evaluated(RunTicket run) => Run(run, "evaluated.json");

    public static string Ranked(RunTicket run) => Run(run, "ranked.json");

    public static string PlanFile(string city, string planId, string name) => $"plans/{city}/{planId}/{name}";

    private static string Run(RunTicket run, string name) => $"runs/{run.RunId}/{name}";
}
