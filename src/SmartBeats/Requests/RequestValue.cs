using System.Globalization;
using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>One value of a request under the name it was given, read as what its field wants; a value that does not fit leaves a fault.</summary>
/// <param name="AsForm">Whether numbers and lists may come as text (<c>"25"</c>, <c>"1,2,3"</c>), as forms and command lines send them.</param>
internal readonly record struct RequestValue(string Name, JsonElement Json, bool AsForm, List<RequestFault> Faults)
{
    /// <summary>Null, or in a form an empty or untouched input: the same as leaving the field out.</summary>
    public bool IsNotGiven => Json.ValueKind == JsonValueKind.Null
        || (AsForm && Json.ValueKind == JsonValueKind.String && Json.GetString() is "" or "initial");

    /// <summary>What the value is called in a fault, where that says more than the field's name.</summary>
    public string? Label { get; init; }

    public void Refuse(string expected, string remedy) => Fault($"is {StrictJson.Shown(Json)}, not {expected}", remedy);

    /// <param name="predicate">What is wrong, to follow the value's name.</param>
    public void Fault(string predicate, string remedy) => Faults.Add(new RequestFault(Name, $"{Label ?? Name} {predicate}", remedy));

    public string? Text(string expected, string remedy)
    {
        if (Json.ValueKind == JsonValueKind.String)
            return Json.GetString();

        if (AsForm && Json.ValueKind == JsonValueKind.Number)
            return Json.GetRawText();

        Refuse(expected, remedy);
        return null;
    }

    /// <summary>A whole number; 25.0 is one, 25.5 is not.</summary>
    public long? Whole(long least, long most, string remedy)
    {
        if (Decimal() is { } number && number == decimal.Truncate(number) && number >= least && number <= most)
            return (long)number;

        Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), remedy);
        return null;
    }

    public ulong? Unsigned(string remedy)
    {
        if (Decimal() is { } number && number == decimal.Truncate(number) && number >= 0 && number <= ulong.MaxValue)
            return (ulong)number;

        Refuse("a whole number from 0 to 18446744073709551615", remedy);
        return null;
    }

    /// <summary>A finite number above 0 and at most <paramref name="most"/>.</summary>
    public double? Positive(double most, string expected, string remedy)
    {
        var given = NumberText();
        if (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most)
            return number;

        Refuse(expected, remedy);
        return null;
    }

    /// <summary>An exact decimal, or null without a fault.</summary>
    public decimal? Decimal() =>
        decimal.TryParse(NumberText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool? Flag(string remedy)
    {
        var text = Json.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String when AsForm => Json.GetString()!.ToLowerInvariant(),
            _ => "",
        };
        if (text is "true" or "false")
            return text == "true";

        Refuse("true or false", remedy);
        return null;
    }

    /// <summary>One of the words, in any case, as its place in the list.</summary>
    public int? OneOf(IReadOnlyList<string> words, string remedy)
    {
        var given = Json.ValueKind == JsonValueKind.String ? Json.GetString()! : "";
        for (var i = 0; i < words.Count; i++)
        {
            if (string.Equals(words[i], given, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        Refuse($"one of {string.Join(", ", words)}{NearMiss.Hint(given, words)}", remedy);
        return null;
    }

    /// <summary>The entries of a list, each under the list's name; in a form also one value, or several in one text with commas.</summary>
    public IReadOnlyList<RequestValue>? Items(string expected, string remedy)
    {
        var self = this;
        if (Json.ValueKind == JsonValueKind.Array)
            return [.. Json.EnumerateArray().SelectMany(item => self.AsForm ? self.Split(item) : [self.Entry(item)])];

        if (AsForm && Json.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            return [.. Split(Json)];

        Refuse(expected, remedy);
        return null;
    }

    private IEnumerable<RequestValue> Split(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.String)
            return [Entry(item)];

        var self = this;
        return ListText.Split(item.GetString())!
            .Select(part => self.Entry(StrictJson.Text(part)));
    }

    private RequestValue Entry(JsonElement item) => this with { Json = item, Label = $"an entry of {Name}" };

    private string? NumberText() => Json.ValueKind switch
    {
        JsonValueKind.Number => Json.GetRawText(),
        JsonValueKind.String when AsForm => Json.GetString(),
        _ => null,
    };
}
