using SmartBeats.Publishing;

namespace SmartBeats.Requests;

/// <summary>What a request's workload is weighed from.</summary>
public static class RequestShares
{
    /// <summary>What calls for service are called among signals.</summary>
    public const string Calls = "calls";

    /// <summary>
    /// Before a name it says that a column of the map is meant, whatever else is called so: <c>column:calls</c> is the map's own column of that name.
    /// </summary>
    public const string ColumnPrefix = "column:";

    /// <summary>The column that a name is said to be by <see cref="ColumnPrefix"/>; null where nothing is said.</summary>
    /// <param name="name">As a request has it.</param>
    public static string? FindColumn(string name) =>
        name.StartsWith(ColumnPrefix, StringComparison.Ordinal) ? name[ColumnPrefix.Length..].Trim() : null;

    /// <summary>Whether calls for service have a share: they alone where nothing else is said.</summary>
    /// <param name="request">A valid request.</param>
    public static bool HasCalls(PlanRequest request) => request.Weigh.Count == 0 || request.Weigh.ContainsKey(Calls);

    /// <summary>Names beside the calls that have a share, in ordinal order.</summary>
    /// <param name="request">A valid request.</param>
    public static IReadOnlyList<string> FindOthers(PlanRequest request) =>
        [.. request.Weigh.Keys.Where(name => name != Calls).Order(StringComparer.Ordinal)];

    /// <summary>Every name with its share as it is given, calls first.</summary>
    /// <param name="request">A valid request.</param>
    public static IReadOnlyList<(string Name, decimal Share)> Find(PlanRequest request) =>
        [.. request.Weigh.OrderBy(share => share.Key != Calls).ThenBy(share => share.Key, StringComparer.Ordinal).Select(share => (share.Key, share.Value))];

    /// <summary>Names of columns or signals that the request asks for anywhere, in ordinal order.</summary>
    /// <param name="request">A valid request.</param>
    public static IReadOnlyList<string> FindNamed(PlanRequest request) =>
        [.. FindOthers(request).Concat(request.BalanceSignals.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether what is balanced, or wished, rests on a column of the map or a signal.</summary>
    /// <param name="request">A valid request.</param>
    public static bool NamesColumnsOrSignals(PlanRequest request) => request.Weigh.Count + request.BalanceSignals.Count + request.KeepWhole.Count > 0;

    /// <summary><c>CALLS and POP</c>.</summary>
    /// <param name="request">A valid request.</param>
    internal static string DescribeOthers(PlanRequest request) => Words.List(FindOthers(request), 5);
}
