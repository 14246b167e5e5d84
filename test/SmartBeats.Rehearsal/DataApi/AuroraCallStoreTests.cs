using Amazon.RDSDataService;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Tests.Stores;

namespace SmartBeats.Rehearsal.DataApi;

[Collection(DatabaseCollection.Name)]
public sealed class AuroraCallStoreTests(RehearsalDatabase database) : CallStoreSuite, IDisposable
{
    private readonly AmazonRDSDataServiceClient _client = database.Server.Client();

    public void Dispose() => _client.Dispose();

    protected override async Task<ICallStore> OpenAsync() => new AuroraCallStore(DataApiServer.Database(_client, await database.CreateAsync()));
}
