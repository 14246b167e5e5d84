using System.CommandLine;
using SmartBeats.Signals;

namespace SmartBeats.Cli.Verbs;

/// <summary>Layers that can have a share of the workload: <c>--signal crashes=crashes.geojson</c>.</summary>
internal sealed class SignalOptions
{
    private const string Remedy = "Write NAME=FILE, such as crashes=crashes.geojson, or NAME=FILE#COLUMN.";

    private readonly Option<string[]> _signals = new("--signal")
    {
        Description = "A layer of points, lines or polygons that --weigh and --balance can name: NAME=FILE, or NAME=FILE#COLUMN where a column holds its numbers; may be given again.",
    };

    public void AddTo(Command verb) => verb.Options.Add(_signals);

    /// <summary>The flag, where it was given.</summary>
    public IEnumerable<string> Given(ParseResult parsed) => parsed.GetValue(_signals) is { Length: > 0 } ? [_signals.Name] : [];

    /// <summary>What was named.</summary>
    /// <exception cref="InputException">No name, one that cannot be a signal's, or one given twice.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public IReadOnlyList<GivenSignal> ListFiles(ParseResult parsed)
    {
        var signals = new List<GivenSignal>();
        foreach (var text in parsed.GetValue(_signals) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1)
            {
                throw new InputException(_signals.Name, $"\"{text}\" does not say which signal a file is", Remedy);
            }

            var (name, path) = (text[..at].Trim(), text[(at + 1)..].Trim());
            SignalReader.CheckName(_signals.Name, name);
            if (signals.Any(signal => signal.Name == name))
            {
                throw new InputException(_signals.Name, $"{name} is given twice", "Join the files first, or name one of them otherwise.");
            }

            // A file's own name may have the sign, too.
            var sign = File.Exists(path) ? -1 : path.LastIndexOf('#');
            var file = new FileInfo(sign < 0 ? path : path[..sign]);
            signals.Add(new GivenSignal(name, file.Exists ? file : throw new FileNotFoundException($"{file}: there is no such file. Check its name and folder."), sign < 0 ? null : path[(sign + 1)..]));
        }

        return signals;
    }
}

/// <summary>A file that is a signal.</summary>
/// <param name="AmountColumn">The column that holds what each shape adds up to; null to find one.</param>
internal sealed record GivenSignal(string Name, FileInfo File, string? AmountColumn);
