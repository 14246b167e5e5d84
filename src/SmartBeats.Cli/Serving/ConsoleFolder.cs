using System.Diagnostics;

namespace SmartBeats.Cli.Serving;

/// <summary>Where the built page lies: beside the program, or in the clone that the program was built in, where it is built when it is missing.</summary>
internal static class ConsoleFolder
{
    private const string Beside = "console";
    private const string Index = "index.html";

    /// <exception cref="InputException">It is not built, and cannot be built here.</exception>
    public static async Task<string> FindAsync(CancellationToken cancellation)
    {
        var packed = Path.Combine(AppContext.BaseDirectory, Beside);
        if (File.Exists(Path.Combine(packed, Index)))
        {
            return packed;
        }

        var source = FindSource() ?? throw new InputException(
            "serve", $"the page is not beside the program ({packed})", "Take the program as it was packed, or serve the API alone with --api-only.");
        var built = Path.Combine(source, "dist");
        if (!File.Exists(Path.Combine(built, Index)))
        {
            await BuildAsync(source, cancellation);
        }

        return built;
    }

    /// <summary>The page's folder in the clone; null where the program lies in none.</summary>
    private static string? FindSource()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var source = Path.Combine(folder.FullName, "src", "SmartBeats.Console");
            if (File.Exists(Path.Combine(folder.FullName, "SmartBeats.sln")) && File.Exists(Path.Combine(source, "build.sh")))
            {
                return source;
            }
        }

        return null;
    }

    private static async Task BuildAsync(string source, CancellationToken cancellation)
    {
        Console.Error.WriteLine("Building the page, once: this takes a minute or two.");
        if (!await TryRunAsync("node", ["--version"], isQuiet: true, cancellation) || !await TryRunAsync("npm", ["--version"], isQuiet: true, cancellation))
        {
            throw new InputException(
                "serve", "the page is built with Node.js, which is not on this computer", "Install Node.js 20 or newer (nodejs.org) and start again, or serve the API alone with --api-only.");
        }

        if (!await TryRunAsync("sh", [Path.Combine(source, "build.sh")], isQuiet: false, cancellation))
        {
            throw new InputException("serve", "the page could not be built; the lines above say why", "Mend that and start again, or serve the API alone with --api-only.");
        }
    }

    /// <summary>Runs a program; what it says is this program's progress.</summary>
    private static async Task<bool> TryRunAsync(string program, string[] arguments, bool isQuiet, CancellationToken cancellation)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = isQuiet };
            using var process = Process.Start(start)!;
            while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                if (!isQuiet)
                {
                    Console.Error.WriteLine($"  {line}");
                }
            }

            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
