using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartBeats.Editing.Answering;

/// <summary>Response of a plan or a draft, by the quick model.</summary>
/// <param name="MeanMinutes">From call to first arrival, all calls: wait for a free unit and drive.</param>
/// <param name="Priority">The highest priority met.</param>
/// <param name="PriorityMinutes">The same for its calls.</param>
/// <param name="FromElsewhereShare">Share of calls whose first unit comes from another beat, in [0, 1].</param>
/// <param name="BusiestShare">Largest share of its time a unit spends on calls.</param>
/// <param name="Beats">In order of number.</param>
public sealed record ResponseFigures(
    double MeanMinutes, int Priority, double PriorityMinutes, double FromElsewhereShare, double BusiestShare, IReadOnlyList<BeatResponseFigures> Beats);

/// <summary>Of one beat.</summary>
/// <param name="Utilisation">Share of its unit's time spent on calls, of this beat and of others.</param>
/// <param name="MeanMinutes">Of the beat's calls, whoever comes; null where it has none.</param>
/// <param name="PriorityMinutes">Of those of the highest priority; null where it has none.</param>
public sealed record BeatResponseFigures(double Utilisation, double? MeanMinutes, double? PriorityMinutes);

/// <summary>Response of a draft beside its plan's.</summary>
/// <param name="Before">Of the plan the draft began with, by the same model.</param>
/// <param name="Now">Of the draft.</param>
/// <param name="Assumptions">What both rest on, a sentence each.</param>
public sealed record DraftResponseFigures(ResponseFigures Before, ResponseFigures Now, IReadOnlyList<string> Assumptions)
{
    /// <summary>Measures a draft.</summary>
    /// <exception cref="InputException">The calls outrun the draft's units.</exception>
    public static DraftResponseFigures Measure(DraftResponse response, EditedBeats beats) =>
        new(response.Before, response.Measure(beats.BeatOfArea, beats.Names.Count), response.Assumptions);

    /// <summary>One line of JSON, camelCase.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ResponseFiguresJson.Default.DraftResponseFigures);
}

/// <summary>Written without reflection, for homes that have none.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DraftResponseFigures))]
internal sealed partial class ResponseFiguresJson : JsonSerializerContext;
