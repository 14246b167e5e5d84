using SmartBeats.Lambda.Database;

namespace SmartBeats.Lambda.Tests.Database;

public sealed class SchemaMigrationsTests
{
    [Fact]
    public void Files_are_numbered_from_1_without_gaps() =>
        SchemaMigrations.All.Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, SchemaMigrations.All.Count));

    [Fact]
    public void Every_statement_can_run_twice_and_stands_alone()
    {
        foreach (var statement in SchemaMigrations.All.SelectMany(migration => migration.Statements))
        {
            statement.ShouldContain("IF NOT EXISTS");
            statement.ShouldNotContain(";");
        }
    }

    [Fact]
    public void Comments_and_blank_lines_are_not_sent() =>
        SchemaMigrations.Split("-- One; two.\nCREATE TABLE a (\n  -- inner\n  b text);\n\nCREATE INDEX c ON a (b);\n").ShouldBe(["CREATE TABLE a (\n  b text)", "CREATE INDEX c ON a (b)"]);

    [Fact]
    public async Task Only_what_is_not_recorded_is_applied()
    {
        using var client = new ScriptedDatabase { Answer = request => request.Sql.StartsWith("SELECT number", StringComparison.Ordinal) ? [[1L]] : [] };
        var database = new DataApi(client, new DatabaseAddress("c", "s", "d"), Patience.OfStages, TimeProvider.System);
        (await SchemaMigrations.ApplyAsync(database)).ShouldBe(SchemaMigrations.All.Skip(1).Select(migration => migration.Number));
        client.Statements.Where(s => s.Sql.StartsWith("CREATE", StringComparison.Ordinal)).ShouldAllBe(s => s.ContinueAfterTimeout == true);
    }
}
