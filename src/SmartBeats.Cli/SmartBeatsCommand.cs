using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
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

        // A RootCommand would call itself by the assembly's name, not by what is typed.
        var root = new Command("smartbeats", "Patrol beats from a city's map and its calls for service: connected, balanced, compact, exactly as many as asked.")
        {
            Verbose,
            new HelpOption { Recursive = true },
            new VersionOption { Action = new PrintVersion() },
        };
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        var parsed = root.Parse(args);
        var unknownFlags = UnknownFlags(parsed);
        if (parsed.Errors.Count > 0 || unknownFlags.Count > 0)
        {
            return RefuseUsage(parsed, unknownFlags);
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
        catch (Exception e) when (Explain(e, parsed.GetValue(Verbose)) is { } code)
        {
            return code;
        }
    }

    private static int RefuseUsage(ParseResult parsed, IReadOnlyList<string> unknownFlags)
    {
        var command = parsed.CommandResult.Command;
        foreach (var flag in unknownFlags)
        {
            Console.Error.WriteLine($"smartbeats: there is no flag {flag}.{DidYouMean(flag, command.Options.Select(option => option.Name))}");
        }

        // With an unknown flag in the way, the parser's further complaints are about its own guesses.
        foreach (var error in parsed.Errors.Where(_ => unknownFlags.Count == 0))
        {
            var word = parsed.UnmatchedTokens is [var first, ..] ? first : "";
            Console.Error.WriteLine($"smartbeats: {error.Message}{DidYouMean(word, command.Subcommands.Select(verb => verb.Name))}");
        }

        var path = string.Join(' ', Ancestry(parsed.CommandResult).Reverse());
        Console.Error.WriteLine($"Run \"{path} --help\" for what it takes.");
        return ExitCode.BadInput;
    }

    private static string DidYouMean(string given, IEnumerable<string> known) =>
        NearMiss.Of(given, known) is { } near ? $" Did you mean {near}?" : "";

    /// <summary>Flags the verb does not have: the parser would take the first ones for files.</summary>
    private static IReadOnlyList<string> UnknownFlags(ParseResult parsed) => [.. parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens.Select(token => token.Value))
        .Concat(parsed.UnmatchedTokens)
        .Where(word => word.Length > 1 && word[0] == '-')];

    private static IEnumerable<string> Ancestry(CommandResult? command)
    {
        for (; command is not null; command = command.Parent as CommandResult)
        {
            yield return command.Command.Name;
        }
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
