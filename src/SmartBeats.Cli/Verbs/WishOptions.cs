using System.CommandLine;
using System.Text.Json.Nodes;

namespace SmartBeats.Cli.Verbs;

/// <summary>What is asked of a plan beside number, balance and borders, as flags; the files they are about are <see cref="SideOptions"/>.</summary>
internal sealed class WishOptions
{
    private readonly Option<string?> _balance = new("--balance") { Description = "Loads balanced at once and what each counts: calls=1,service-minutes=0.5 (also priority-weights)." };
    private readonly Option<string?> _equalArea = new("--equal-area") { Description = "How much beats of alike ground are wished for, 0 to 1." };
    private readonly Option<string?> _changeBudget = new("--change-budget") { Description = "Largest share of the workload that may leave its current beat, e.g. 0.1 or 10%." };
    private readonly Option<string?> _lockBeats = new("--lock-beats") { Description = "Current beats that stay exactly as they are, e.g. 3,7." };
    private readonly Option<string?> _withoutBeats = new("--without-beats") { Description = "Current beats left out of the balance, e.g. H1,H2: they stay as they are and are not counted in --beats." };
    private readonly Option<string?> _stationWeight = new("--station-weight") { Description = "How much the way to the station counts beside borders, up to 10; 1 where not said." };

    public void AddTo(Command verb)
    {
        foreach (var option in new[] { _balance, _equalArea, _changeBudget, _lockBeats, _withoutBeats, _stationWeight })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Fields of a request that flags were given for; null for the others.</summary>
    public IEnumerable<(string Field, JsonNode? Value)> Read(ParseResult parsed) =>
    [
        ("balance", RequestOptions.Weights(parsed.GetValue(_balance))),
        ("equalArea", RequestOptions.NumberOrText(parsed.GetValue(_equalArea))),
        ("changeBudget", RequestOptions.NumberOrText(ShareText.ToFraction("--change-budget", parsed.GetValue(_changeBudget)))),
        ("lockBeats", RequestOptions.List(parsed.GetValue(_lockBeats), text => JsonValue.Create(text))),
        ("withoutBeats", RequestOptions.List(parsed.GetValue(_withoutBeats), text => JsonValue.Create(text))),
        ("stationWeight", RequestOptions.NumberOrText(parsed.GetValue(_stationWeight))),
    ];
}
