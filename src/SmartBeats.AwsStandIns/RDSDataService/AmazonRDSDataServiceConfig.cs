using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.RDSDataService;

/// <summary>Where and how the RDS Data API is called. Sets nothing beyond AWSSDK.Core: region, ServiceURL, time-outs, retries.</summary>
public partial class AmazonRDSDataServiceConfig : ClientConfig
{
    public AmazonRDSDataServiceConfig() : base(Defaults.Provider())
    {
        ServiceId = "RDS Data";
        AuthenticationServiceName = "rds-data";
        EndpointProvider = new RegionalEndpoints("rds-data");
    }

    public override string RegionEndpointServiceName => "rds-data";

    public override string ServiceVersion => "2018-08-01";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        Regional.Resolve(this, parameters.AlternateEndpoint);

    public override string UserAgent => InternalSDKUtils.BuildUserAgentString("RDS Data", "0.1.0");
}
