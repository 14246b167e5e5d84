using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartBeats.Pipeline.Answers;

/// <summary>The members of an order in JSON: what a verb takes as flags.</summary>
/// <param name="fields">As it was sent.</param>
public sealed class OrderFields(JsonObject fields)
{
    /// <summary>Refuses members nobody reads: a mistyped one would be an order for something else.</summary>
    /// <param name="known">Every member there is.</param>
    /// <exception cref="InputException">Another member; says which.</exception>
    public OrderFields AllowOnly(params IReadOnlyList<string> known)
    {
        var stranger = fields.Select(field => field.Key).FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));
        return stranger is null ? this : throw new InputException(stranger, $"there is no such member{NearMiss.Hint(stranger, known)}", $"The members are {string.Join(", ", known)}.");
    }

    /// <summary>The member as it was sent; null where it was not.</summary>
    public JsonNode? Find(string name) => fields[name];

    /// <exception cref="InputException">Not a text.</exception>
    public string? FindText(string name) => Find<string>(name, "a text");

    /// <exception cref="InputException">Not a number.</exception>
    public double? FindNumber(string name) => FindValue<double>(name, "a number");

    /// <exception cref="InputException">Not a whole number.</exception>
    public int? FindWhole(string name) => FindValue<int>(name, "a whole number");

    /// <exception cref="InputException">Neither true nor false.</exception>
    public bool FindFlag(string name) => FindValue<bool>(name, "true or false") ?? false;

    /// <exception cref="InputException">Not a whole number from 0.</exception>
    public ulong? FindSeed(string name) => FindValue<ulong>(name, "a whole number from 0");

    private T? Find<T>(string name, string form)
        where T : class => fields[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<T>(out var found) => found,
            var other => throw WrongForm(name, other, form),
        };

    private T? FindValue<T>(string name, string form)
        where T : struct => fields[name] switch
        {
            null => null,
            JsonValue value when value.TryGetValue<T>(out var found) => found,
            var other => throw WrongForm(name, other, form),
        };

    private static InputException WrongForm(string name, JsonNode value, string form)
    {
        var text = value.GetValueKind() == JsonValueKind.String ? $"\"{value.GetValue<string>()}\"" : value.ToJsonString();
        return new InputException(name, $"{(text.Length > 40 ? text[..40] + "..." : text)} is not {form}", $"Write {form}, or leave it out.");
    }
}
