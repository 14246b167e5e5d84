namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>One rehearsal for all tests that need it: it takes its time to come up.</summary>
public sealed class RunningRehearsal : IAsyncLifetime
{
    internal Rehearsal Rehearsal { get; private set; } = null!;

    public async Task InitializeAsync() => Rehearsal = await Rehearsal.StartAsync(_ => { });

    public Task DisposeAsync() => Rehearsal.DisposeAsync().AsTask();
}

[CollectionDefinition(Name)]
public sealed class RehearsalCollection : ICollectionFixture<RunningRehearsal>
{
    public const string Name = "rehearsal";
}
