using System.CommandLine;
using System.Text;

namespace SmartBeats.Cli.Help;

/// <summary>A command's page for <c>man</c>, from what help says.</summary>
internal static class ManPage
{
    /// <summary>The files, <c>smartbeats.1</c> and one for each verb, and their content.</summary>
    /// <param name="version">Of the program.</param>
    public static IEnumerable<(string Name, string Text)> WriteAll(Command root, string version)
    {
        yield return ("smartbeats.1", WriteRoot(root, version));
        foreach (var verb in root.Subcommands.Where(verb => !verb.Hidden))
        {
            yield return ($"smartbeats-{verb.Name}.1", WriteVerb(verb, version));
        }
    }

    private static string WriteRoot(Command root, string version)
    {
        var page = Begin("smartbeats", root.Description!, version);
        Section(page, "SYNOPSIS", "smartbeats VERB [arguments] [flags]");
        foreach (var (title, verbs) in HelpPage.Chapters(root))
        {
            page.Append(".SH ").Append(Escape(title.ToUpperInvariant())).Append('\n');
            foreach (var verb in verbs)
            {
                Item(page, $"smartbeats-{verb.Name}(1)", verb.Description!);
            }
        }

        page.Append(".SH ENVIRONMENT\n");
        Item(page, Settings.CommandSettings.WorkspaceVariable, "The workspace where --workspace is not given.");
        Item(page, Settings.CommandSettings.FileVariable, "The settings file, in the place of the usual one that smartbeats doctor names: {\"workspace\": \"DIR\", \"threads\": 2}.");
        Item(page, "NO_COLOR", "No colours.");
        page.Append(".SH EXIT STATUS\n");
        Item(page, "0", "Done.");
        Item(page, "1", "The work was done and a check failed (--strict), or the program itself is at fault.");
        Item(page, "2", "A flag, a request or a file cannot be used.");
        Item(page, "3", "A file could not be read or written.");
        Item(page, "130", "Cancelled.");
        return page.ToString();
    }

    private static string WriteVerb(Command verb, string version)
    {
        var page = Begin($"smartbeats-{verb.Name}", verb.Description!, version);
        Section(page, "SYNOPSIS", HelpPage.Usage(verb));
        if (verb.Arguments.Count > 0)
        {
            page.Append(".SH ARGUMENTS\n");
        }

        foreach (var argument in verb.Arguments)
        {
            Item(page, argument.Name, argument.Description!);
        }

        foreach (var (title, flags) in FlagGroups.Of(verb))
        {
            page.Append(".SH ").Append(Escape(title.ToUpperInvariant())).Append('\n');
            foreach (var flag in flags)
            {
                Item(page, HelpPage.Term(flag), HelpPage.Meaning(flag));
            }
        }

        var examples = VerbExamples.Of(verb.Name);
        if (examples.Count > 0)
        {
            page.Append(".SH EXAMPLES\n");
        }

        foreach (var (command, does) in examples)
        {
            page.Append(".PP\n").Append(Text(does)).Append(":\n.PP\n.nf\n").Append(Text($"smartbeats {command}")).Append("\n.fi\n");
        }

        Section(page, "SEE ALSO", "smartbeats(1)");
        return page.ToString();
    }

    private static StringBuilder Begin(string name, string description, string version)
    {
        var page = new StringBuilder();
        page.Append($".TH {Escape(name.ToUpperInvariant())} 1 \"\" \"SmartBeats {version}\"\n.SH NAME\n{Escape(name)} \\- {Text(description.TrimEnd('.'))}\n");
        return page;
    }

    private static void Section(StringBuilder page, string title, string text) => page.Append($".SH {title}\n{Text(text)}\n");

    private static void Item(StringBuilder page, string term, string meaning) => page.Append($".TP\n.B {Escape(term)}\n{Text(meaning)}\n");

    /// <summary>A line of text: one that begins with a dot or a quote would be a request.</summary>
    private static string Text(string text) => Escape(text) is ['.' or '\'', ..] ? "\\&" + Escape(text) : Escape(text);

    private static string Escape(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("\"", "\\(dq", StringComparison.Ordinal);
}
