using Amazon.RDSDataService;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartBeats.Lambda.Database;
using SmartBeats.Rehearsal.Postgres;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>The Data API alone, on a loopback port of its own; the gateway mounts the same endpoint into its own address.</summary>
public sealed class DataApiServer : IAsyncDisposable
{
    public const string ClusterArn = "arn:aws:rds:us-west-2:123456789012:cluster:smartbeats";
    public const string SecretArn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:smartbeats-abcdef";

    private readonly WebApplication _host;

    private DataApiServer(WebApplication host, DataApiEndpoint endpoint) => (_host, Endpoint) = (host, endpoint);

    public DataApiEndpoint Endpoint { get; }

    public string Url => _host.Urls.Single();

    public static async Task<DataApiServer> StartAsync(PostgresServer postgres, DataApiLimits? limits = null, TimeProvider? time = null)
    {
        var endpoint = new DataApiEndpoint(new DataApiCluster(postgres, ClusterArn, SecretArn), limits, time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        host.UseRouting();
        endpoint.Map(host);
        await host.StartAsync();
        return new DataApiServer(host, endpoint);
    }

    /// <summary>A client as the functions make it.</summary>
    public AmazonRDSDataServiceClient Client()
    {
        var config = Lambda.Database.DataApi.ClientConfig();
        (config.ServiceURL, config.AuthenticationRegion) = (Url, "us-west-2");
        return new AmazonRDSDataServiceClient(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), config);
    }

    /// <summary>The functions' own way to a database.</summary>
    public static Lambda.Database.DataApi Database(IAmazonRDSDataService client, string name, Patience? patience = null) =>
        new(client, new DatabaseAddress(ClusterArn, SecretArn, name), patience ?? Patience.OfStages, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Endpoint.DisposeAsync();
    }
}
