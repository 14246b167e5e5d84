using System.CommandLine;

namespace SmartBeats.Cli.Help;

/// <summary>What <c>smartbeats</c>, <c>help VERB</c> and <c>--help</c> print: a page that begins with commands to copy.</summary>
internal static class HelpPage
{
    private static readonly (string Title, string[] Verbs)[] _chapters =
    [
        ("Plans", ["design", "compare", "edit", "evaluate", "where"]),
        ("Data", ["inspect", "ingest", "history", "export", "import", "unload", "forget"]),
        ("Beats that are patrolled", ["adopt", "monitor", "backtest"]),
        ("People", ["staff", "schedule", "absent"]),
        ("The page in a browser", ["serve", "token"]),
        ("The program", ["sample", "doctor", "completion", "man", "help"]),
    ];

    /// <summary>Lines of a command's page.</summary>
    public static IEnumerable<string> Lines(Command command, int width) => command.Subcommands.Count > 0 ? ListVerbs(command, width) : Describe(command, width);

    /// <summary>Verbs by chapter, as they are listed; those of no chapter come last.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<Command> Verbs)> Chapters(Command root)
    {
        foreach (var (title, names) in _chapters)
        {
            List<Command> verbs = [.. names.Select(name => root.Subcommands.FirstOrDefault(verb => verb.Name == name)).OfType<Command>()];
            if (verbs.Count > 0)
            {
                yield return (title, verbs);
            }
        }

        List<Command> rest = [.. root.Subcommands.Where(verb => !verb.Hidden && !_chapters.Any(chapter => chapter.Verbs.Contains(verb.Name)))];
        if (rest.Count > 0)
        {
            yield return ("More", rest);
        }
    }

    /// <summary><c>-o, --output DIR</c>.</summary>
    public static string Term(Option option)
    {
        var names = option.Aliases.Where(alias => alias.Length == 2).Append(option.Name);
        return $"{string.Join(", ", names)}{(option.ValueType == typeof(bool) ? "" : $" {ValueName(option)}")}";
    }

    /// <summary>What an option's value is called: <c>FILE</c>, <c>DIR</c>, <c>N</c> or <c>VALUE</c>.</summary>
    public static string ValueName(Option option)
    {
        var type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return type switch
        {
            _ when type == typeof(FileInfo) => "FILE",
            _ when type == typeof(DirectoryInfo) => "DIR",
            _ when IsNumber(type) || option.Name is "--beats" or "--seed" or "--effort" or "--sectors" or "--rank" => "N",
            _ => "VALUE",
        };
    }

    /// <summary>Its description, whether it must be given, and what it is where not said.</summary>
    public static string Meaning(Option option)
    {
        var isDefaultSaid = option.ValueType == typeof(bool) || !option.HasDefaultValue || option.Name == "--threads" || option.Description!.Contains("where not said", StringComparison.Ordinal);
        return $"{option.Description}{(option.Required ? " Must be given." : "")}{(isDefaultSaid ? "" : FormattableString.Invariant($" {option.GetDefaultValue()} where not said."))}";
    }

    /// <summary><c>smartbeats design [AREAS] [CALLS...]</c>.</summary>
    public static string Usage(Command verb)
    {
        var arguments = verb.Arguments.Select(argument => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
        {
            (0, > 1) => $"[{argument.Name}...]",
            (0, _) => $"[{argument.Name}]",
            (_, > 1) => $"{argument.Name}...",
            _ when argument.HasDefaultValue => $"[{argument.Name}]",
            _ => argument.Name,
        });
        var required = verb.Options.Where(option => option.Required).Select(Term);
        return string.Join(' ', (string[])["smartbeats", verb.Name, .. arguments, .. required, .. verb.Options.Any(option => !option.Hidden && !option.Required) ? (string[])["[flags]"] : []]);
    }

    internal static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong) || type == typeof(double);

    private static IEnumerable<string> ListVerbs(Command root, int width)
    {
        foreach (var line in WrappedText.Break(root.Description!, width))
        {
            yield return line;
        }

        yield return "";
        yield return "To begin:";
        foreach (var (command, does) in (IEnumerable<(string, string)>)
            [.. VerbExamples.Of("sample"), VerbExamples.Of("design")[0], VerbExamples.Of("serve")[0]])
        {
            yield return $"  smartbeats {command}";
            yield return $"      {does}";
        }

        foreach (var (title, verbs) in Chapters(root))
        {
            yield return "";
            yield return $"{title}:";
            foreach (var line in verbs.SelectMany(verb => WrappedText.Explain(verb.Name, verb.Description!, width)))
            {
                yield return line;
            }
        }

        yield return "";
        foreach (var line in WrappedText.Break(
            "\"smartbeats help VERB\" says what a verb takes. SMARTBEATS_WORKSPACE, or \"workspace\" in the settings file that doctor names, saves --workspace.", width))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Describe(Command verb, int width)
    {
        foreach (var line in WrappedText.Break(verb.Description!, width))
        {
            yield return line;
        }

        yield return "";
        foreach (var line in WrappedText.Explain(Usage(verb), "", width))
        {
            yield return line;
        }

        var examples = VerbExamples.Of(verb.Name);
        if (examples.Count > 0)
        {
            yield return "";
            yield return examples.Count == 1 ? "Example:" : "Examples:";
        }

        foreach (var (command, does) in examples)
        {
            yield return $"  smartbeats {command}";
            yield return $"      {does}";
        }

        if (verb.Arguments.Count > 0)
        {
            yield return "";
        }

        foreach (var line in verb.Arguments.SelectMany(argument => WrappedText.Explain(argument.Name, argument.Description!, width)))
        {
            yield return line;
        }

        foreach (var (title, flags) in FlagGroups.Of(verb))
        {
            yield return "";
            yield return $"{title}:";
            foreach (var line in flags.SelectMany(flag => WrappedText.Explain(Term(flag), Meaning(flag), width)))
            {
                yield return line;
            }
        }

        yield return "";
        yield return "-v, --verbose shows details of an error; -h, --help this page.";
    }
}
