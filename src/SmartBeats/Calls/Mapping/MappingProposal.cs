namespace SmartBeats.Calls.Mapping;

/// <summary>What is known beside the file when a mapping is proposed.</summary>
/// <param name="Box">Extent of the city's map, degrees; null without a map: then unknown coordinate systems stay unknown.</param>
/// <param name="AreaIds">Ids of the map's areas; null without a map.</param>
/// <param name="HasStreets">Whether addresses can be placed by a street layer.</param>
public sealed record MappingSurroundings(CityBox? Box = null, IReadOnlySet<string>? AreaIds = null, bool HasStreets = false)
{
    /// <summary>Nothing is known.</summary>
    public static MappingSurroundings None { get; } = new();
}

/// <summary>Why a field is read as proposed.</summary>
/// <param name="Field">As <c>--map</c> names it.</param>
/// <param name="Columns">It comes from.</param>
/// <param name="Reason">A clause without values of any row.</param>
public sealed record FieldEvidence(string Field, IReadOnlyList<string> Columns, string Reason);

/// <summary>A question only a person can answer; the mapping is not applied while one is open.</summary>
/// <param name="Field">As <c>--map</c> names it.</param>
/// <param name="Question">What cannot be told from the file, a sentence without values of any row.</param>
/// <param name="Remedy">The flags that settle it, a sentence.</param>
public sealed record MappingDoubt(string Field, string Question, string Remedy)
{
    /// <summary>Answers that settle it; empty where a person has to know a column or a number.</summary>
    public IReadOnlyList<MappingChoice> Choices { get; init; } = [];
}

/// <summary>One answer to a doubt.</summary>
/// <param name="Label">A few words, without values of any row.</param>
/// <param name="Changes">What it says.</param>
public sealed record MappingChoice(string Label, MappingChanges Changes)
{
    /// <summary>The whole mapping that follows from this answer and the rest of the proposal.</summary>
    public CallMapping? Mapping { get; init; }
}

/// <summary>A column of the file a mapping was proposed for.</summary>
/// <param name="Name">As the header writes it.</param>
/// <param name="Filled">Share of the rows that have a value, in [0, 1].</param>
/// <param name="Samples">Its first distinct values, at most five and 60 characters each: of rows, so not for logs or mail.</param>
public sealed record SampledColumn(string Name, double Filled, IReadOnlyList<string> Samples);

/// <summary>A mapping as it follows from a header and values.</summary>
/// <param name="Mapping">What can be told; fields in doubt hold the likelier reading, or nothing.</param>
/// <param name="Evidence">For each field that is mapped.</param>
/// <param name="Doubts">All of them at once; empty where the mapping can be applied as it is.</param>
/// <param name="Notes">What a person should know and need not answer, a sentence each.</param>
/// <param name="Rows">Looked at.</param>
public sealed record MappingProposal(
    CallMapping Mapping,
    IReadOnlyList<FieldEvidence> Evidence,
    IReadOnlyList<MappingDoubt> Doubts,
    IReadOnlyList<string> Notes,
    long Rows)
{
    /// <summary>The file's columns, in the order of its header.</summary>
    public IReadOnlyList<SampledColumn> Columns { get; init; } = [];

    /// <summary>The mapping, to be applied.</summary>
    /// <param name="where">The file, as the message begins.</param>
    /// <exception cref="InputException">A doubt is open; the message names all of them and what settles each.</exception>
    public CallMapping Confirm(string where)
    {
        if (Doubts.Count == 0)
        {
            return Mapping;
        }

        var questions = string.Join("; ", Doubts.Select(doubt => doubt.Question.TrimEnd('.')));
        throw new InputException(where, questions, string.Join(' ', Doubts.Select(doubt => doubt.Remedy)));
    }
}
