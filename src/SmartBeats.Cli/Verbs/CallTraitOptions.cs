using System.CommandLine;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>Which calls count by what they were about and who began them: flags of every verb that reads calls.</summary>
internal sealed class CallTraitOptions
{
    private readonly Option<string?> _natures = new("--natures") { Description = "Only what these calls were about, as the file writes it: BURGLARY,\"THEFT, OTHER\"." };
    private readonly Option<string?> _sources = new("--sources") { Description = "Only calls begun by these: citizen, officer, unknown." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_natures);
        verb.Options.Add(_sources);
    }

    /// <summary>Fields of a request, as text.</summary>
    public IEnumerable<KeyValuePair<string, string>> Read(ParseResult parsed) =>
        new[] { KeyValuePair.Create("natures", parsed.GetValue(_natures)), KeyValuePair.Create("sources", parsed.GetValue(_sources)) }
            .Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!));

    /// <summary>A request narrowed to the calls asked for.</summary>
    /// <exception cref="InputException">A source that is none.</exception>
    public PlanRequest Narrow(PlanRequest request, ParseResult parsed)
    {
        var asked = PlanRequestJson.ReadFields([KeyValuePair.Create("beats", "1"), .. Read(parsed)]).OrThrow("flags");
        return request with
        {
            Natures = asked.Natures.Count > 0 ? asked.Natures : request.Natures,
            Sources = asked.Sources.Count > 0 ? asked.Sources : request.Sources,
        };
    }
}
