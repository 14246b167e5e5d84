using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using SmartBeats.Cli.Help;
using SmartBeats.Cli.Settings;
using SmartBeats.Cli.Support;
using SmartBeats.Cli.Usage;
using SmartBeats.Formats;

namespace SmartBeats.Cli;

/// <summary>What the command says to the shell that ran it.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The work was done and a check failed (<c>--strict</c>), or the program itself is at fault.</summary>
    public const int Failed = 1;

    /// <summary>A flag, a request or a file cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>A file could not be read or written.</summary>
    public const int InputOutput = 3;

    /// <summary>Ctrl-C.</summary>
    public const int Cancelled = 130;
}

/// <summary>The command <c>smartbeats</c>: parses, runs one verb, turns faults into a sentence and an exit code.</summary>
public static class SmartBeatsCommand
{
    /// <summary>Shows where a fault arose: for those who mend the program, not for those who use it.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Show details of an error.", Recursive = true };

    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Command> verbs)
    {
        FormatReaders.Register();
        if (OperatingSystem.IsWindows())
        {
            // A Windows console takes its own code page: tables would lose their lines, and --json into a file its letters.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        // A RootCommand would call itself by the assembly's name, not by what is typed.
        var root = CreateRoot(verbs);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        var faults = parsed.Action is PrintHelp or PrintVersion ? [] : FindFaults(parsed);
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"smartbeats: {fault}");
        }

        if (faults.Count > 0)
        {
            return ExitCode.BadInput;
        }

        return await Interruption.RunAsync(cancellation => RunAsync(parsed, cancellation));
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            // Signals are Interruption's: the parser would listen only once the verb has come to its first await.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
        }
        catch (Exception e) when (Explain(e is InputException fault ? FlagWords.Rename(parsed, fault) : e, parsed.GetValue(Verbose)) is { } code)
        {
            if (code != ExitCode.Cancelled)
            {
                LastFault.Keep(parsed, e, code, TimeProvider.System.GetUtcNow());
            }

            return code;
        }
    }

    private static IReadOnlyList<string> FindFaults(ParseResult parsed)
    {
        try
        {
            // What a settings file says is a default of flags.
            _ = CommandSettings.Current;
            return UsageFaults.Find(parsed);
        }
        catch (InputException settings)
        {
            return [settings.Message];
        }
    }

    /// <summary>The command with its verbs, as it is parsed, completed and explained.</summary>
    public static Command CreateRoot(IReadOnlyList<Command> verbs)
    {
        var root = new Command("smartbeats", "Patrol beats from a city's map and its calls for service: connected, balanced, compact, exactly as many as asked.")
        {
            Verbose,
            new HelpOption { Recursive = true, Action = new PrintHelp() },
            new VersionOption { Action = new PrintVersion() },
        };
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }

    private static int? Explain(Exception e, bool verbose)
    {
        var code = e switch
        {
            InputException => ExitCode.BadInput,
            OperationCanceledException => ExitCode.Cancelled,
            IOException or UnauthorizedAccessException => ExitCode.InputOutput,
            _ => ExitCode.Failed,
        };
        Console.Error.WriteLine(code switch
        {
            ExitCode.Cancelled => "smartbeats: cancelled; what was under way was not written.",
            ExitCode.Failed => $"smartbeats: a fault of the program itself: {e.GetType().Name}: {e.Message} Run again with --verbose and report what it prints.",
            _ => $"smartbeats: {e.Message}",
        });
        if (verbose)
        {
            Console.Error.WriteLine(e);
        }

        return code;
    }
}
