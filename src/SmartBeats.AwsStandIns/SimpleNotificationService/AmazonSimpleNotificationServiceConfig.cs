using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.SimpleNotificationService;

/// <summary>Where and how SNS is called. Sets nothing beyond AWSSDK.Core: region, ServiceURL, time-outs, retries.</summary>
public partial class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    public AmazonSimpleNotificationServiceConfig() : base(Defaults.Provider())
    {
        ServiceId = "SNS";
        AuthenticationServiceName = "sns";
        EndpointProvider = new RegionalEndpoints("sns");
    }

    public override string RegionEndpointServiceName => "sns";

    public override string ServiceVersion => "2010-03-31";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        Regional.Resolve(this, parameters.AlternateEndpoint);

    public override string UserAgent => InternalSDKUtils.BuildUserAgentString("SNS", "0.1.0");
}
