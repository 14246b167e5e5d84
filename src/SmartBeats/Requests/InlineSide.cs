using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>What a request holds in the place of a file beside it: <c>barriers, links, stations, growth, lockAreas, current, within</c>.</summary>
/// <remarks>No part of the request itself: whoever reads it puts it into a store by its content, where it counts like the file.</remarks>
/// <param name="Field">The field's name.</param>
/// <param name="Json">Its value, UTF-8.</param>
public sealed record InlineSide(string Field, string Json)
{
    public const string Barriers = "barriers";
    public const string Links = "links";
    public const string Stations = "stations";
    public const string Growth = "growth";
    public const string LockAreas = "lockAreas";

    /// <summary>A plan's id in quotes, or pairs of area and beat.</summary>
    public const string Current = "current";

    /// <summary>A column of the map in quotes, or pairs of area and sector.</summary>
    public const string Within = "within";

    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        [Barriers] = "a list of pairs such as [[\"101\", \"102\"]]",
        [Links] = "a list of pairs such as [[\"101\", \"102\"]]",
        [Stations] = "a list such as [{\"id\": \"North\", \"lon\": -112.19, \"lat\": 33.55}]",
        [Growth] = "a list such as [{\"area\": \"101\", \"factor\": 1.5, \"scenario\": \"mall\"}]",
        [LockAreas] = "a list of area ids such as [\"101\", \"102\"]",
        [Current] = "the id of a plan, or a list of areas and beats such as [[\"101\", \"1\"]]",
        [Within] = "a column of the map such as \"DISTRICT\", or a list of areas and sectors such as [[\"101\", \"North\"]]",
    };

    public static IReadOnlyCollection<string> Fields => Expected.Keys;

    /// <summary>The value where its kind is right; what is in it is judged against the map, later.</summary>
    internal static InlineSide? Read(RequestValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.Array || (value.Name is Current or Within && value.Json.ValueKind == JsonValueKind.String))
            return new InlineSide(value.Name, value.Json.GetRawText());

        value.Refuse(Expected[value.Name], "Write it so, or give the file beside the request.");
        return null;
    }
}
