using System.Globalization;

namespace SmartBeats.Calls.Streets;

/// <summary>How many addresses of each kind were placed. Holds no address. Not for two threads at once.</summary>
public sealed class StreetCounts
{
    private static readonly (AddressKind Kind, string Words)[] _kinds =
        [(AddressKind.Number, "house numbers"), (AddressKind.Block, "blocks"), (AddressKind.Crossing, "crossings")];

    private readonly long[,] _counts = new long[4, 3];

    /// <summary>Counts a match.</summary>
    /// <param name="match">Of one row.</param>
    public void Add(in StreetMatch match) => _counts[(int)match.Kind, (int)match.Outcome]++;

    /// <summary>What several readers counted, together.</summary>
    public static StreetCounts Add(IEnumerable<StreetCounts> counts)
    {
        var all = new StreetCounts();
        foreach (var one in counts)
        {
            for (var i = 0; i < all._counts.Length; i++)
            {
                all._counts[i / 3, i % 3] += one._counts[i / 3, i % 3];
            }
        }

        return all;
    }

    /// <summary>What became of the addresses, a sentence.</summary>
    public string Describe()
    {
        long Count(StreetOutcome outcome) => Enum.GetValues<AddressKind>().Sum(kind => GetCount(kind, outcome));
        var (placed, ambiguous, unknown) = (Count(StreetOutcome.Placed), Count(StreetOutcome.Ambiguous), Count(StreetOutcome.Unknown));
        var rates = _kinds.Where(kind => Enum.GetValues<StreetOutcome>().Any(outcome => GetCount(kind.Kind, outcome) > 0))
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Words} {Math.Floor(GetMatchRate(kind.Kind) * 1000) / 10:0.#}%"));
        var unreadable = GetCount(AddressKind.Unreadable, StreetOutcome.Unknown);
        var lost = ambiguous + unknown == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; {ambiguous:N0} could be in several places, {unknown - unreadable:N0} are on no street and {unreadable:N0} are no addresses, and count as without a place");
        return string.Create(CultureInfo.InvariantCulture, $"Calls are placed by their addresses: {placed:N0} of {placed + ambiguous + unknown:N0} are found ({string.Join(", ", rates)}){lost}.");
    }

    /// <summary>Rows of a kind with an outcome.</summary>
    /// <param name="kind">Of address.</param>
    /// <param name="outcome">Of looking for it.</param>
    public long GetCount(AddressKind kind, StreetOutcome outcome) => _counts[(int)kind, (int)outcome];

    /// <summary>Share of a kind's rows that were placed, 0 to 1; 1 where there are none.</summary>
    /// <param name="kind">Of address.</param>
    public double GetMatchRate(AddressKind kind)
    {
        var placed = GetCount(kind, StreetOutcome.Placed);
        var all = placed + GetCount(kind, StreetOutcome.Ambiguous) + GetCount(kind, StreetOutcome.Unknown);
        return all == 0 ? 1 : (double)placed / all;
    }
}
