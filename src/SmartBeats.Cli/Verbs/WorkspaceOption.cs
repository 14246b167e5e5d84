using System.CommandLine;

namespace SmartBeats.Cli.Verbs;

/// <summary>Which workspace, and how the next command names it.</summary>
internal static class WorkspaceOption
{
    public static Option<DirectoryInfo?> Create(bool required) => new("--workspace")
    {
        Description = "Folder that keeps maps, calls and plans from one command to the next.",
        Required = required,
    };
}
