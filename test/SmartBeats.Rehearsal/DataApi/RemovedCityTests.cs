using SmartBeats.Lambda;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>What is left in the real database of a city that is removed: nothing; and of the others: everything.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class RemovedCityTests(RehearsalDatabase database)
{
    /// <summary>Two rows a table and city, but one where the city is the key.</summary>
    private const string Fill = """
        INSERT INTO calls (city, event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, row_hash)
          SELECT city, n::text, 1, 0, -112, 33, 0, 0, '', 1 FROM unnest(ARRAY['mesa', 'tempe']) AS city, generate_series(1, 120000) AS n;
        INSERT INTO call_sets (city) VALUES ('mesa'), ('tempe');
        INSERT INTO loads (load_id, city) VALUES ('a', 'mesa'), ('b', 'mesa'), ('c', 'tempe'), ('d', 'tempe');
        INSERT INTO staged_chunks (load_id, chunk) VALUES ('a', 1), ('b', 1), ('c', 1), ('d', 1);
        INSERT INTO staged_calls (load_id, event_number, place, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, row_hash)
          SELECT load_id, '1', 1, 1, 0, -112, 33, 0, 0, '', 1 FROM loads;
        INSERT INTO uploads (upload_id, bucket, object_key, version_id, sequencer, city, state)
          SELECT load_id, 'b', 'k', 'v', 's', city, 'loaded' FROM loads;
        INSERT INTO call_loads (city, load, name, inserted, updated, unchanged, removed)
          SELECT city, n, 'x', 0, 0, 0, 0 FROM unnest(ARRAY['mesa', 'tempe']) AS city, generate_series(1, 2) AS n;
        INSERT INTO former_calls (city, event_number, priority, is_incident, longitude, latitude, utc_seconds, local_seconds, disposition, row_hash, load, until_load)
          SELECT city, event_number, 1, 0, -112, 33, 0, 0, '', 1, 1, 2 FROM calls WHERE event_number IN ('1', '2');
        INSERT INTO kept_calls (city, event_number, load) SELECT city, event_number, 2 FROM calls WHERE event_number IN ('1', '2');
        """;

    [Fact]
    public async Task Every_row_of_the_city_goes_from_every_table_and_no_other()
    {
        var name = await database.CreateAsync();
        using var client = database.Server.Client();
        await using var source = database.Postgres.Connect(name);
        await using (var fill = source.CreateCommand(Fill))
        {
            await fill.ExecuteNonQueryAsync();
        }

        var before = await CountAsync();
        (await RemovedCities.DeleteRowsAsync(DataApiServer.Database(client, name), "mesa")).ShouldBe(120_000 + 1 + 2 * 7);
        var after = await CountAsync();

        // Each table had as many rows of the one city as of the other; a table that a later migration adds must be among those cleaned.
        after.Keys.ShouldBe(before.Keys);
        foreach (var (table, rows) in before.Where(one => one.Key != "migrations"))
        {
            rows.ShouldBeGreaterThan(0, table);
            after[table].ShouldBe(rows / 2, table);
        }

        (await RemovedCities.DeleteRowsAsync(DataApiServer.Database(client, name), "mesa")).ShouldBe(0);

        async Task<SortedDictionary<string, long>> CountAsync()
        {
            var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
            await using var tables = source.CreateCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
            await using (var reader = await tables.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync())
                {
                    counts[reader.GetString(0)] = 0;
                }
            }

            foreach (var table in counts.Keys.ToArray())
            {
                await using var count = source.CreateCommand($"SELECT count(*) FROM {table}");
                counts[table] = (long)(await count.ExecuteScalarAsync())!;
            }

            return counts;
        }
    }
}
