namespace SmartBeats.Lambda.Database;

/// <summary>The statements of a load.</summary>
internal static class CallMergeSql
{
    /// <summary>Columns of a call as it lies in its tables, but the city and the load.</summary>
    public const string Columns = """
        event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, service_minute_hundredths, units,
        nature, source, unit, beat, received_utc, dispatched_utc, arrived_utc, cleared_utc, row_hash
        """;

    /// <summary>Stages a chunk and notes that it arrived, in one statement. Sorted, so that two chunks with the same calls cannot lock each other out.</summary>
    public const string Stage = """
        WITH given AS (
          SELECT DISTINCT ON (e COLLATE "C") e, n, p, i, x, y, u, l, d, m, k, a, s, b, c, t1, t2, t3, t4, h
          FROM json_to_recordset(CAST(:rows AS json)) AS r(
            e text, n bigint, p smallint, i smallint, x double precision, y double precision, u bigint, l bigint, d text, m integer, k integer,
            a text, s smallint, b text, c text, t1 bigint, t2 bigint, t3 bigint, t4 bigint, h numeric)
          ORDER BY e COLLATE "C", n DESC),
        staged AS (
          INSERT INTO staged_calls (load_id, event_number, place, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, service_minute_hundredths, units,
            nature, source, unit, beat, received_utc, dispatched_utc, arrived_utc, cleared_utc, row_hash)
          SELECT :load, e, n, p, i, x, y, u, l, d, m, k, a, s, b, c, t1, t2, t3, t4, h FROM given
          ON CONFLICT (load_id, event_number) DO UPDATE SET
            place = excluded.place, priority = excluded.priority, is_incident = excluded.is_incident, longitude = excluded.longitude, latitude = excluded.latitude,
            utc_seconds = excluded.utc_seconds, local_seconds = excluded.local_seconds, disposition = excluded.disposition,
            service_minute_hundredths = excluded.service_minute_hundredths, units = excluded.units,
            nature = excluded.nature, source = excluded.source, unit = excluded.unit, beat = excluded.beat,
            received_utc = excluded.received_utc, dispatched_utc = excluded.dispatched_utc, arrived_utc = excluded.arrived_utc, cleared_utc = excluded.cleared_utc,
            row_hash = excluded.row_hash
          WHERE staged_calls.place < excluded.place)
        INSERT INTO staged_chunks (load_id, chunk) VALUES (:load, :chunk) ON CONFLICT (load_id, chunk) DO NOTHING
        """;

    /// <summary>What a load came to; no row while it is not merged.</summary>
    public const string Outcome =
        "SELECT inserted, updated, unchanged, CAST(version_sum AS text), version_rows, removed FROM loads WHERE load_id = :load AND inserted IS NOT NULL";

    /// <summary>
    /// Merges the staged rows that follow an event number and takes them out of the staging table; what a row replaces becomes a former call,
    /// what is there alike is noted as kept. Returns rows inserted,
    /// updated and unchanged, what the sum of hashes moved by, and the last event number; null where none was left.
    /// </summary>
    public const string Slice = $"""
        WITH slice AS MATERIALIZED (
          SELECT * FROM staged_calls WHERE load_id = :load AND event_number > :after ORDER BY event_number LIMIT :rows),
        pairs AS MATERIALIZED (
          SELECT s.*, c.row_hash AS kept_hash,
            CASE WHEN c.event_number IS NULL THEN 1 WHEN c.row_hash <> s.row_hash OR c.local_seconds <> s.local_seconds THEN 2 ELSE 3 END AS kind
          FROM slice s LEFT JOIN calls c ON c.city = :city AND c.event_number = s.event_number),
        former AS (
          INSERT INTO former_calls (city, {Columns}, load, until_load)
          SELECT city, {Columns}, load, :number FROM calls WHERE city = :city AND event_number IN (SELECT event_number FROM pairs WHERE kind = 2)),
        kept AS (
          INSERT INTO kept_calls (city, event_number, load) SELECT :city, event_number, :number FROM pairs WHERE kind = 3 ON CONFLICT DO NOTHING),
        put AS (
          INSERT INTO calls (city, {Columns}, load)
          SELECT :city, {Columns}, :number FROM pairs WHERE kind < 3
          ON CONFLICT (city, event_number) DO UPDATE SET
            priority = excluded.priority, is_incident = excluded.is_incident, longitude = excluded.longitude, latitude = excluded.latitude,
            utc_seconds = excluded.utc_seconds, local_seconds = excluded.local_seconds, disposition = excluded.disposition,
            service_minute_hundredths = excluded.service_minute_hundredths, units = excluded.units,
            nature = excluded.nature, source = excluded.source, unit = excluded.unit, beat = excluded.beat,
            received_utc = excluded.received_utc, dispatched_utc = excluded.dispatched_utc, arrived_utc = excluded.arrived_utc, cleared_utc = excluded.cleared_utc,
            row_hash = excluded.row_hash, load = excluded.load),
        gone AS (
          DELETE FROM staged_calls USING slice WHERE staged_calls.load_id = :load AND staged_calls.event_number = slice.event_number)
        SELECT COUNT(*) FILTER (WHERE kind = 1), COUNT(*) FILTER (WHERE kind = 2), COUNT(*) FILTER (WHERE kind = 3),
          CAST(COALESCE(SUM(row_hash) FILTER (WHERE kind < 3), 0) - COALESCE(SUM(kept_hash) FILTER (WHERE kind = 2), 0) AS text),
          MAX(event_number)
        FROM pairs
        """;

    /// <summary>
    /// Removes the city's calls of a period that follow an event number and are not staged. Returns how many, the sum of
    /// their hashes, and the last event number; null where none was left. Runs before the slices, which empty the staging table.
    /// </summary>
    public const string RemoveReplaced = $"""
        WITH doomed AS MATERIALIZED (
          SELECT c.event_number, c.row_hash FROM calls c
          WHERE c.city = :city AND c.local_seconds BETWEEN :from AND :to AND c.event_number > :after
            AND NOT EXISTS (SELECT 1 FROM staged_calls s WHERE s.load_id = :load AND s.event_number = c.event_number)
          ORDER BY c.event_number LIMIT :rows),
        former AS (
          INSERT INTO former_calls (city, {Columns}, load, until_load)
          SELECT city, {Columns}, load, :number FROM calls WHERE city = :city AND event_number IN (SELECT event_number FROM doomed)),
        gone AS (
          DELETE FROM calls USING doomed WHERE calls.city = :city AND calls.event_number = doomed.event_number)
        SELECT COUNT(*), CAST(COALESCE(SUM(row_hash), 0) AS text), MAX(event_number) FROM doomed
        """;

    /// <summary>The sum may move below zero or above 2^128: it is taken modulo that.</summary>
    public const string MoveVersion = $"""
        UPDATE call_sets SET
          row_hash_sum = mod(mod(row_hash_sum + CAST(:moved AS numeric), {AuroraCallStore.Modulus}) + {AuroraCallStore.Modulus}, {AuroraCallStore.Modulus}),
          row_count = row_count + :added
        WHERE city = :city RETURNING CAST(row_hash_sum AS text), row_count
        """;

    /// <summary>The number of a load that is being committed; the city is locked.</summary>
    public const string FindNumber = "SELECT COALESCE(MAX(load), 0) + 1 FROM call_loads WHERE city = :city";

    public const string Note = """
        INSERT INTO call_loads (city, load, name, inserted, updated, unchanged, removed, replaced_from, replaced_to)
        VALUES (:city, :number, :name, :inserted, :updated, :unchanged, :removed, :from, :to)
        """;

    public const string Keep = """
        UPDATE loads SET inserted = :inserted, updated = :updated, unchanged = :unchanged, removed = :removed, version_sum = CAST(:sum AS numeric), version_rows = :rows WHERE load_id = :load
        """;
}
