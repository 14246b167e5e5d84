using Spectre.Console;

namespace SmartBeats.Cli;

/// <summary>Sentences of a verb: on a terminal broken between words, so that no figure is torn; into a file or another program one a line.</summary>
internal static class Sentences
{
    /// <summary>Results.</summary>
    public static void Print(string sentence) => Write(Console.Out, Console.IsOutputRedirected, sentence);

    /// <summary>What is said on the way to them.</summary>
    public static void Remark(string sentence) => Write(Console.Error, Console.IsErrorRedirected, sentence);

    private static void Write(TextWriter writer, bool isRedirected, string sentence)
    {
        if (isRedirected)
        {
            writer.WriteLine(sentence);
            return;
        }

        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) }).WriteLine(sentence);
    }
}
