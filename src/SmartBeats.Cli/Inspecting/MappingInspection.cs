using System.Globalization;
using System.Text.Json.Serialization;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Cli.Inspecting;

/// <summary>How a calls file that is not in the plain contract is read, or would be once its questions are answered.</summary>
/// <param name="File">Of the load.</param>
/// <param name="Rows">Looked at for it; null where the mapping was kept.</param>
/// <param name="Fields">Each with the columns and form it is read from, and why.</param>
/// <param name="Questions">Open, each with the flags that settle it.</param>
/// <param name="Notes">What a person should know and need not answer.</param>
internal sealed record MappingInspection(
    string File, long? Rows, IReadOnlyList<MappedField> Fields, IReadOnlyList<MappingQuestion> Questions, IReadOnlyList<string> Notes)
{
    /// <summary>What is to be kept.</summary>
    [JsonIgnore]
    public CallMapping? Mapping { get; private init; }

    /// <summary>Null for a file in the plain contract.</summary>
    public static MappingInspection? Create(MappedFile file)
    {
        if (file.Mapping is not { } mapping)
        {
            return null;
        }

        var proposal = file.Proposal;
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var evidence in proposal?.Evidence ?? [])
        {
            reasons.TryAdd(evidence.Field, evidence.Reason);
        }

        return new MappingInspection(
            file.Name,
            proposal?.Rows,
            [.. MappingWords.Describe(mapping).Select(
                field => new MappedField(field.Field, field.Reading, reasons.GetValueOrDefault(field.Field)))],
            [.. proposal?.Doubts.Select(doubt => new MappingQuestion(doubt.Field, doubt.Question, doubt.Remedy)) ?? []],
            proposal?.Notes ?? [])
        { Mapping = mapping };
    }

    /// <summary>As lines for a person, each a name and what is said.</summary>
    public IEnumerable<(string Name, string Text)> Lines()
    {
        var origin = Rows is { } rows ? string.Create(CultureInfo.InvariantCulture, $"proposed from {rows:N0} rows") : "kept for this header";
        yield return ("Mapping", origin);
        foreach (var field in Fields)
        {
            yield return (field.Field, field.Reason is null ? field.Reading : $"{field.Reading}: {field.Reason}");
        }

        foreach (var question in Questions)
        {
            yield return ("Question", $"{question.Question}. {question.Remedy}");
        }
    }
}

/// <param name="Field">As <c>--map</c> names it.</param>
/// <param name="Reading">Its columns and how they are read.</param>
/// <param name="Reason">Null where the mapping was kept.</param>
internal sealed record MappedField(string Field, string Reading, string? Reason);

/// <param name="Field">As <c>--map</c> names it.</param>
/// <param name="Question">Without a full stop.</param>
/// <param name="Remedy">The flags that settle it.</param>
internal sealed record MappingQuestion(string Field, string Question, string Remedy);
