using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using SmartBeats.Lambda;
using SmartBeats.Rehearsal.Scenarios;

namespace SmartBeats.Rehearsal.Access;

/// <summary>What the synthesised policies allow: everything the stack does, and little else.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class PermissionTests(RunningRehearsal running)
{
    [Fact]
    public async Task Every_call_of_a_generation_is_allowed_by_its_callers_policy()
    {
        await running.SampleAsync();
        running.Rehearsal.DeniedToTheStack().ShouldBeEmpty();
        var callers = running.Rehearsal.Gateway.Log.Calls.Where(call => call.Allowed).Select(call => call.Who).ToHashSet();
        // The monthly e-mail is no part of a generation: MonthlyTests sends it.
        foreach (var handler in Handlers.All.Except([Handlers.Monthly]).Append("StateMachine"))
        {
            callers.ShouldContain(handler);
        }
    }

    [Theory]
    [InlineData("JoinCalls", "plans/dos-puentes/x/plan.json")]
    [InlineData(Handlers.Ingest, "plans/dos-puentes/x/plan.json")]
    [InlineData(Handlers.Api, "plans/dos-puentes/x/plan.json")]
    [InlineData(Handlers.Api, "uses/me.json")]
    [InlineData(Handlers.Authorize, "callers/me.json")]
    [InlineData("Notify", "plans/dos-puentes/x/summary.txt")]
    [InlineData(Handlers.Monthly, "plans/dos-puentes/x/plan.json")]
    [InlineData("ChoosePlan", "runs/x/outcome.json")]
    public async Task A_function_writes_nothing_beyond_its_part(string handler, string key)
    {
        using var s3 = S3(handler);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.PutObjectAsync(new PutObjectRequest { BucketName = running.Rehearsal.BucketName, Key = key, ContentBody = "x", UseChunkEncoding = false })))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("SeedBeats", "cities/dos-puentes/city.json")]
    [InlineData(Handlers.Authorize, "cities/dos-puentes/city.json")]
    [InlineData("Notify", "incoming/dos-puentes/calls.csv")]
    [InlineData(Handlers.Api, "incoming/dos-puentes/calls.csv")]
    public async Task A_function_reads_nothing_beyond_its_part(string handler, string key)
    {
        using var s3 = S3(handler);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.GetObjectAsync(running.Rehearsal.BucketName, key))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(Handlers.Api)]
    [InlineData(Handlers.Authorize)]
    [InlineData(Handlers.Migrate)]
    public async Task Nobody_removes_what_was_written_down_of_who_did_what(string handler)
    {
        using var s3 = S3(handler);
        (await Should.ThrowAsync<AmazonS3Exception>(() => s3.DeleteObjectAsync(running.Rehearsal.BucketName, "audit/dos-puentes/2026-03-04/050607000-x.json")))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_API_signs_no_link_that_opens_rejected_rows()
    {
        using var s3 = S3(Handlers.Api);
        var link = await s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = running.Rehearsal.BucketName,
            Key = "reports/dos-puentes/x/rejected.csv",
            Verb = HttpVerb.GET,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Protocol = Protocol.HTTP,
        });
        using var answer = await running.Rehearsal.Http.GetAsync(new Uri(link));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_tells_people_or_starts_runs_but_whose_part_it_is()
    {
        var stack = running.Rehearsal.Stack;
        var keys = Keys("PublishPlan");
        using var sns = new AmazonSimpleNotificationServiceClient(keys.AccessKeyId, keys.SecretKey, keys.Token, new AmazonSimpleNotificationServiceConfig { ServiceURL = running.Rehearsal.Gateway.Address.ToString(), AuthenticationRegion = Account.Region });
        (await Should.ThrowAsync<AmazonSimpleNotificationServiceException>(() => sns.PublishAsync(new PublishRequest($"arn:aws:sns:{Account.Region}:{Account.Id}:{Names.Topic(Cities.DosPuentes)}", "x", "x"))))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var states = new AmazonStepFunctionsClient(keys.AccessKeyId, keys.SecretKey, keys.Token, new AmazonStepFunctionsConfig { ServiceURL = running.Rehearsal.Gateway.Address.ToString(), AuthenticationRegion = Account.Region });
        (await Should.ThrowAsync<AmazonStepFunctionsException>(() => states.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = stack.Template.Arn(stack.StateMachine), Input = "{}" })))
            .ErrorCode.ShouldBe("AccessDeniedException");
    }

    [Fact]
    public async Task The_state_machine_invokes_its_stages_and_nothing_else()
    {
        var stack = running.Rehearsal.Stack;
        var rules = running.Rehearsal.Gateway.Access;
        bool May(string handler) => rules.IsAllowed(stack.StateMachineRole, new Requested("lambda:InvokeFunction", stack.Functions[Names.Function(handler)].Arn));
        May("SeedBeats").ShouldBeTrue();
        May(Handlers.Ingest).ShouldBeFalse();
        May(Handlers.Migrate).ShouldBeFalse();
        May(Handlers.Authorize).ShouldBeFalse();
        May(Handlers.Monthly).ShouldBeFalse();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Whoever_signs_wrongly_or_not_at_all_gets_nothing()
    {
        using var unsigned = await running.Rehearsal.Http.GetAsync(new Uri(running.Rehearsal.Gateway.Address, $"{running.Rehearsal.BucketName}?list-type=2"));
        unsigned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var keys = running.Rehearsal.Administrator;
        using var forged = Client(keys with { SecretKey = "another" });
        (await Should.ThrowAsync<AmazonS3Exception>(() => forged.ListObjectsV2Async(new ListObjectsV2Request { BucketName = running.Rehearsal.BucketName }))).ErrorCode.ShouldBe("SignatureDoesNotMatch");
        using var stolen = Client(keys with { Token = "of another session" });
        (await Should.ThrowAsync<AmazonS3Exception>(() => stolen.ListObjectsV2Async(new ListObjectsV2Request { BucketName = running.Rehearsal.BucketName }))).ErrorCode.ShouldBe("InvalidToken");
    }

    private Signing.Credentials Keys(string handler) => running.Rehearsal.IntrudeAs(running.Rehearsal.Stack.Functions[Names.Function(handler)].Role);

    private AmazonS3Client S3(string handler) => Client(Keys(handler));

    private AmazonS3Client Client(Signing.Credentials keys) => new(keys.AccessKeyId, keys.SecretKey, keys.Token, new AmazonS3Config
    {
        ServiceURL = running.Rehearsal.Gateway.Address.ToString(),
        ForcePathStyle = true,
        AuthenticationRegion = Account.Region,
        UseHttp = true,
        MaxErrorRetry = 0,
        RequestChecksumCalculation = Amazon.Runtime.RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = Amazon.Runtime.ResponseChecksumValidation.WHEN_REQUIRED,
    });
}
