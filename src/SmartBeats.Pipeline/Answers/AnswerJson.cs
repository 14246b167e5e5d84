using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Answers;

/// <summary>How answers are written: camelCase, no white space, no member that is null, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(CallSummary))]
[JsonSerializable(typeof(CallResolution))]
[JsonSerializable(typeof(CallWeek))]
[JsonSerializable(typeof(PlanCompared))]
[JsonSerializable(typeof(FoundPlace))]
[JsonSerializable(typeof(ForgottenCall))]
[JsonSerializable(typeof(LoadList))]
[JsonSerializable(typeof(TakenBack))]
[JsonSerializable(typeof(DutyAnswer))]
[JsonSerializable(typeof(AdoptedBeats))]
[JsonSerializable(typeof(AdoptedList))]
[JsonSerializable(typeof(CityVerdict))]
[JsonSerializable(typeof(DraftAnswer))]
[JsonSerializable(typeof(ProposalAnswer))]
[JsonSerializable(typeof(LaidBeats))]
[JsonSerializable(typeof(CityPackageContent))]
public sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>Writes an answer.</summary>
    /// <typeparam name="T">One of the answers of this namespace.</typeparam>
    public static byte[] Write<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, typeof(T), Default);
}
