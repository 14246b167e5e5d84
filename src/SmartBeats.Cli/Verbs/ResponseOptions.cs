using System.CommandLine;
using System.Text.Json.Nodes;

namespace SmartBeats.Cli.Verbs;

/// <summary>What an evaluation assumes, as flags: the request's field <c>response</c>.</summary>
internal sealed class ResponseOptions
{
    private readonly Option<string?> _speed = new("--speed-kmh", "--speed") { Description = "Effective driving speed in km/h; 40 where not said." };
    private readonly Option<string?> _law = new("--travel-law") { Description = "right-angle (a street grid; default) or straight." };
    private readonly Option<string?> _minutes = new("--service-minutes") { Description = "Minutes an officer spends on a call of priority 1, 2, ..., where the calls do not say; 60,45,30." };
    private readonly Option<string?> _officers = new("--officers") { Description = "Officers sent to a call of priority 1, 2, ..., where the calls do not say; 1." };
    private readonly Option<string?> _other = new("--other-share") { Description = "Measured share of time on duties other than calls, e.g. 0.33." };

    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _speed, _law, _minutes, _officers, _other })
        {
            verb.Options.Add(option);
        }
    }

    /// <returns>Null where no flag is given.</returns>
    public JsonObject? Read(ParseResult parsed)
    {
        var response = new JsonObject();
        Set("speedKmh", RequestOptions.NumberOrText(parsed.GetValue(_speed)));
        Set("law", parsed.GetValue(_law));
        Set("minutes", Numbers(parsed.GetValue(_minutes)));
        Set("officers", Numbers(parsed.GetValue(_officers)));
        Set("otherShare", RequestOptions.NumberOrText(parsed.GetValue(_other)));
        return response.Count == 0 ? null : response;

        void Set(string field, JsonNode? value)
        {
            if (value is not null)
            {
                response[field] = value;
            }
        }
    }

    private static JsonArray? Numbers(string? text) => text is null ? null : new JsonArray([.. text
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(RequestOptions.NumberOrText)]);
}
