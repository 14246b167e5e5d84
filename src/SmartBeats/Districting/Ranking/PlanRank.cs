using System.Text.Json.Serialization;

namespace SmartBeats.Districting.Ranking;

/// <summary>Where a plan stands among random ones of the same map with the same number of beats.</summary>
/// <param name="Plans">Random plans drawn, each contiguous with exactly that many beats.</param>
/// <param name="WithinTolerance">Of those, how many keep the tolerance asked for.</param>
/// <param name="Balance">Largest deviation a drawn plan may have to be compared with, a fraction: the tolerance, or where random plans
/// seldom keep that, the first of twice, four times… the tolerance that a quarter of them keep; at most 1.</param>
/// <param name="Compared">How many of those drawn are within <paramref name="Balance"/>: the legal ones.</param>
/// <param name="LessEven">Share of the legal ones whose largest deviation is above this plan's, in [0, 1]; 0 where there are none.</param>
/// <param name="LongerBorders">Share of the legal ones whose borders are longer, in [0, 1].</param>
public sealed record PlanRank(int Plans, int WithinTolerance, double Balance, int Compared, double LessEven, double LongerBorders)
{
    /// <summary>Where it stands among as many plans met by a random walk that redraws two neighbouring beats at a time; null where none could be begun, and of plans older than this.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecomRank? Recom { get; init; }

    /// <summary>Most plans that may be drawn for one rank.</summary>
    public const int MostPlans = 10_000;

    /// <summary>Shares to four decimals. Rounding twice changes nothing.</summary>
    public PlanRank ToPublishedPrecision() => this with
    {
        Balance = Math.Round(Balance, 9),
        LessEven = Math.Round(LessEven, 4),
        LongerBorders = Math.Round(LongerBorders, 4),
        Recom = Recom is { } walk ? walk with { LessEven = Math.Round(walk.LessEven, 4), LongerBorders = Math.Round(walk.LongerBorders, 4) } : null,
    };
}

/// <summary>Where a plan stands among those of ReCom walks, the standard of the field: all of them keep <see cref="PlanRank.Balance"/>.</summary>
/// <param name="Plans">Plans looked at, one each half as many steps as there are beats.</param>
/// <param name="LessEven">Share of them whose largest deviation is above the plan's, in [0, 1].</param>
/// <param name="LongerBorders">Share of them whose borders are longer, in [0, 1].</param>
public sealed record RecomRank(int Plans, double LessEven, double LongerBorders);
