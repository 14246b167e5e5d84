using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Editing.Help;

/// <summary>What the engine can do for a person who draws.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HelpKind>))]
public enum HelpKind
{
    /// <summary>Make every beat whole: stray pieces join neighbours.</summary>
    [JsonStringEnumMemberName("repair")]
    Repair,

    /// <summary>Share the areas of some beats evenly among them.</summary>
    [JsonStringEnumMemberName("balance")]
    Balance,

    /// <summary>Balance all beats, moving at most a budget.</summary>
    [JsonStringEnumMemberName("finish")]
    Finish,

    /// <summary>Make two beats of one.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>Take back what was moved and gained nothing.</summary>
    [JsonStringEnumMemberName("tidy")]
    Tidy,
}

/// <summary>Help that is asked for; see README.md of this folder.</summary>
/// <param name="Kind">Which.</param>
public sealed record HelpOrder(HelpKind Kind)
{
    /// <summary>Names of the beats it is about: two or more to balance, one to split; of no matter elsewhere.</summary>
    public IReadOnlyList<string> Beats { get; init; } = [];

    /// <summary>Names of beats that keep their areas and get no others.</summary>
    public IReadOnlyList<string> LockedBeats { get; init; } = [];

    /// <summary>Areas that keep their beat, by index.</summary>
    public IReadOnlyList<int> LockedAreas { get; init; } = [];

    /// <summary>Largest share of all workload that may change beat to finish, in [0, 1]; null for no limit.</summary>
    public double? Budget { get; init; }

    /// <summary>Work of the search, see <see cref="Districting.DistrictingProblem"/>; null for what a person waits for.</summary>
    public long? Effort { get; init; }

    /// <summary>Reads an order of the page.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static HelpOrder ReadJson(string json) =>
        JsonSerializer.Deserialize(json, HelpJson.Default.HelpOrder) ?? throw new JsonException("No order.");
}

/// <summary>Moves that are proposed; nothing is changed before somebody takes them.</summary>
/// <param name="Moves">Areas by index and the beat that is given them, in order of the beats; empty where there is nothing to gain.</param>
/// <param name="Figures">The draft as it would be.</param>
public sealed record HelpProposal(IReadOnlyList<ProposedMove> Moves, DraftFigures Figures)
{
    /// <summary>One line of JSON, camelCase.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, HelpJson.Default.HelpProposal);
}

/// <summary>One of them.</summary>
/// <param name="Areas">By index, ascending.</param>
/// <param name="Beat">Name of the beat that is given them.</param>
/// <param name="IsNew">Whether the beat is made by this move.</param>
public sealed record ProposedMove(IReadOnlyList<int> Areas, string Beat, bool IsNew);

/// <summary>Read and written without reflection, for homes that have none.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HelpProposal))]
[JsonSerializable(typeof(HelpOrder))]
internal sealed partial class HelpJson : JsonSerializerContext;
