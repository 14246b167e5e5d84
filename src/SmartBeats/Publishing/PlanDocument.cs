using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;
using SmartBeats.Editing;
using SmartBeats.Metrics;
using SmartBeats.Response;
using SmartBeats.Signals;

namespace SmartBeats.Publishing;

/// <summary><c>plan.json</c> as written: the order of the members is the order in the file.</summary>
internal sealed record PlanDocument(
    int SchemaVersion,
    string EngineVersion,
    string PlanId,
    CityPart City,
    JsonElement Request,
    ulong Seed,
    DatasetsPart Datasets,
    WorkloadPart Workload,
    int BeatCount,
    MeasuresPart Measures,
    double LowerBound,
    double Gap,
    string Reason,
    IReadOnlyList<AlternativePart> Alternatives,
    IReadOnlyList<string> Notes,
    bool Truncated,
    [property: JsonConverter(typeof(AssignmentConverter)), JsonPropertyOrder(2)] IReadOnlyList<AssignedArea> Assignment)
{
    /// <summary>Null, and not written, where there are none: plans of before had no such member.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(1)]
    public IReadOnlyList<PlanSide>? SideFiles { get; init; }

    /// <summary>Absent where nobody edited the plan by hand.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EditRecord? Edit { get; init; }

    /// <summary>Absent where the plan was not evaluated, and from plans older than evaluation.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResponseEvaluation? Response { get; init; }

    /// <summary>Absent where nobody asked, and from plans older than ranks.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanRank? Rank { get; init; }

    /// <summary>Absent where nothing was wished beside number, balance and borders.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WishFigures? Wishes { get; init; }

    /// <summary>Absent where the workload is the calls alone.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShareFigures>? Shares { get; init; }

    /// <summary>Absent from plans older than fronts.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FrontPart>? Front { get; init; }

    /// <summary>Absent from plans older than forecasts.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanOutlook? Outlook { get; init; }

    /// <summary>Absent where no place has a tenth of a beat's calls, and from plans older than this figure.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PlacePart>? Places { get; init; }

    /// <summary>Absent where no growth was given.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GrowthScore>? Growth { get; init; }

    /// <summary>Absent where nobody asked, and from plans older than sectors.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SectorsPart? Sectors { get; init; }

    /// <summary>Absent where all shifts have one map.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ShiftPart>? Shifts { get; init; }
}

internal sealed record ShiftPart(
    string Hours,
    double ChangedShare,
    MeasuresPart Measures,
    double LowerBound,
    double Gap,
    double CommonDeviation,
    ResponseEvaluation Common,
    ResponseEvaluation Own,
    [property: JsonConverter(typeof(BeatNumbersConverter))] IReadOnlyList<int> Assignment);

internal sealed record CityPart(string Id, string Name, string TimeZone)
{
    /// <summary>Only where they are not those of the time zone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Measures { get; init; }

    public static CityPart Of(City city) => new(city.Id, city.Name, city.TimeZone) { Measures = city.HasOwnLengths ? CityJson.LengthWords[(int)city.Lengths] : null };

    public City ToCity()
    {
        var city = new City(Id, Name, TimeZone);
        return Measures is null ? city : city with { Lengths = CityJson.ReadLengths("plan.json", Measures) };
    }
}

internal sealed record DatasetsPart(string Map, string? MapIdField, string Calls);

internal sealed record WorkloadPart(string Unit, long CallsCounted, long CallsOutside);

internal sealed record MeasuresPart(
    double TotalWorkload,
    double MeanWorkload,
    double MaxDeviation,
    double CoefficientOfVariation,
    IReadOnlyList<string> ForcedAreas,
    double MaxDeviationOfRest,
    int EdgesCut,
    double BoundaryKm,
    double PolsbyPopperMean,
    double PolsbyPopperWorst,
    double MeanDistanceMetres,
    bool Contiguous,
    int BridgesCounted,
    IReadOnlyList<BeatMeasures> Beats)
{
    /// <summary>Beside <see cref="ForcedAreas"/>; absent where none is, and from plans older than this figure.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? ForcedShares { get; init; }
}

/// <param name="Assignment">Beat numbers in the order of the plan's own assignment.</param>
internal sealed record AlternativePart(
    Goal Goal,
    MeasuresPart Measures,
    double Gap,
    [property: JsonConverter(typeof(BeatNumbersConverter)), JsonPropertyOrder(2)] IReadOnlyList<int> Assignment)
{
    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResponseEvaluation? Response { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WishFigures? Wishes { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WithoutPreferences { get; init; }
}

/// <param name="Assignment">Beat numbers in the order of the plan's own assignment.</param>
internal sealed record FrontPart(
    double MaxDeviation,
    double MaxDeviationOfRest,
    int EdgesCut,
    double BoundaryKm,
    [property: JsonConverter(typeof(BeatNumbersConverter))] IReadOnlyList<int> Assignment);

/// <param name="Area">Its id.</param>
internal sealed record PlacePart(
    string Area, double Longitude, double Latitude, int Beat, long Calls, double Share, double Deviation, double DeviationWithout, double OfficeShare,
    double OfficeShareElsewhere);

/// <param name="Measures">Of the sectors as if each were one beat.</param>
/// <param name="OfBeat">Per beat, in order of number, its sector.</param>
internal sealed record SectorsPart(
    MeasuresPart Measures,
    double LowerBound,
    double Gap,
    [property: JsonConverter(typeof(BeatNumbersConverter))] IReadOnlyList<int> OfBeat)
{
    /// <summary>What given sectors are called; absent from sectors made of the beats.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Names { get; init; }
}

internal sealed record AssignedArea(string Area, int Beat);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = false,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(GoalConverter), typeof(SignalKindConverter)])]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanDocumentContext : JsonSerializerContext;

internal sealed class GoalConverter() : JsonStringEnumConverter<Goal>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

internal sealed class SignalKindConverter() : JsonStringEnumConverter<SignalKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>One area a line, so that two plans can be compared by any text tool.</summary>
internal sealed class AssignmentConverter : JsonConverter<IReadOnlyList<AssignedArea>>
{
    public override IReadOnlyList<AssignedArea> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var areas = new List<AssignedArea>();
        foreach (var item in JsonElement.ParseValue(ref reader).EnumerateArray())
        {
            areas.Add(item.Deserialize(((PlanDocumentContext)options.TypeInfoResolver!).AssignedArea)!);
        }

        return areas;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<AssignedArea> value, JsonSerializerOptions options)
    {
        var lines = value.Select(area => $"\n    {{ \"area\": \"{JsonEncodedText.Encode(area.Area)}\", \"beat\": {area.Beat} }}");
        writer.WriteRawValue("[" + string.Join(',', lines) + "\n  ]");
    }
}

/// <summary>All numbers on one line: ten thousand lines of one number each help nobody.</summary>
internal sealed class BeatNumbersConverter : JsonConverter<IReadOnlyList<int>>
{
    public override IReadOnlyList<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. JsonElement.ParseValue(ref reader).EnumerateArray().Select(number => number.GetInt32())];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<int> value, JsonSerializerOptions options) =>
        writer.WriteRawValue("[" + string.Join(',', value) + "]");
}
