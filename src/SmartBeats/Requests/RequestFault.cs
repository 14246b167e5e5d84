namespace SmartBeats.Requests;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Field">The field's name as it was given; empty when the whole text is at fault.</param>
/// <param name="What">A clause that names the field and the value, without a full stop.</param>
/// <param name="Remedy">What to write instead: whole sentences.</param>
public sealed record RequestFault(string Field, string What, string Remedy);

/// <summary>A request as far as it could be read.</summary>
/// <param name="Request">Null when there are faults.</param>
/// <param name="Faults">Everything that is wrong, in the order of the text; at most 20, the last then saying how many more.</param>
public sealed record RequestReading(PlanRequest? Request, IReadOnlyList<RequestFault> Faults)
{
    /// <summary>What came in the place of files beside the request, in the order of the text.</summary>
    public IReadOnlyList<InlineSide> Sides { get; init; } = [];

    /// <summary>The request, or every fault in one exception.</summary>
    /// <param name="where">The file or place it came from, as the message begins.</param>
    /// <exception cref="InputException">There are faults.</exception>
    public PlanRequest OrThrow(string where) => Sides is [var side, ..]
        ? throw new InputException(where, $"{side.Field} cannot be given within it here", "Leave it out.")
        : OrThrowWithSides(where);

    /// <summary>As <see cref="OrThrow"/>, for a caller that hands <see cref="Sides"/> on.</summary>
    /// <exception cref="InputException">There are faults.</exception>
    public PlanRequest OrThrowWithSides(string where) => Request ?? throw (Faults is [var only]
        ? new InputException(where, only.What, only.Remedy)
        : new InputException(
            where,
            $"{Faults.Count} things are wrong: {string.Join("; ", Faults.Select(fault => fault.What))}",
            string.Join(' ', Faults.Select(fault => fault.Remedy).Distinct())));
}
