using System.Net;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.RDSDataService;

public class FaultTests
{
    public static TheoryData<string, int, Type> Faults => new()
    {
        { "AccessDeniedException", 403, typeof(AccessDeniedException) },
        { "BadRequestException", 400, typeof(BadRequestException) },
        { "DatabaseErrorException", 400, typeof(DatabaseErrorException) },
        { "DatabaseNotFoundException", 404, typeof(DatabaseNotFoundException) },
        { "DatabaseResumingException", 400, typeof(DatabaseResumingException) },
        { "DatabaseUnavailableException", 504, typeof(DatabaseUnavailableException) },
        { "ForbiddenException", 403, typeof(ForbiddenException) },
        { "HttpEndpointNotEnabledException", 400, typeof(HttpEndpointNotEnabledException) },
        { "InternalServerErrorException", 500, typeof(InternalServerErrorException) },
        { "InvalidResourceStateException", 400, typeof(InvalidResourceStateException) },
        { "InvalidSecretException", 400, typeof(InvalidSecretException) },
        { "NotFoundException", 404, typeof(NotFoundException) },
        { "SecretsErrorException", 400, typeof(SecretsErrorException) },
        { "ServiceUnavailableError", 503, typeof(ServiceUnavailableErrorException) },
        { "StatementTimeoutException", 400, typeof(StatementTimeoutException) },
        { "TransactionNotFoundException", 404, typeof(TransactionNotFoundException) },
        { "UnsupportedResultException", 400, typeof(UnsupportedResultException) },
        { "SomethingNewException", 400, typeof(AmazonRDSDataServiceException) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Error_code_becomes_the_exception_of_its_name(string code, int status, Type expected)
    {
        await using var service = await Recorder.StartAsync(status, """{"message":"what went wrong"}""", errorType: code + ":http://internal.amazon.com/");
        using var client = Client(service, retries: 0);

        var fault = await Should.ThrowAsync<AmazonRDSDataServiceException>(() => client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select" }));

        fault.GetType().ShouldBe(expected);
        (fault.ErrorCode, fault.Message, fault.StatusCode, fault.RequestId)
            .ShouldBe((code, "what went wrong", (HttpStatusCode)status, "00000000-0000-0000-0000-00000000000a"));
    }

    [Fact]
    public async Task Code_in_the_body_counts_where_no_header_says_it()
    {
        await using var service = await Recorder.StartAsync(400, """{"__type":"com.amazon.rdsdataservice#BadRequestException","message":"ERROR: syntax error"}""");
        using var client = Client(service, retries: 0);

        (await Should.ThrowAsync<BadRequestException>(() => client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "selct" })))
            .Message.ShouldBe("ERROR: syntax error");
    }

    [Theory]
    [InlineData(503, "ServiceUnavailableError")]
    [InlineData(400, "ThrottlingException")]
    [InlineData(429, "TooManyRequestsException")]
    public async Task Throttling_and_an_unavailable_service_are_retried_by_the_client(int status, string code)
    {
        await using var service = await Recorder.StartAsync(status, "{}", errorType: code);
        using var client = Client(service, retries: 1);

        await Should.ThrowAsync<AmazonRDSDataServiceException>(() => client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select" }));

        service.Requests.Count.ShouldBe(2);
    }

    /// <summary>As with the official client: whoever talks to a cluster that pauses waits for it himself.</summary>
    [Fact]
    public async Task Resuming_database_is_left_to_the_caller()
    {
        await using var service = await Recorder.StartAsync(400, """{"message":"resuming"}""", errorType: "DatabaseResumingException");
        using var client = Client(service, retries: 2);

        await Should.ThrowAsync<DatabaseResumingException>(() => client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select" }));

        service.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Connection_dropped_before_the_answer_is_tried_again()
    {
        var calls = 0;
        await using var service = await Recorder.StartAsync((_, response) =>
        {
            if (Interlocked.Increment(ref calls) == 1) response.HttpContext.Abort();
            return response.CompleteAsync();
        });
        using var client = Client(service, retries: 1);

        await client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select" });

        calls.ShouldBe(2);
    }

    private static AmazonRDSDataServiceClient Client(Recorder service, int retries) => new(Keys.Id, Keys.Secret,
        new AmazonRDSDataServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2", MaxErrorRetry = retries });
}
