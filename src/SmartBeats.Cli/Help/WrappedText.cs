namespace SmartBeats.Cli.Help;

/// <summary>Columns of words for help: a term, and beside it what it means, broken between words.</summary>
internal static class WrappedText
{
    private const int Narrowest = 40;
    private const int TermColumn = 30;

    /// <summary>Columns of the terminal; 100 where the text goes elsewhere.</summary>
    public static int FindWidth()
    {
        try
        {
            return Console.IsOutputRedirected ? 100 : Math.Clamp(Console.WindowWidth - 1, Narrowest, 120);
        }
        catch (IOException)
        {
            return 100;
        }
    }

    /// <summary>A term and its meaning; the meaning begins on a line of its own where the term is long.</summary>
    public static IEnumerable<string> Explain(string term, string meaning, int width)
    {
        var column = Math.Min(TermColumn, width / 3);
        var lines = Break(meaning, width - column).ToList();
        var isLong = term.Length + 4 > column;
        yield return isLong || lines.Count == 0 ? $"  {term}" : $"  {term}".PadRight(column) + lines[0];
        foreach (var line in isLong ? lines : lines.Skip(1))
        {
            yield return new string(' ', column) + line;
        }
    }

    /// <summary>Lines of whole words; a word that is longer than a line has one to itself.</summary>
    public static IEnumerable<string> Break(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
