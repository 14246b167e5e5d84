using System.Globalization;
using System.Reflection;

namespace SmartBeats.Lambda.Database;

/// <summary>One numbered SQL file: <c>0001_calls.sql</c>.</summary>
public sealed record Migration(int Number, string Name, IReadOnlyList<string> Statements);

/// <summary>Brings the database to the schema this code was written for, file by file, forward only.</summary>
/// <remarks>
/// Every statement is its own call, since the Data API takes one at a time, and can run twice (<c>IF NOT EXISTS</c>): a
/// file that was half applied when a function died is applied again from its start.
/// </remarks>
public static class SchemaMigrations
{
    private const string Folder = "Migrations/";

    /// <summary>In the order of their numbers.</summary>
    public static IReadOnlyList<Migration> All { get; } = Read();

    /// <returns>The numbers applied now; none when the schema was up to date.</returns>
    public static async Task<IReadOnlyList<int>> ApplyAsync(DataApi database, CancellationToken cancellation = default)
    {
        await database.DefineAsync(
            "creating the table of migrations",
            "CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
            cancellation);
        var rows = await database.QueryAsync("reading migrations", "SELECT number FROM migrations", [], cancellation);
        var done = rows.Select(row => (int)row.Long(0)).ToHashSet();
        var applied = new List<int>();
        foreach (var migration in All.Where(migration => !done.Contains(migration.Number)))
        {
            foreach (var statement in migration.Statements)
            {
                await database.DefineAsync($"migration {migration.Name}", statement, cancellation);
            }

            await database.QueryAsync(
                $"recording {migration.Name}",
                "INSERT INTO migrations (number, name) VALUES (:number, :name) ON CONFLICT (number) DO NOTHING",
                new() { { "number", (long)migration.Number }, { "name", migration.Name } },
                cancellation);
            Log.Migrated(migration.Number, migration.Name);
            applied.Add(migration.Number);
        }

        return applied;
    }

    /// <summary>Statements end with a semicolon at a line's end; lines that begin with two hyphens are for people.</summary>
    internal static IReadOnlyList<string> Split(string sql) =>
        [.. string.Join('\n', sql.ReplaceLineEndings("\n").Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)))
            .Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(statement => statement.TrimEnd(';'))];

    private static List<Migration> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var migrations = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = resource[Folder.Length..];
            migrations.Add(new Migration(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Split(reader.ReadToEnd())));
        }

        return migrations;
    }
}
