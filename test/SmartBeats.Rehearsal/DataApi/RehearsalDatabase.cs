using SmartBeats.Lambda.Database;
using SmartBeats.Rehearsal.Postgres;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>One PostgreSQL for all tests of a class, the schema applied once through the Data API and copied for each test.</summary>
public sealed class RehearsalDatabase : IAsyncLifetime
{
    private const string Template = "schema";

    private int _made;

    public PostgresServer Postgres { get; private set; } = null!;

    /// <summary>With the service's own limits and no faults.</summary>
    public DataApiServer Server { get; private set; } = null!;

    /// <summary>A database of its own with the functions' schema; its name.</summary>
    public Task<string> CreateAsync() => CreateAsync(Template);

    /// <summary>A database without anything in it.</summary>
    public Task<string> CreateEmptyAsync() => CreateAsync(null);

    public async Task InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        await Postgres.CreateDatabaseAsync(Template);
        // A server that is gone again: a database with connections cannot be copied.
        await using (var first = await DataApiServer.StartAsync(Postgres))
        {
            using var client = first.Client();
            await SchemaMigrations.ApplyAsync(DataApiServer.Database(client, Template));
        }

        Server = await DataApiServer.StartAsync(Postgres);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private async Task<string> CreateAsync(string? template)
    {
        var name = $"test_{Interlocked.Increment(ref _made)}";
        await Postgres.CreateDatabaseAsync(name, template);
        return name;
    }
}

/// <summary>Classes that share one PostgreSQL; each test has a database of its own.</summary>
[CollectionDefinition(Name)]
public sealed class DatabaseCollection : ICollectionFixture<RehearsalDatabase>
{
    public const string Name = "database";
}
