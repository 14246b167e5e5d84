namespace SmartBeats.Pipeline.Stores;

/// <summary>How a load is taken back, as SQL that SQLite and PostgreSQL read alike.</summary>
/// <remarks>
/// A call's versions follow one another: those in <c>former_calls</c>, each until the load that changed or removed it, then the one in
/// <c>calls</c>. <c>kept_calls</c> has the loads that brought a version once more. Without the load, a version it shares with a later one is
/// that one's; else the version before takes its place; what has no version left is gone. Every step looks at one call at a time, so
/// that a range of event numbers can be taken after the other: values are <c>city</c>, <c>load</c>, <c>after</c> and <c>last</c>.
/// </remarks>
public static class LoadHistorySql
{
    /// <summary>The last event number of the next range a load has to do with; null where there is none. Takes <c>rows</c> in the place of <c>last</c>.</summary>
    public static string FindRange(char mark) => $"""
        SELECT MAX(event_number) FROM (
          SELECT event_number FROM (
            SELECT event_number FROM (SELECT event_number FROM calls WHERE city = {mark}city AND event_number > {mark}after AND load = {mark}load ORDER BY event_number LIMIT {mark}rows) AS a
            UNION SELECT event_number FROM (SELECT event_number FROM former_calls
              WHERE city = {mark}city AND event_number > {mark}after AND (load = {mark}load OR until_load = {mark}load) ORDER BY event_number LIMIT {mark}rows) AS b
            UNION SELECT event_number FROM (SELECT event_number FROM kept_calls WHERE city = {mark}city AND event_number > {mark}after AND load = {mark}load ORDER BY event_number LIMIT {mark}rows) AS c
          ) AS touched ORDER BY event_number LIMIT {mark}rows) AS slice
        """;

    /// <summary>Before <see cref="Delete"/>: hands what a later load brought alike over to that one, and closes the gap the load leaves among former versions.</summary>
    public static IReadOnlyList<string> HandOver(char mark)
    {
        var (former, calls, kept) = (Of("former_calls", mark), Of("calls", mark), Of("kept_calls", mark));
        return
        [
            // The version that counts now.
            $"""
            UPDATE former_calls SET until_load = (SELECT MIN(next.load) FROM (
              SELECT k.load FROM kept_calls k WHERE {Same("k", "former_calls")} AND k.load > {mark}load UNION {Replacing(mark)}) AS next)
            WHERE {former} AND until_load = {mark}load AND EXISTS (SELECT 1 FROM calls c WHERE {Same("c", "former_calls")} AND c.load = {mark}load)
              AND EXISTS (SELECT 1 FROM kept_calls k WHERE {Same("k", "former_calls")} AND k.load > {mark}load)
            """,
            $"""
            UPDATE calls SET load = (SELECT MIN(k.load) FROM kept_calls k WHERE {Same("k", "calls")} AND k.load > {mark}load)
            WHERE {calls} AND load = {mark}load AND EXISTS (SELECT 1 FROM kept_calls k WHERE {Same("k", "calls")} AND k.load > {mark}load)
            """,
            $"DELETE FROM kept_calls WHERE {kept} AND EXISTS (SELECT 1 FROM calls c WHERE {Same("c", "kept_calls")} AND c.load = kept_calls.load)",
            // A former version of the load: the one before it lasts until a load that brought the version alike, or else until what changed it.
            $"""
            UPDATE former_calls SET until_load = (
              SELECT COALESCE((SELECT MIN(next.load) FROM (
                SELECT k.load FROM kept_calls k WHERE {Same("k", "own")} AND k.load > {mark}load UNION {Replacing(mark)}) AS next WHERE next.load < own.until_load), own.until_load)
              FROM former_calls own WHERE {Same("own", "former_calls")} AND own.load = {mark}load)
            WHERE {former} AND until_load = {mark}load AND EXISTS (SELECT 1 FROM former_calls own WHERE {Same("own", "former_calls")} AND own.load = {mark}load)
            """,
            $"""
            UPDATE former_calls SET load = (SELECT MIN(k.load) FROM kept_calls k WHERE {Same("k", "former_calls")} AND k.load > {mark}load AND k.load < former_calls.until_load)
            WHERE {former} AND load = {mark}load
              AND EXISTS (SELECT 1 FROM kept_calls k WHERE {Same("k", "former_calls")} AND k.load > {mark}load AND k.load < former_calls.until_load)
            """,
            $"DELETE FROM kept_calls WHERE {kept} AND EXISTS (SELECT 1 FROM former_calls f WHERE {Same("f", "kept_calls")} AND f.load = kept_calls.load)",
            $"DELETE FROM former_calls WHERE {former} AND load = {mark}load",
            $"DELETE FROM kept_calls WHERE {kept} AND load = {mark}load",
        ];
    }

    /// <summary>A condition on <c>calls</c>: rows that are the load's alone.</summary>
    public static string IsOwn(char mark) => $"{Of("calls", mark)} AND load = {mark}load";

    /// <summary>Before <see cref="Delete"/>: how many of the load's own rows nothing takes the place of.</summary>
    public static string CountGone(char mark) => $"""
        SELECT COUNT(*) FROM calls WHERE {IsOwn(mark)}
        AND NOT EXISTS (SELECT 1 FROM former_calls f WHERE {Same("f", "calls")} AND f.until_load = {mark}load)
        """;

    /// <summary>Takes out the load's own rows.</summary>
    public static string Delete(char mark) => $"DELETE FROM calls WHERE {IsOwn(mark)}";

    /// <summary>After <see cref="Delete"/>: what a later load has brought itself, or would have removed with its own period, lasts until that one.</summary>
    public static string LeaveToLater(char mark) => $"""
        UPDATE former_calls SET until_load = (SELECT MIN(later.load) FROM ({Later(mark)}) AS later)
        WHERE {Of("former_calls", mark)} AND until_load = {mark}load AND EXISTS (SELECT 1 FROM ({Later(mark)}) AS later)
        """;

    /// <summary>A condition on <c>former_calls</c>, after <see cref="LeaveToLater"/>: rows that count again.</summary>
    public static string ComesBack(char mark) => $"{Of("former_calls", mark)} AND until_load = {mark}load";

    /// <summary>1 where there is a call of a number, or was one that a load has removed; else 0. Values are <c>city</c> and <c>event_number</c>.</summary>
    public static string Contains(char mark) => $"""
        SELECT CASE WHEN EXISTS (SELECT 1 FROM calls WHERE city = {mark}city AND event_number = {mark}event_number)
          OR EXISTS (SELECT 1 FROM former_calls WHERE city = {mark}city AND event_number = {mark}event_number) THEN 1 ELSE 0 END
        """;

    private static string Later(char mark) =>
        $"SELECT c.load FROM calls c WHERE {Same("c", "former_calls")} AND c.load > {mark}load "
        + $"UNION SELECT f.load FROM former_calls f WHERE {Same("f", "former_calls")} AND f.load > {mark}load UNION {Replacing(mark)}";

    /// <summary>Later loads whose replaced period has a former call.</summary>
    private static string Replacing(char mark) =>
        $"SELECT l.load FROM call_loads l WHERE l.city = former_calls.city AND l.load > {mark}load AND l.taken_back_at IS NULL "
        + "AND former_calls.local_seconds BETWEEN l.replaced_from AND l.replaced_to";

    private static string Of(string table, char mark) => $"{table}.city = {mark}city AND {table}.event_number > {mark}after AND {table}.event_number <= {mark}last";

    private static string Same(string one, string other) => $"{one}.city = {other}.city AND {one}.event_number = {other}.event_number";
}
