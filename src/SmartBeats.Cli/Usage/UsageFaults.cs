using System.CommandLine;
using System.CommandLine.Parsing;
using SmartBeats.Cli.Help;

namespace SmartBeats.Cli.Usage;

/// <summary>What is wrong with a command line, one line each: what was typed, what was probably meant, where to look.</summary>
internal static class UsageFaults
{
    /// <summary>Lines to print; empty where the command line can be used.</summary>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [var verb, ..])
        {
            var isFlag = verb.StartsWith('-');
            return [$"there is no {(isFlag ? "flag" : "verb")} {verb}{(isFlag ? " before a verb" : "")}.{DidYouMean(verb, command.Subcommands.Select(known => known.Name))} \"smartbeats help\" lists {(isFlag ? "what there is" : "the verbs")}."];
        }

        var unknown = UnknownFlags(parsed);
        if (unknown.Count > 0)
        {
            // With an unknown flag in the way, the parser's further complaints are about its own guesses.
            var known = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--", StringComparison.Ordinal)).ToList();
            return [.. unknown.Select(flag => $"there is no flag {flag}.{DidYouMean(flag, known)} {SeeHelp(command)}")];
        }

        return [.. parsed.Errors.Select(error => $"{Describe(error, parsed)} {SeeHelp(command)}").Distinct()];
    }

    private static string SeeHelp(Command command) => command.Subcommands.Count > 0 ? "\"smartbeats help\" lists the verbs." : $"\"smartbeats help {command.Name}\" says what it takes.";

    private static string Describe(ParseError error, ParseResult parsed) => error.SymbolResult switch
    {
        // Our own validators speak of the flag already.
        OptionResult option when error.Message.StartsWith(option.Option.Name + " ", StringComparison.Ordinal) || error.Message.StartsWith(option.Option.Name + ":", StringComparison.Ordinal) => error.Message,
        OptionResult { Tokens: [] } option => $"{option.Option.Name} {(option.IdentifierToken is null ? "must be given" : "needs a value")}: {LowerFirst(option.Option.Description!)}",
        OptionResult { Tokens.Count: > 1 } option when option.Option.Arity.MaximumNumberOfValues == 1 => $"{option.Option.Name} is given twice. Give it once.",
        OptionResult option => $"{option.Option.Name} takes {Kind(option.Option)}, not \"{option.Tokens[^1].Value}\".{NearestChoice(option)}",
        ArgumentResult { Tokens: [] } argument => $"{argument.Argument.Name} is missing: {LowerFirst(argument.Argument.Description!)}",
        ArgumentResult { Parent: OptionResult option } argument => $"{option.Option.Name} takes {Kind(option.Option)}, not \"{argument.Tokens[^1].Value}\".{NearestChoice(option)}",
        ArgumentResult argument when HelpPage.IsNumber(Nullable.GetUnderlyingType(argument.Argument.ValueType) ?? argument.Argument.ValueType) =>
            $"{argument.Argument.Name} is a number, not \"{argument.Tokens[^1].Value}\".",
        CommandResult command when parsed.UnmatchedTokens is [var word, ..] => $"{command.Command.Name} does not know what to do with \"{word}\".",
        CommandResult command when MissingArgument(command) is { } argument => $"{argument.Name} is missing: {LowerFirst(argument.Description!)}",
        CommandResult { Command.Subcommands.Count: > 0 } => "a verb is missing.",
        _ => error.Message,
    };

    private static Argument? MissingArgument(CommandResult command) => command.Command.Arguments.FirstOrDefault(
        argument => argument.Arity.MinimumNumberOfValues > 0 && command.GetResult(argument) is not { Tokens.Count: > 0 });

    private static string Kind(Option option)
    {
        var choices = Choices(option);
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return choices.Count > 0 ? string.Join(" or ", choices)
            : type == typeof(double) ? "a number"
            : HelpPage.IsNumber(type) ? "a whole number"
            : type == typeof(bool) ? "nothing, or true or false"
            : "another value";
    }

    private static string NearestChoice(OptionResult option) => DidYouMean(option.Tokens.Count > 0 ? option.Tokens[^1].Value : "", Choices(option.Option));

    private static List<string> Choices(Option option) => option.ValueType == typeof(bool) ? [] : [.. option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label)];

    private static string DidYouMean(string given, IEnumerable<string> known) => NearMiss.Of(given, known) is { } near ? $" Did you mean {near}?" : "";

    private static string LowerFirst(string text) => text.Length > 1 && (char.IsLower(text[1]) || text[1] == ' ') ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    /// <summary>Flags the verb does not have: the parser would take the first ones for files.</summary>
    private static IReadOnlyList<string> UnknownFlags(ParseResult parsed) => [.. parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens.Select(token => token.Value))
        .Concat(parsed.UnmatchedTokens)
        .Where(word => word.Length > 1 && word[0] == '-' && !IsNumber(word))];

    /// <summary>A longitude of the west begins with a hyphen too.</summary>
    private static bool IsNumber(string word) => double.TryParse(word, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);
}
