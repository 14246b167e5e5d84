using System.CommandLine;
using SmartBeats.Cli.Help;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats completion bash|zsh|pwsh</c>: a script for the shell.</summary>
internal static class CompletionVerb
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        var verb = new Command("completion", "Print a script by which a shell completes verbs, flags and their words.") { shell };
        verb.SetAction(parsed =>
        {
            var root = parsed.RootCommandResult.Command;
            var asked = parsed.GetValue(shell)!;
            Console.Out.Write(asked switch
            {
                "bash" => CompletionScripts.WriteBash(root),
                "zsh" => CompletionScripts.WriteZsh(root),
                "pwsh" => CompletionScripts.WritePowerShell(root),
                _ => throw new InputException("SHELL", $"there is no script for {asked}{NearMiss.Hint(asked, ["bash", "zsh", "pwsh", "powershell"])}", "Name bash, zsh or pwsh."),
            });
            return ExitCode.Ok;
        });
        return verb;
    }
}
