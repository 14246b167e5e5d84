using System.CommandLine;
using System.CommandLine.Completions;

namespace SmartBeats.Cli.Help;

/// <summary>Words that a flag takes, for shells to propose.</summary>
internal static class FlagChoices
{
    /// <summary>Its words; none where it takes a file, a number or anything else.</summary>
    public static IReadOnlyList<string> Of(Option flag) => flag.Name switch
    {
        "--goal" => ["compact", "tightest", "compromise", "response"],
        "--data" => ["all", "incidents", "non-incidents"],
        "--sources" => ["citizen", "officer", "unknown"],
        "--workload" => ["calls", "service-minutes", "time-on-scene"],
        "--also" => ["gpkg", "kml", "xlsx", "sheets"],
        "--travel-law" => ["right-angle", "straight"],
        "--measures" => ["us", "metric"],
        _ when flag.ValueType == typeof(bool) => [],
        _ => [.. flag.GetCompletions(CompletionContext.Empty).Select(item => item.Label)],
    };

    /// <summary>The same of a verb's argument.</summary>
    public static IReadOnlyList<string> Of(Command verb, IEnumerable<Command> verbs) => verb.Name switch
    {
        "help" => [.. verbs.Select(one => one.Name)],
        "completion" => ["bash", "zsh", "pwsh"],
        _ => [],
    };

    /// <summary>Long names and short ones, as they are typed.</summary>
    public static IEnumerable<string> NamesOf(Option flag) => flag.Aliases.Where(alias => alias.Length == 2).Append(flag.Name);
}
