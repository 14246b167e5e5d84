using System.CommandLine;
using System.Text;

namespace SmartBeats.Cli.Help;

/// <summary>Scripts by which a shell completes verbs, flags and the words that flags take; where a file is meant the shell's own completion goes on.</summary>
/// <remarks>Written from the verbs as they are, so they need no call of the program while somebody types; a newer program wants a newer script.</remarks>
internal static class CompletionScripts
{
    /// <summary>For bash 4 or newer.</summary>
    public static string WriteBash(Command root)
    {
        var verbs = Verbs(root);
        var script = new StringBuilder("""
            # bash completion of smartbeats, written by: smartbeats completion bash
            _smartbeats() {
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]}
              COMPREPLY=()
              if [ "$COMP_CWORD" -eq 1 ]; then

            """);
        Line($"    COMPREPLY=($(compgen -W '{Names(verbs)} --help --version' -- \"$word\"))");
        Line("    return");
        Line("  fi");
        Line("  case \"$verb $before\" in");
        foreach (var verb in verbs)
        {
            foreach (var flag in verb.Options)
            {
                if (FlagChoices.Of(flag) is { Count: > 0 } choices)
                {
                    Line($"    '{verb.Name} {flag.Name}') COMPREPLY=($(compgen -W '{string.Join(' ', choices)}' -- \"$word\")); return ;;");
                }
            }
        }

        Line("  esac");
        Line("  case \"$word\" in");
        Line("    -*)");
        Line("      case \"$verb\" in");
        foreach (var verb in verbs)
        {
            Line($"        {verb.Name}) COMPREPLY=($(compgen -W '{string.Join(' ', verb.Options.SelectMany(FlagChoices.NamesOf))} --help' -- \"$word\")) ;;");
        }

        Line("      esac ;;");
        Line("    *)");
        Line("      case \"$verb\" in");
        foreach (var verb in verbs.Where(verb => FlagChoices.Of(verb, verbs).Count > 0))
        {
            Line($"        {verb.Name}) COMPREPLY=($(compgen -W '{string.Join(' ', FlagChoices.Of(verb, verbs))}' -- \"$word\")) ;;");
        }

        Line("      esac ;;");
        Line("  esac");
        Line("}");
        Line("complete -o default -F _smartbeats smartbeats");
        return script.ToString();

        void Line(string text) => script.Append(text).Append('\n');
    }

    /// <summary>For zsh, as a file <c>_smartbeats</c> in a folder of <c>fpath</c>, or read by <c>source</c>.</summary>
    public static string WriteZsh(Command root)
    {
        var verbs = Verbs(root);
        var script = new StringBuilder("""
            #compdef smartbeats
            # zsh completion of smartbeats, written by: smartbeats completion zsh
            _smartbeats() {
              local -a said
              if (( CURRENT == 2 )); then
                said=(

            """);
        foreach (var verb in verbs)
        {
            Line($"      {Quote($"{verb.Name}:{FirstSentence(verb.Description!)}")}");
        }

        Line("    )");
        Line("    _describe 'verb' said");
        Line("    return");
        Line("  fi");
        Line("  case $words[2] in");
        foreach (var verb in verbs)
        {
            Line($"    {verb.Name})");
            Line("      _arguments -S \\");
            foreach (var flag in verb.Options)
            {
                foreach (var name in FlagChoices.NamesOf(flag))
                {
                    Line($"        {Quote($"*{name}[{Escape(FirstSentence(flag.Description!))}]{Value(flag)}")} \\");
                }
            }

            var choices = FlagChoices.Of(verb, verbs);
            Line($"        {Quote(choices.Count > 0 ? $"*:word:({string.Join(' ', choices)})" : "*:file:_files")} ;;");
        }

        Line("  esac");
        Line("}");
        Line("(( $+functions[compdef] )) && compdef _smartbeats smartbeats");
        return script.ToString();

        void Line(string text) => script.Append(text).Append('\n');

        static string Value(Option flag) => flag.ValueType == typeof(bool) ? ""
            : FlagChoices.Of(flag) is { Count: > 0 } choices ? $":word:({string.Join(' ', choices)})"
            : flag.ValueType == typeof(FileInfo) ? ":file:_files"
            : flag.ValueType == typeof(DirectoryInfo) ? ":folder:_files -/"
            : ":value:_files";
    }

    /// <summary>For PowerShell 7 or 5, as lines of a profile.</summary>
    public static string WritePowerShell(Command root)
    {
        var verbs = Verbs(root);
        var script = new StringBuilder("""
            # PowerShell completion of smartbeats, written by: smartbeats completion pwsh
            Register-ArgumentCompleter -Native -CommandName smartbeats -ScriptBlock {
              param($word, $line, $at)
              $verbs = [ordered]@{

            """);
        foreach (var verb in verbs)
        {
            Line($"    {PowerQuote(verb.Name)} = {PowerQuote(FirstSentence(verb.Description!))}");
        }

        Line("  }");
        Line("  $flags = @{");
        foreach (var verb in verbs)
        {
            Line($"    {PowerQuote(verb.Name)} = @({string.Join(", ", verb.Options.SelectMany(FlagChoices.NamesOf).Select(PowerQuote))})");
        }

        Line("  }");
        Line("  $words = @{");
        foreach (var (name, choices) in verbs.SelectMany(verb => verb.Options).DistinctBy(flag => flag.Name).Select(flag => (flag.Name, FlagChoices.Of(flag))).Where(flag => flag.Item2.Count > 0))
        {
            Line($"    {PowerQuote(name)} = @({string.Join(", ", choices.Select(PowerQuote))})");
        }

        script.Append("""
              }
              $typed = @($line.CommandElements | ForEach-Object { $_.ToString() })
              $before = if ($word) { $typed[-2] } else { $typed[-1] }
              if ($typed.Count -eq 1 -or ($typed.Count -eq 2 -and $word)) { $found = @($verbs.Keys) }
              elseif ($words.ContainsKey($before)) { $found = $words[$before] }
              elseif ($typed[1] -eq 'help') { $found = @($verbs.Keys) }
              elseif ($typed[1] -eq 'completion') { $found = @('bash', 'zsh', 'pwsh') }
              elseif ($word -like '-*' -and $flags.ContainsKey($typed[1])) { $found = $flags[$typed[1]] }
              else { return }
              $found | Where-Object { $_ -like "$word*" } | ForEach-Object {
                $said = if ($verbs.Contains($_)) { $verbs[$_] } else { $_ }
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $said)
              }
            }

            """);
        return script.ToString();

        void Line(string text) => script.Append(text).Append('\n');
    }

    private static List<Command> Verbs(Command root) => [.. root.Subcommands.Where(verb => !verb.Hidden)];

    private static string Names(IEnumerable<Command> verbs) => string.Join(' ', verbs.Select(verb => verb.Name));

    private static string FirstSentence(string text) => text.Split(". ")[0].TrimEnd('.');

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string PowerQuote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Brackets and colons end a description in zsh.</summary>
    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);
}
