using Amazon.RDSDataService.Model;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Tests.Database;

public sealed class DataApiTests : IDisposable
{
    private readonly ScriptedDatabase _client = new();
    private readonly DataApi _database;

    public DataApiTests() => _database = new DataApi(_client, new DatabaseAddress("c", "s", "d"), new Patience(TimeSpan.FromSeconds(5)), TimeProvider.System);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_call_is_repeated_while_the_database_is_away()
    {
        var tries = 0;
        _client.Answer = _ => ++tries < 3 ? throw new InternalServerErrorException("lost") : [["x"]];
        (await _database.QueryAsync("asking", "SELECT 1", []))[0].Text(0).ShouldBe("x");
        tries.ShouldBe(3);
    }

    [Fact]
    public async Task A_transaction_is_begun_again_as_a_whole()
    {
        var tries = 0;
        _client.Answer = request => request.Sql == "second" && ++tries == 1 ? throw new ServiceUnavailableErrorException("x") : [];
        await _database.InTransactionAsync("doing", async transaction =>
        {
            await transaction.QueryAsync("first", []);
            await transaction.QueryAsync("second", []);
            return 0;
        });
        _client.Statements.Select(s => s.Sql).ShouldBe(["first", "second", "first", "second"]);
        _client.Ended.ShouldBe(["rollback", "commit"]);
    }

    [Fact]
    public async Task A_refused_statement_is_not_repeated_and_its_words_are_not_passed_on()
    {
        _client.Answer = _ => throw new BadRequestException("ERROR: null value violates; Detail: Failing row contains (E1, 12 Oak Street).; SQLState: 23502");
        (await Should.ThrowAsync<DatabaseFaultException>(() => _database.QueryAsync("sending a chunk of calls", "x", []))).Message
            .ShouldBe("The database refused sending a chunk of calls (SQLSTATE 23502).");
        _client.Statements.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_named_so()
    {
        _client.Answer = _ => throw new DatabaseResumingException("resuming");
        (await Should.ThrowAsync<DatabaseBusyException>(() => _database.QueryAsync("reading points", "x", []))).Message.ShouldBe(
            "The database was not available for reading points (DatabaseResumingException). It may be resuming from a pause, which takes half a minute.");
    }

    [Theory]
    [InlineData(1, false, 0.2)]
    [InlineData(3, false, 0.8)]
    [InlineData(9, false, 10)]
    [InlineData(1, true, 1)]
    public void Waits_grow_to_10_s_and_a_resuming_database_is_given_one_at_least(int attempt, bool resuming, double most)
    {
        Patience.WaitAfter(attempt, resuming, 1).TotalSeconds.ShouldBe(most, 0.001);
        Patience.WaitAfter(attempt, resuming, 0).TotalSeconds.ShouldBe(resuming ? 1 : 0);
    }

    [Fact]
    public async Task Points_are_asked_for_in_pages_that_fit_an_answer()
    {
        _client.Answer = request =>
        {
            var limit = request.Parameters.Single(p => p.Name == "limit").Value.LongValue!.Value;
            return [.. Enumerable.Range(0, (int)limit).Select(i => new object?[] { -112.0 + i, 33L, 2L, 2L, 0L })];
        };
        var store = new AuroraCallStore(_database);
        var points = await store.ReadPointsAsync("glendale", new Requests.PlanRequest { Beats = 1, Dispositions = ["6"] }, new CallPart(0, -113, null)).Take(8_000).ToListAsync();
        points.Count.ShouldBe(8_000);
        _client.Statements.Count.ShouldBe(2);
        _client.Statements[1].Parameters.Select(p => p.Name).ShouldBe(["limit", "city", "disposition0", "part_from", "after_longitude", "after_latitude"], ignoreOrder: true);
        _client.Statements.ShouldAllBe(s => !s.Sql.Contains('@') && !s.Sql.TrimEnd().EndsWith(';'));
    }
}
