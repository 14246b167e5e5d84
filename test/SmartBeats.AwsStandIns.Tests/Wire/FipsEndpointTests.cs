using Amazon;
using Amazon.RDSDataService;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.StepFunctions;

namespace SmartBeats.AwsStandIns.Tests.Wire;

/// <summary>Addresses as AWS's own command line resolves them with <c>use_fips_endpoint</c>.</summary>
public class FipsEndpointTests
{
    [Theory]
    [InlineData("sns", "us-east-1", "https://sns-fips.us-east-1.amazonaws.com/")]
    [InlineData("sns", "us-gov-west-1", "https://sns.us-gov-west-1.amazonaws.com/")]
    [InlineData("sns", "us-gov-east-1", "https://sns.us-gov-east-1.amazonaws.com/")]
    [InlineData("states", "us-west-2", "https://states-fips.us-west-2.amazonaws.com/")]
    [InlineData("states", "us-gov-west-1", "https://states.us-gov-west-1.amazonaws.com/")]
    [InlineData("states", "us-gov-east-1", "https://states-fips.us-gov-east-1.amazonaws.com/")]
    [InlineData("rds-data", "us-east-1", "https://rds-data-fips.us-east-1.amazonaws.com/")]
    [InlineData("rds-data", "us-gov-west-1", "https://rds-data-fips.us-gov-west-1.amazonaws.com/")]
    public void A_client_that_is_to_use_fips_endpoints_calls_the_validated_address(string service, string region, string address) =>
        Resolve(service, region, useFips: true).ShouldBe(address);

    [Theory]
    [InlineData("sns")]
    [InlineData("states")]
    [InlineData("rds-data")]
    public void Another_client_calls_the_ordinary_one(string service) =>
        Resolve(service, "us-west-2", useFips: false).ShouldBe($"https://{service}.us-west-2.amazonaws.com/");

    private static string Resolve(string service, string region, bool useFips)
    {
        ClientConfig config = service switch
        {
            "sns" => new AmazonSimpleNotificationServiceConfig(),
            "states" => new AmazonStepFunctionsConfig(),
            _ => new AmazonRDSDataServiceConfig(),
        };
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = useFips;
        return new Uri(config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new PublishRequest())).URL).ToString();
    }
}
