using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Tests.Calls.Mapping;

/// <summary>An export given as text: its proposal, and what its rows become.</summary>
internal sealed class ExportFile
{
    public static readonly City Phoenix = new("phoenix", "Phoenix", "America/Phoenix");

    private readonly string _name;

    private ExportFile(string name, string text, char separator)
    {
        _name = name;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator.ToString(), BadDataFound = null, Mode = CsvMode.RFC4180 };
        using var parser = new CsvParser(new StringReader(text), configuration);
        while (parser.Read())
        {
            Rows.Add([.. parser.Record!]);
        }

        Header = Rows[0];
        Rows.RemoveAt(0);
    }

    public string[] Header { get; }

    public List<string[]> Rows { get; } = [];

    public List<MappedCall> Calls { get; } = [];

    public Dictionary<string, int> Faults { get; } = [];

    public int WithoutPlace { get; private set; }

    public static ExportFile Parse(string text, char separator = ',') => new("export.csv", text, separator);

    public static ExportFile Open(string path, char separator = ',', int skippedLines = 0)
    {
        var bytes = File.ReadAllBytes(path);
        var text = new UTF8Encoding(false, false).GetString(bytes);
        for (; skippedLines > 0; skippedLines--)
        {
            text = text[(text.IndexOf('\n') + 1)..];
        }

        return new ExportFile(Path.GetFileName(path), text, separator);
    }

    public MappingProposal Propose(MappingSurroundings? surroundings = null, MappingChanges? changes = null)
    {
        var proposer = new MappingProposer(Header, _name, surroundings);
        foreach (var row in Rows)
        {
            proposer.AddRow(new TextFields(row));
        }

        return proposer.Propose(changes);
    }

    public ExportFile Apply(CallMapping mapping, City? city = null, SmartBeats.Calls.Streets.StreetIndex? streets = null)
    {
        var reader = new MappedRowReader(mapping, Header, city ?? Phoenix, _name, streets);
        foreach (var row in Rows)
        {
            switch (reader.Read(new TextFields(row), out var call, out var column, out var fault))
            {
                case MappedOutcome.Read:
                    Calls.Add(call);
                    break;
                case MappedOutcome.WithoutPlace:
                    WithoutPlace++;
                    break;
                default:
                    var text = $"{column}: {fault}";
                    Faults[text] = Faults.GetValueOrDefault(text) + 1;
                    break;
            }
        }

        return this;
    }
}
