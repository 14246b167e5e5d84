using System.Text;
using SmartBeats.Calls.Mapping;
using SmartBeats.Cli.Inspecting;

namespace SmartBeats.Cli.CallFiles;

/// <summary>Asks the person at the terminal what the file itself does not tell; the answers are the flags that are named.</summary>
internal static class MappingQuestions
{
    /// <summary>Whether somebody is there to answer.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks each question once.</summary>
    /// <param name="questions">Open.</param>
    /// <param name="before">What was said by flags.</param>
    /// <returns>That and the answers; null where an answer was empty: then nothing more is asked.</returns>
    public static MappingChanges? Ask(IEnumerable<MappingQuestion> questions, MappingChanges before)
    {
        var changes = before;
        foreach (var question in questions)
        {
            Console.Error.WriteLine($"{question.Question}. {question.Remedy}");
            Console.Error.Write("Flag (empty to leave it open): ");
            var answer = Console.In.ReadLine();
            if (string.IsNullOrWhiteSpace(answer))
            {
                return null;
            }

            changes = Add(changes, answer);
        }

        return changes;
    }

    /// <summary>Takes an answer as it would be typed behind the command.</summary>
    /// <exception cref="InputException">It is no flag of a mapping.</exception>
    internal static MappingChanges Add(MappingChanges changes, string answer)
    {
        var words = SplitWords(answer);
        for (var i = 0; i < words.Count; i++)
        {
            switch (words[i])
            {
                case "--day-first":
                    changes = changes with { DayFirst = true };
                    break;
                case "--month-first":
                    changes = changes with { DayFirst = false };
                    break;
                case "--time-format" when i + 1 < words.Count:
                    changes = changes with { TimeFormat = words[++i] };
                    break;
                case "--place-system" when i + 1 < words.Count:
                    changes = changes with { PlaceSystem = words[++i] };
                    break;
                case "--map" when i + 1 < words.Count:
                    changes = changes with { Fields = [.. changes.Fields, words[++i]] };
                    break;
                default:
                    throw new InputException(
                        "answer",
                        $"\"{words[i]}\" is no flag of a mapping, or lacks its value",
                        "Answer with one of the flags named, such as --day-first.");
            }
        }

        return changes;
    }

    private static List<string> SplitWords(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char? quote = null;
        foreach (var letter in text.Trim() + " ")
        {
            if (letter == quote)
            {
                quote = null;
            }
            else if (quote is null && letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (quote is null && letter == ' ')
            {
                if (word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }
            }
            else
            {
                word.Append(letter);
            }
        }

        return words;
    }
}
