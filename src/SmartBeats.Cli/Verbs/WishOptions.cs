using System.CommandLine;
using System.Text.Json.Nodes;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>What is asked of a plan beside number, balance and borders, as flags; the files they are about are <see cref="SideOptions"/>.</summary>
internal sealed class WishOptions
{
    private readonly Option<string?> _balance = new("--balance") { Description = "Loads balanced at once and what each counts: calls=1,service-minutes=0.5 (also priority-weights)." };
    private readonly Option<string[]> _weigh = new("--weigh")
    {
        Description = "What the workload is weighed from: columns of the map and signals by their shares, such as CALLS=0.8 POP=0.2; what is left of 1 is the calls'. column:NAME is the map's column where something else is called so too.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _keepWhole = new("--keep-whole")
    {
        Description = "A column of the map whose areas of one value are wished in one beat: NEIGHBORHOOD, or NEIGHBORHOOD=2 for twice the weight.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _label = new("--label") { Description = "The column of the map that areas are called by on maps." };
    private readonly Option<string?> _equalArea = new("--equal-area") { Description = "How much beats of alike ground are wished for, 0 to 1." };
    private readonly Option<string?> _changeBudget = new("--change-budget") { Description = "Largest share of the workload that may leave its current beat, e.g. 0.1 or 10%." };
    private readonly Option<string?> _lockBeats = new("--lock-beats") { Description = "Current beats that stay exactly as they are, e.g. 3,7." };
    private readonly Option<string?> _withoutBeats = new("--without-beats") { Description = "Current beats left out of the balance, e.g. H1,H2: they stay as they are and are not counted in --beats." };
    private readonly Option<string?> _stationWeight = new("--station-weight") { Description = "How much the way to the station counts beside borders, up to 10; 1 where not said." };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _weigh, _keepWhole, _label, _balance, _equalArea, _changeBudget, _lockBeats, _withoutBeats, _stationWeight })
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Names and numbers, over however many words.</summary>
    /// <param name="usual">What a name without a number is read as, such as <c>=1</c>.</param>
    private static JsonObject? ReadWeights(string[]? words, string usual)
    {
        if (words is not { Length: > 0 })
        {
            return null;
        }

        var weights = new JsonObject();
        foreach (var pair in words.SelectMany(word => ListText.Split(word)!).Select(word => word.Contains('=', StringComparison.Ordinal) ? word : word + usual))
        {
            var at = pair.LastIndexOf('=');
            if (at < 0)
            {
                throw new InputException("--weigh", $"\"{pair}\" names no share", "Write NAME=SHARE, such as CALLS=1; files are named before the flag.");
            }

            weights[pair[..at].Trim()] = RequestOptions.NumberOrText(pair[(at + 1)..].Trim());
        }

        return weights;
    }

    /// <summary>Fields of a request that flags were given for; null for the others.</summary>
    public IEnumerable<(string Field, JsonNode? Value)> Read(ParseResult parsed) =>
    [
        ("weigh", ReadWeights(parsed.GetValue(_weigh), "")),
        ("keepWhole", ReadWeights(parsed.GetValue(_keepWhole), "=1")),
        ("label", parsed.GetValue(_label)),
        ("balance", RequestOptions.Weights(parsed.GetValue(_balance))),
        ("equalArea", RequestOptions.NumberOrText(parsed.GetValue(_equalArea))),
        ("changeBudget", RequestOptions.NumberOrText(ShareText.ToFraction("--change-budget", parsed.GetValue(_changeBudget)))),
        ("lockBeats", RequestOptions.List(parsed.GetValue(_lockBeats), text => JsonValue.Create(text))),
        ("withoutBeats", RequestOptions.List(parsed.GetValue(_withoutBeats), text => JsonValue.Create(text))),
        ("stationWeight", RequestOptions.NumberOrText(parsed.GetValue(_stationWeight))),
    ];
}
