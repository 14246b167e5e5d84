using System.CommandLine;
using SmartBeats.Cli.Help;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats help VERB</c>: as <c>VERB --help</c>.</summary>
internal static class HelpVerb
{
    public static Command Create()
    {
        var name = new Argument<string?>("VERB") { Description = "The verb to be explained; all are listed where none is named.", Arity = ArgumentArity.ZeroOrOne };
        var verb = new Command("help", "Explain a verb and its flags.") { name };
        verb.SetAction(parsed =>
        {
            var root = parsed.RootCommandResult.Command;
            var asked = parsed.GetValue(name);
            PrintHelp.Print(asked is null ? root : root.Subcommands.FirstOrDefault(one => one.Name == asked)
                ?? throw new InputException("help", $"there is no verb {asked}{NearMiss.Hint(asked, root.Subcommands.Select(one => one.Name))}", "\"smartbeats help\" lists them."));
            return ExitCode.Ok;
        });
        return verb;
    }
}
