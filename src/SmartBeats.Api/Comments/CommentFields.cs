using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Publishing;

namespace SmartBeats.Api.Comments;

/// <summary>Reads what is sent as a comment.</summary>
internal static class CommentFields
{
    private const string Place = "Write {\"beat\": \"5\"}, {\"area\": \"101\"} or {\"lon\": -112.18, \"lat\": 33.54}, or leave it out.";

    /// <summary>The text, without white space around it.</summary>
    /// <exception cref="InputException">Empty, too long, or with characters nobody sees.</exception>
    public static string CheckText(string? text)
    {
        var said = text?.ReplaceLineEndings("\n").Trim() ?? "";
        return said.Length is > 0 and <= PlanComment.MostLetters && !said.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\t')
            ? said
            : throw new InputException("text", $"a comment has 1 to {PlanComment.MostLetters:N0} characters", "Write what is to be said of the plan.");
    }

    /// <summary>What it is pinned to; null where nothing is said.</summary>
    /// <exception cref="InputException">No place of the plan; says which.</exception>
    public static CommentPlace? ReadPlace(JsonNode? sent, PlanFile plan)
    {
        if (sent is null)
        {
            return null;
        }

        var fields = new OrderFields(sent as JsonObject ?? throw new InputException("on", "it is no object", Place)).AllowOnly("beat", "area", "lon", "lat");
        var place = new CommentPlace(fields.FindText("beat"), fields.FindText("area"), fields.FindNumber("lon"), fields.FindNumber("lat"));
        return place switch
        {
            { Beat: { } beat, Area: null, Lon: null, Lat: null } => Check("beat", beat, [.. Enumerable.Range(1, plan.Plan.BeatCount).Select(plan.Plan.NameOfBeat)], place),
            { Beat: null, Area: { } area, Lon: null, Lat: null } => Check("area", area, plan.AreaIds, place),
            { Beat: null, Area: null, Lon: >= -180 and <= 180, Lat: >= -90 and <= 90 } => place,
            _ => throw new InputException("on", "it names no place, or more than one", Place),
        };
    }

    private static CommentPlace Check(string kind, string name, IReadOnlyList<string> known, CommentPlace place) => known.Contains(name)
        ? place
        : throw new InputException("on", $"the plan has no {kind} \"{name}\"{NearMiss.Hint(name, known)}", Place);
}
