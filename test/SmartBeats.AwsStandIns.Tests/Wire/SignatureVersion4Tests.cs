using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace SmartBeats.AwsStandIns.Tests.Wire;

/// <summary>Every request is signed anew by botocore, which shares no code with AWSSDK.Core.</summary>
public class SignatureVersion4Tests
{
    private static readonly SessionAWSCredentials Credentials = new(Keys.Id, Keys.Secret, Keys.Token);

    [Fact]
    public async Task Data_API_request_carries_the_signature_botocore_computes()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = new AmazonRDSDataServiceClient(Credentials,
            new AmazonRDSDataServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });
        await client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select 'Žižkov + \"quote\"'", ResourceArn = "arn:aws:rds:us-west-2:1:cluster:c" });

        (await SignedAsync(service)).ShouldBe("rds-data");
    }

    [Fact]
    public async Task Step_Functions_request_carries_the_signature_botocore_computes()
    {
        await using var service = await Recorder.StartAsync(200, """{"executionArn":"arn:x","startDate":1}""");
        using var client = new AmazonStepFunctionsClient(Credentials,
            new AmazonStepFunctionsConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });
        await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = "arn:aws:states:us-west-2:1:stateMachine:m", Input = "{}" });

        (await SignedAsync(service)).ShouldBe("states");
    }

    [Fact]
    public async Task SNS_request_carries_the_signature_botocore_computes()
    {
        await using var service = await Recorder.StartAsync(200, "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>", "text/xml");
        using var client = new AmazonSimpleNotificationServiceClient(Credentials,
            new AmazonSimpleNotificationServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });
        await client.PublishAsync("arn:aws:sns:us-west-2:1:t", "25 beats & a map: ready", "Plan ready");

        (await SignedAsync(service)).ShouldBe("sns");
    }

    [Fact]
    public async Task Another_secret_gives_another_signature()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = new AmazonRDSDataServiceClient(new SessionAWSCredentials(Keys.Id, "another secret", Keys.Token),
            new AmazonRDSDataServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });
        await client.BeginTransactionAsync(new BeginTransactionRequest { Database = "smartbeats" });

        var check = await CheckAsync(service.Requests.Single());
        ((string?)check["Sent"]).ShouldNotBe((string?)check["Signature"]);
    }

    [Fact]
    public void Without_a_service_URL_the_region_gives_the_address()
    {
        new AmazonRDSDataServiceConfig { RegionEndpoint = RegionEndpoint.USWest2 }
            .DetermineServiceOperationEndpoint(new(new ExecuteStatementRequest())).URL.ShouldStartWith("https://rds-data.us-west-2.amazonaws.com");
        new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.EUCentral1 }
            .DetermineServiceOperationEndpoint(new(new StartExecutionRequest())).URL.ShouldStartWith("https://states.eu-central-1.amazonaws.com");
        new AmazonSimpleNotificationServiceConfig { RegionEndpoint = RegionEndpoint.USEast1 }
            .DetermineServiceOperationEndpoint(new(new Amazon.SimpleNotificationService.Model.PublishRequest())).URL.ShouldStartWith("https://sns.us-east-1.amazonaws.com");
    }

    /// <returns>The service the request was signed for.</returns>
    private static async Task<string?> SignedAsync(Recorder service)
    {
        var check = await CheckAsync(service.Requests.Single());
        ((string?)check["Sent"]).ShouldBe((string?)check["Signature"]);
        ((string?)check["Region"]).ShouldBe("us-west-2");
        ((string?)check["SignedHeaders"])!.Split(';').ShouldContain("host");
        ((string?)check["SignedHeaders"])!.Split(';').ShouldContain("x-amz-security-token");
        return (string?)check["Service"];
    }

    private static async Task<JsonNode> CheckAsync(Recorded request) => JsonNode.Parse(await Tool.RunAsync("python3",
        [Path.Combine(AppContext.BaseDirectory, "check_sigv4.py"), Keys.Id, Keys.Secret, Keys.Token], JsonSerializer.Serialize(request)))!;
}
