using System.CommandLine;
using System.CommandLine.Parsing;
using SmartBeats.Calls;

namespace SmartBeats.Cli.Verbs;

/// <summary>How a calls file is read, the same flags for every verb that reads one.</summary>
internal sealed class CallFileOptions
{
    private readonly Option<double> _maxRejected = new("--max-rejected")
    {
        Description = "Largest accepted share of bad rows, such as 0.05 or 5%.",
        DefaultValueFactory = _ => new CallReadOptions().MaxRejectedShare,
        CustomParser = ParseShare,
    };

    private readonly Option<string> _minutesAre = new("--service-minutes-are")
    {
        Description = "total: service_minutes are the minutes of all officers together; each: the minutes every officer spent, times units.",
        DefaultValueFactory = _ => "total",
    };

    public CallFileOptions() => _minutesAre.AcceptOnlyFromAmong("total", "each");

    public void AddTo(Command verb)
    {
        verb.Options.Add(_maxRejected);
        verb.Options.Add(_minutesAre);
    }

    /// <param name="box">The extent of the city's map; null where there is none.</param>
    public CallReadOptions Read(ParseResult parsed, CityBox? box = null) => new()
    {
        CityBox = box,
        MaxRejectedShare = parsed.GetValue(_maxRejected),
        MinutesAreEach = parsed.GetValue(_minutesAre) == "each",
    };

    /// <summary>Flags that were typed, for verbs that read no file this time.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        new Option[] { _maxRejected, _minutesAre }.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    private static double ParseShare(ArgumentResult result)
    {
        var (share, fault) = ShareText.Parse("--max-rejected", result.Tokens[0].Value);
        if (fault is not null)
        {
            result.AddError(fault);
        }

        return share;
    }
}
