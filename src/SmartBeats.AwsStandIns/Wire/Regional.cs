using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace SmartBeats.AwsStandIns.Wire;

/// <summary>What every regional AWS service needs in AWSSDK.Core's pipeline: its address and Signature Version 4.</summary>
internal static class Regional
{
    /// <summary>Replaces the pipeline's generic address lookup; the signer is chosen right after marshalling, before it signs.</summary>
    public static void Customize(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EndpointHandler());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }

    public static Endpoint Resolve(IClientConfig config, RegionEndpoint alternate) => config.EndpointProvider.ResolveEndpoint(Parameters(config, alternate));

    private static EndpointParameters Parameters(IClientConfig config, RegionEndpoint alternate) => new()
    {
        ["Endpoint"] = config.ServiceURL,
        ["Region"] = (alternate ?? config.RegionEndpoint)?.SystemName,
        ["UseFIPS"] = config.UseFIPSEndpoint,
        ["UseDualStack"] = config.UseDualstackEndpoint,
    };

    private sealed class SigV4Handler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class EndpointHandler : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
            Parameters(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
    }
}

/// <summary>The address of a service: what the caller set, else <c>https://{prefix}.{region}.{suffix of the partition}</c>.</summary>
internal sealed class RegionalEndpoints(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string given) return new Endpoint(given);
        if (parameters["UseDualStack"] is true)
            throw new AmazonClientException($"The stand-in for {prefix} knows no dual-stack endpoints: set ServiceURL, or build with AwsPackages=official.");
        if (parameters["Region"] is not string region)
            throw new AmazonClientException("No RegionEndpoint or ServiceURL configured: set AWS_REGION or the client's configuration.");
        var host = parameters["UseFIPS"] is true && !IsFipsItself(region) ? prefix + "-fips" : prefix;
        return new Endpoint($"https://{host}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");
    }

    /// <summary>In GovCloud the ordinary address of some services is the validated one; there is no other (AWS's endpoint rules of 2026).</summary>
    private bool IsFipsItself(string region) => (prefix, region) is ("sns", "us-gov-west-1" or "us-gov-east-1") or ("states", "us-gov-west-1");
}

/// <summary>A service's name as AWS tools print it.</summary>
internal sealed class ServiceName(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}

/// <summary>Time-outs and retry mode per defaults mode, as AWS publishes them for all SDKs.</summary>
internal static class Defaults
{
    public static DefaultConfigurationProvider Provider() => new([
        Mode(DefaultConfigurationMode.Standard, 3.1),
        Mode(DefaultConfigurationMode.InRegion, 1.1),
        Mode(DefaultConfigurationMode.CrossRegion, 3.1),
        Mode(DefaultConfigurationMode.Mobile, 30),
        Mode(DefaultConfigurationMode.Auto, 1.1),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode mode, double connectSeconds)
    {
        var connect = TimeSpan.FromSeconds(connectSeconds);
        return new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
            S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
            ConnectTimeout = connect,
            TlsNegotiationTimeout = connect,
        };
    }
}
