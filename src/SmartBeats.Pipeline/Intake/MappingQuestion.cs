using System.Text.Json;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Pipeline.Intake;

/// <summary>How a file would be read, put to a person: confirmed as it is, or changed, it is kept for every file of that header.</summary>
/// <param name="Fingerprint">Of the header (<see cref="HeaderFingerprint"/>).</param>
/// <param name="Rows">Looked at for the proposal.</param>
/// <param name="Proposal">As an entry of <c>mapping.json</c>; with doubts open it may lack a place or a time.</param>
/// <param name="Fields">The proposal in words.</param>
/// <param name="Columns">In the order of the header; the one member with values of rows.</param>
/// <param name="Doubts">To be settled before the mapping can be confirmed.</param>
/// <param name="Notes">What a person should know and need not answer, a sentence each.</param>
public sealed record MappingQuestion(
    string Fingerprint,
    long Rows,
    JsonElement Proposal,
    IReadOnlyList<ProposedField> Fields,
    IReadOnlyList<SampledColumn> Columns,
    IReadOnlyList<OpenDoubt> Doubts,
    IReadOnlyList<string> Notes)
{
    /// <summary>Names of the columns that the proposal does not read.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary>The question about a file whose reading ended with one.</summary>
    /// <param name="file">Open, with a proposal.</param>
    public static MappingQuestion Create(MappedFile file)
    {
        var proposal = file.Proposal ?? throw new ArgumentException("The file has no proposal.", nameof(file));
        var mapping = ToJson(proposal.Mapping);
        var reasons = proposal.Evidence.GroupBy(evidence => evidence.Field).ToDictionary(group => group.Key, group => group.First().Reason);
        return new MappingQuestion(
            proposal.Mapping.Fingerprint,
            proposal.Rows,
            mapping,
            [.. MappingWords.Describe(proposal.Mapping).Select(
                field => new ProposedField(field.Field, field.Reading, reasons.GetValueOrDefault(field.Field)))],
            proposal.Columns,
            [.. proposal.Doubts.Select(doubt => new OpenDoubt(doubt.Field, doubt.Question, [.. doubt.Choices.Select(choice => Follow(choice, mapping))]))],
            proposal.Notes)
        {
            Unused = [.. proposal.Columns.Select(column => column.Name).Where(name => name.Length > 0)
                .Except(MappingWords.ListColumns(proposal.Mapping), StringComparer.OrdinalIgnoreCase)],
        };
    }

    private static OpenChoice Follow(MappingChoice choice, JsonElement proposal)
    {
        var set = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        var chosen = ToJson(choice.Mapping ?? throw new ArgumentException("The choice was not followed.", nameof(choice)));
        foreach (var member in chosen.EnumerateObject())
        {
            if (!proposal.TryGetProperty(member.Name, out var before) || !JsonElement.DeepEquals(before, member.Value))
            {
                set[member.Name] = member.Value;
            }
        }

        foreach (var gone in proposal.EnumerateObject().Where(member => !chosen.TryGetProperty(member.Name, out _)))
        {
            set[gone.Name] = null;
        }

        return new OpenChoice(choice.Label, set);
    }

    private static JsonElement ToJson(CallMapping mapping)
    {
        using var document = JsonDocument.Parse(MappingBook.Print(mapping));
        return document.RootElement.Clone();
    }
}

/// <param name="Field">As <c>--map</c> names it.</param>
/// <param name="Reading">Its columns and how they are read.</param>
/// <param name="Reason">Why; null where nothing but the name says so.</param>
public sealed record ProposedField(string Field, string Reading, string? Reason);

/// <param name="Field">As <c>--map</c> names it.</param>
/// <param name="Question">Without a full stop, and without values of rows.</param>
/// <param name="Choices">Answers; empty where a person has to name a column or a coordinate system.</param>
public sealed record OpenDoubt(string Field, string Question, IReadOnlyList<OpenChoice> Choices);

/// <param name="Label">A few words.</param>
/// <param name="Set">Members of the proposal to be put in place of those it has; null takes one out. Empty where the proposal is read so already.</param>
public sealed record OpenChoice(string Label, IReadOnlyDictionary<string, JsonElement?> Set);
