using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.StepFunctions;

/// <summary>Where and how Step Functions is called. Sets nothing beyond AWSSDK.Core: region, ServiceURL, time-outs, retries.</summary>
public partial class AmazonStepFunctionsConfig : ClientConfig
{
    public AmazonStepFunctionsConfig() : base(Defaults.Provider())
    {
        ServiceId = "SFN";
        AuthenticationServiceName = "states";
        EndpointProvider = new RegionalEndpoints("states");
    }

    public override string RegionEndpointServiceName => "states";

    public override string ServiceVersion => "2016-11-23";

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        Regional.Resolve(this, parameters.AlternateEndpoint);

    public override string UserAgent => InternalSDKUtils.BuildUserAgentString("SFN", "0.1.0");
}
