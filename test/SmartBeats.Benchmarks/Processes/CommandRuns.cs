namespace SmartBeats.Benchmarks.Processes;

/// <summary>The command's verbs over one city, each a process of its own.</summary>
internal sealed class CommandRuns(string command, string areas, string zone, int beats, string scratch)
{
    private readonly string _plan = Path.Combine(scratch, "plan");
    private readonly string _workspace = Path.Combine(scratch, "workspace");

    /// <summary>Every verb on a file of calls, in the order a user comes by them.</summary>
    /// <param name="serviceMinutes">By priority: where there are ten times the calls in the same time, a tenth keeps units as busy.</param>
    public IEnumerable<(string Name, ProcessRun Run)> Measure(string calls, int runs, string serviceMinutes)
    {
        string[] city = ["--time-zone", zone, "--city", "city"];
        string[] search = ["--beats", $"{beats}", "--effort", "1", "-o", _plan];
        yield return ("`inspect CALLS --areas MAP`", Best([], ["inspect", calls, "--areas", areas, .. city]));
        yield return ("`design MAP CALLS --effort 1`", Best([_plan], ["design", areas, calls, .. search, .. city]));
        yield return ("`evaluate PLAN`", Best([], ["evaluate", Path.Combine(_plan, "plan.json"), "--areas", areas, "--calls", calls, "--service-minutes", serviceMinutes]));
        yield return ("`ingest MAP CALLS`", Best([_workspace], ["ingest", areas, calls, "--workspace", _workspace, .. city]));
        yield return ("`ingest` of the same rows again", Best([], ["ingest", calls, "--workspace", _workspace, .. city]));
        yield return ("`design --workspace --effort 1`", Best([_plan, Path.Combine(_workspace, "plans")], ["design", "--workspace", _workspace, "--city", "city", .. search]));

        ProcessRun Best(string[] fresh, string[] arguments) => ProcessRun.MeasureBest(runs, () => Remove(fresh), command, arguments);
    }

    private static void Remove(string[] folders)
    {
        foreach (var folder in folders.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
