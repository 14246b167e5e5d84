using System.CommandLine;
using SmartBeats.Cli.Settings;

namespace SmartBeats.Cli.Verbs;

/// <summary>Which workspace: by flag, or as the settings say.</summary>
internal static class WorkspaceOption
{
    /// <param name="required">Whether the verb needs one; it then asks by <see cref="Need"/>.</param>
    public static Option<DirectoryInfo?> Create(bool required) => Create(
        required
            ? $"Folder that keeps maps, calls and plans from one command to the next; {CommandSettings.WorkspaceVariable} where not said."
            : "Folder that keeps maps, calls and plans from one command to the next.");

    /// <inheritdoc cref="Create(bool)"/>
    public static Option<DirectoryInfo?> Create(string description) => new("--workspace") { Description = description };

    /// <summary>The folder given, or as the settings say; null for none.</summary>
    public static DirectoryInfo? Find(ParseResult parsed, Option<DirectoryInfo?> option) =>
        parsed.GetValue(option) ?? (CommandSettings.Current.Workspace is { } folder ? new DirectoryInfo(folder) : null);

    /// <summary>As <see cref="Find"/>, for a verb that works on nothing else.</summary>
    /// <exception cref="InputException">None is named.</exception>
    public static DirectoryInfo Need(ParseResult parsed, Option<DirectoryInfo?> option) => Find(parsed, option) ?? throw new InputException(
        "--workspace",
        "no workspace is named",
        $"Give the folder (--workspace work), or set {CommandSettings.WorkspaceVariable} for all commands; smartbeats ingest city.zip calls.csv --workspace work makes one.");
}
