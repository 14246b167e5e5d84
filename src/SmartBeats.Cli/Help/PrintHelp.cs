using System.CommandLine;
using System.CommandLine.Invocation;

namespace SmartBeats.Cli.Help;

/// <summary><c>--help</c>, and <c>smartbeats</c> with nothing behind it.</summary>
internal sealed class PrintHelp : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool Terminating => true;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Print(parseResult.CommandResult.Command);
        return ExitCode.Ok;
    }

    /// <summary>Prints a command's page.</summary>
    public static void Print(Command command)
    {
        foreach (var line in HelpPage.Lines(command, WrappedText.FindWidth()))
        {
            Console.Out.WriteLine(line);
        }
    }
}
