using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stores;

/// <summary>The table cut into parts that are counted one after the other.</summary>
public sealed partial class CallTable
{
    /// <summary>So many are counted in one go; of more, the sums of a part at a time are held in memory.</summary>
    private const int UndividedCalls = 2_000_000;

    private const int CallsOfPart = 1_000_000;

    /// <inheritdoc/>
    public Task<IReadOnlyList<CallPart>> PartitionAsync(string city, PlanRequest request, int callsPerPart, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<CallPart>>(Count <= UndividedCalls ? [CallPart.Everything] : Divide((Count + CallsOfPart - 1) / CallsOfPart));

    /// <summary>Parts of about as many calls each, from west to east, as a sample of them has it.</summary>
    internal IReadOnlyList<CallPart> Divide(int parts)
    {
        const int Step = 256;
        var longitudes = new double[(Count + Step - 1) / Step];
        for (var i = 0; i < longitudes.Length; i++)
        {
            longitudes[i] = _rows.ReadLongitude(i * Step);
        }

        Array.Sort(longitudes);
        double[] limits = [.. Enumerable.Range(1, parts - 1).Select(part => longitudes[(int)((long)part * longitudes.Length / parts)]).Distinct()];
        return
        [
            .. Enumerable.Range(0, limits.Length + 1)
                .Select(part => new CallPart(part, part == 0 ? null : limits[part - 1], part == limits.Length ? null : limits[part])),
        ];
    }

    private static bool IsIn(CallPart part, double longitude) =>
        (part.FromLongitude is not { } from || longitude >= from) && (part.ToLongitude is not { } to || longitude < to);
}
