using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Inspecting;

/// <summary>What a file is, and what would come of it. Holds no address and no place of a call.</summary>
/// <param name="Kind"><c>map</c>, <c>calls</c>, <c>plan</c>, <c>request</c> or <c>city</c>: what it was taken for.</param>
/// <param name="Loads">Whether it would be loaded.</param>
/// <param name="Refusal">Why not, and what to do; null where it would.</param>
internal sealed record Inspection(string File, string Kind, bool Loads, string? Refusal)
{
    public MapInspection? Map { get; init; }

    public CallsInspection? Calls { get; init; }

    /// <summary>Of calls that are not in the plain contract: how their columns are read, a file each.</summary>
    public IReadOnlyList<MappingInspection>? Mappings { get; init; }

    /// <summary>Whether it would be loaded once an open question is answered.</summary>
    [JsonIgnore]
    public bool Asks => !Loads && Mappings?.Any(mapping => mapping.Questions.Count > 0) == true;

    public PlanInspection? Plan { get; init; }

    /// <summary>Of a small file: what it says, a sentence each.</summary>
    public IReadOnlyList<string>? Says { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, InspectionJson.Readable.Inspection) + "\n";
}

/// <summary>A map that would be loaded.</summary>
/// <param name="IdRule">Where the ids come from and why.</param>
/// <param name="ReferenceSystem">As the file names it; null where it does not.</param>
/// <param name="Coordinates">What would be done with the coordinates.</param>
internal sealed record MapInspection(
    string Layer, IReadOnlyList<string> Fields, string IdRule, string? ReferenceSystem, string Coordinates, MapReport Report);

/// <summary>A calls file, loaded or not.</summary>
/// <param name="Report">As <c>report.json</c> has it.</param>
/// <param name="Priorities">Calls of each priority, of an event number given twice the last row.</param>
/// <param name="Dispositions">Calls of each code, the most frequent first; <c>""</c> for none; text that is no code is counted as one and not shown.</param>
/// <param name="Incidents">Calls registered as incidents; null where no call says whether it is one.</param>
/// <param name="TimeZone">Of the times; null where none is known and times are as written.</param>
/// <param name="OutsideMap">Calls in no area of the map given beside; null without one.</param>
internal sealed record CallsInspection(
    CallReadReport Report, IReadOnlyList<Tally> Priorities, IReadOnlyList<Tally> Dispositions, long? Incidents, string? TimeZone, long? OutsideMap)
{
    /// <summary>When the calls are a poor guide to a year, a sentence each; rows given twice count twice here.</summary>
    public IReadOnlyList<string> Periods { get; init; } = [];
}

internal sealed record Tally(string Value, long Calls);

/// <summary>A plan as its file tells it.</summary>
internal sealed record PlanInspection(
    string PlanId, string City, int Beats, int Areas, string Unit, long CallsCounted, long CallsOutside, double MeanWorkload, double MaxDeviation,
    double LowerBound, double PolsbyPopperMean, double BoundaryKm, double MeanDistanceMetres, bool Contiguous, ulong Seed, string EngineVersion, string MapVersion,
    string CallsVersion, IReadOnlyList<string> SideFiles, IReadOnlyList<string> Alternatives, IReadOnlyList<string> Notes, string Forced)
{
    /// <summary>In what its text is printed; JSON has kilometres and metres.</summary>
    internal LengthSystem Lengths { get; init; }
}

[JsonSerializable(typeof(Inspection))]
internal sealed partial class InspectionJson : JsonSerializerContext
{
    public static InspectionJson Readable { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    });
}
