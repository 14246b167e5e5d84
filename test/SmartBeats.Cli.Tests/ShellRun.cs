using System.Diagnostics;

namespace SmartBeats.Cli.Tests;

/// <summary>Shell scripts in which <c>$smartbeats</c> is the command: for signals, terminals and disks that no argument can ask for.</summary>
internal static class ShellRun
{
    private static readonly string _command = Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND") is { Length: > 0 } shipped
        ? shipped
        : $"dotnet {Path.Combine(AppContext.BaseDirectory, "SmartBeats.Cli.dll")}";

    /// <summary>Whether file systems can be mounted here, in a name space of the script's own.</summary>
    public static bool CanMount { get; } = Run("/", "unshare -rm sh -c 'mount -t tmpfs tmpfs /mnt'").ExitCode == 0;

    public static CommandRun Run(string folder, string script)
    {
        var start = new ProcessStartInfo("sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["smartbeats"] = _command;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output.Result, errors.Result);
    }
}

/// <summary>A test that mounts a file system: skipped, loudly, where that is not allowed.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    public MountFactAttribute()
    {
        if (!ShellRun.CanMount)
        {
            Skip = "MOUNTS NOT ALLOWED: unshare -rm mount";
        }
    }
}
