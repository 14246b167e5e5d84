using System.CommandLine;

namespace SmartBeats.Cli.Help;

/// <summary>Under which title help lists a flag: one table for all verbs, as a flag of one name means one thing.</summary>
internal static class FlagGroups
{
    /// <summary>The title of what is in no group.</summary>
    public const string Rest = "Other flags";

    /// <summary>From what is asked first to what is rarely asked. A verb shows those it has flags of.</summary>
    private static readonly (string Title, string[] Flags)[] _groups =
    [
        ("Beats", ["--beats", "--workload-per-beat", "--goal", "--tolerance", "--sectors", "--within", "--request"]),
        ("What is written, and what is said",
            ["--output", "--also", "--json", "--quiet", "--open", "--strict", "--dry-run", "--replace", "--chart", "--save", "--author"]),
        ("The city and its map", ["--areas", "--city", "--city-name", "--time-zone", "--measures", "--id", "--layer", "--same-shapes-once", "--label"]),
        ("Workspace", ["--workspace", "--replaces"]),
        ("Which calls count",
            ["--calls", "--data", "--priorities", "--dispositions", "--natures", "--sources", "--without-place", "--from", "--to", "--weekdays", "--hours", "--all-calls"]),
        ("What the workload is",
            ["--workload", "--signal", "--diversion", "--weigh-periods", "--half-life", "--for", "--life", "--growth", "--weigh", "--balance"]),
        ("Today's beats and changes by hand",
            ["--current", "--change-budget", "--anew", "--lock-areas", "--lock-beats", "--without-beats", "--moves", "--new-beats", "--merge", "--begin", "--today",
             "--adopted", "--before", "--beat-field", "--plan"]),
        ("Wishes", ["--keep-whole", "--equal-area", "--stations", "--station-weight", "--barriers", "--links", "--no-bridges"]),
        ("Response and people",
            ["--evaluate", "--speed-kmh", "--travel-law", "--travel-times", "--service-minutes", "--officers", "--other-share", "--held-out",
             "--shifts", "--shift-budget", "--cover", "--committed-share", "--delay", "--response-minutes", "--administrative-hours", "--scheduled-hours",
             "--absence-hours", "--officers-per-beat", "--days", "--rest", "--days-in-a-row", "--overtime", "--beat", "--officer", "--shift", "--date",
             "--roster", "--contingencies"]),
        ("How well it holds", ["--rank", "--backtest", "--origins", "--seeds", "--forward-only"]),
        ("How a calls file is read",
            ["--map", "--time-format", "--day-first", "--month-first", "--place-system", "--place-by", "--streets", "--sheet", "--max-rejected", "--service-minutes-are"]),
        ("Layers drawn under the beats", ["--roads", "--water", "--places"]),
        ("The search", ["--seed", "--effort", "--time", "--threads"]),
        ("The page", ["--port", "--host", "--api-only", "--listen", "--issuer", "--certificate", "--client", "--audience", "--roles-claim"]),
    ];

    /// <summary>A verb's flags, by group in the table's order; those of no group come last.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<Option> Flags)> Of(Command verb)
    {
        var flags = verb.Options.Where(option => !option.Hidden && option.Name is not ("--help" or "--version" or "--verbose")).ToList();
        foreach (var (title, names) in _groups)
        {
            List<Option> found = [.. names.Select(name => flags.Find(option => option.Name == name)).OfType<Option>()];
            if (found.Count > 0)
            {
                yield return (title, found);
            }
        }

        List<Option> rest = [.. flags.Where(option => !_groups.Any(group => group.Flags.Contains(option.Name)))];
        if (rest.Count > 0)
        {
            yield return (Rest, rest);
        }
    }
}
