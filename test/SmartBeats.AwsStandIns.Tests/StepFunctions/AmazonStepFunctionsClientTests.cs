using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using SmartBeats.AwsStandIns.Tests.Moto;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.StepFunctions;

[Collection(MotoCollection.Name)]
public sealed class AmazonStepFunctionsClientTests(MotoServer moto)
{
    private const string Echo = """{"StartAt":"Tell","States":{"Tell":{"Type":"Pass","Parameters":{"city.$":"$.city"},"End":true}}}""";
    private const string Sleep = """{"StartAt":"Sleep","States":{"Sleep":{"Type":"Wait","Seconds":60,"End":true}}}""";

    [Fact]
    public async Task Execution_is_started_followed_to_its_output_and_listed()
    {
        using var client = Client("us-west-2");
        var machine = await MachineAsync("us-west-2", "echo", Echo);

        var started = await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine, Name = "plan-1-a1", Input = """{"city":"glendale"}""" });
        started.ExecutionArn.ShouldEndWith(":echo:plan-1-a1");
        started.StartDate!.Value.Kind.ShouldBe(DateTimeKind.Utc);
        (DateTime.UtcNow - started.StartDate.Value).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(10));

        var done = await UntilOverAsync(client, started.ExecutionArn);
        done.Status.ShouldBe(ExecutionStatus.SUCCEEDED);
        done.Output.Replace(" ", "").ShouldBe("""{"city":"glendale"}""");
        (done.Name, done.StateMachineArn).ShouldBe(("plan-1-a1", machine));
        done.StopDate.ShouldNotBeNull();

        var listed = await client.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = machine, StatusFilter = ExecutionStatus.SUCCEEDED });
        listed.Executions.Single().ExecutionArn.ShouldBe(started.ExecutionArn);
        (await client.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = machine, StatusFilter = ExecutionStatus.FAILED })).Executions.ShouldBeEmpty();

        var history = await client.GetExecutionHistoryAsync(new GetExecutionHistoryRequest { ExecutionArn = started.ExecutionArn });
        history.Events[0].Type.ShouldBe(HistoryEventType.ExecutionStarted);
        history.Events.Select(e => e.StateEnteredEventDetails?.Name).ShouldContain("Tell");
        history.Events[^1].Type.ShouldBe(HistoryEventType.ExecutionSucceeded);
        history.Events.Select(e => e.Id!.Value).ShouldBeInOrder();
    }

    [Fact]
    public async Task Execution_is_stopped_with_its_reason()
    {
        using var client = Client("us-east-1");
        var started = await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = await MachineAsync("us-east-1", "sleep", Sleep), Name = "x", Input = "{}" });
        (await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn })).Status.ShouldBe(ExecutionStatus.RUNNING);

        await client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = started.ExecutionArn, Error = "Cancelled", Cause = "asked by the analyst" });

        var stopped = await UntilOverAsync(client, started.ExecutionArn);
        stopped.Status.ShouldBe(ExecutionStatus.ABORTED);
        stopped.StopDate.ShouldNotBeNull();
    }

    [Fact]
    public async Task Name_of_an_execution_that_is_over_cannot_be_used_again()
    {
        using var client = Client("us-east-2");
        var machine = await MachineAsync("us-east-2", "once", Echo);
        var start = new StartExecutionRequest { StateMachineArn = machine, Name = "again", Input = """{"city":"a"}""" };
        await UntilOverAsync(client, (await client.StartExecutionAsync(start)).ExecutionArn);
        start.Input = """{"city":"b"}""";

        var fault = await Should.ThrowAsync<ExecutionAlreadyExistsException>(() => client.StartExecutionAsync(start));

        fault.ErrorCode.ShouldBe("ExecutionAlreadyExists");
    }

    [Fact]
    public async Task What_does_not_exist_is_told_by_type()
    {
        using var client = Client("us-west-1");
        await Should.ThrowAsync<ExecutionDoesNotExistException>(() => client.DescribeExecutionAsync(
            new DescribeExecutionRequest { ExecutionArn = "arn:aws:states:us-west-1:123456789012:execution:none:none" }));
        await Should.ThrowAsync<StateMachineDoesNotExistException>(() => client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = "arn:aws:states:us-west-1:123456789012:stateMachine:none" }));
    }

    [Theory]
    [InlineData("ExecutionLimitExceeded", typeof(ExecutionLimitExceededException))]
    [InlineData("InvalidArn", typeof(InvalidArnException))]
    [InlineData("InvalidExecutionInput", typeof(InvalidExecutionInputException))]
    [InlineData("InvalidName", typeof(InvalidNameException))]
    [InlineData("InvalidToken", typeof(InvalidTokenException))]
    [InlineData("KmsAccessDeniedException", typeof(KmsAccessDeniedException))]
    [InlineData("KmsInvalidStateException", typeof(KmsInvalidStateException))]
    [InlineData("ResourceNotFound", typeof(ResourceNotFoundException))]
    [InlineData("StateMachineDeleting", typeof(StateMachineDeletingException))]
    [InlineData("StateMachineTypeNotSupported", typeof(StateMachineTypeNotSupportedException))]
    [InlineData("ValidationException", typeof(ValidationException))]
    [InlineData("AccessDeniedException", typeof(AmazonStepFunctionsException))]
    public async Task Error_code_becomes_the_exception_of_its_name(string code, Type expected)
    {
        await using var service = await Recorder.StartAsync(400, $$"""{"__type":"com.amazonaws.swf.service.v2.model#{{code}}","message":"why"}""");
        using var client = new AmazonStepFunctionsClient(Keys.Id, Keys.Secret,
            new AmazonStepFunctionsConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });

        var fault = await Should.ThrowAsync<AmazonStepFunctionsException>(() => client.ListExecutionsAsync(new ListExecutionsRequest { MaxResults = 1 }));

        (fault.GetType(), fault.ErrorCode, fault.Message).ShouldBe((expected, code, "why"));
        service.Requests.Single().Headers["x-amz-target"].ShouldBe("AWSStepFunctions.ListExecutions");
        service.Requests.Single().Body.ShouldBe("""{"maxResults":1}""");
    }

    private async Task<string> MachineAsync(string region, string name, string definition) => (string)(await moto.TargetAsync(region, "AWSStepFunctions.CreateStateMachine",
        System.Text.Json.JsonSerializer.Serialize(new { name, definition, roleArn = "arn:aws:iam::123456789012:role/run" })))["stateMachineArn"]!;

    private static async Task<DescribeExecutionResponse> UntilOverAsync(AmazonStepFunctionsClient client, string execution)
    {
        for (var attempt = 0; ; attempt++)
        {
            var seen = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution });
            if (seen.Status != ExecutionStatus.RUNNING) return seen;
            attempt.ShouldBeLessThan(300, "the execution did not end within 30 seconds");
            await Task.Delay(100);
        }
    }

    /// <summary>A region a test: moto 5.2.1 answers 500 to every start in a region where an execution has run.</summary>
    private AmazonStepFunctionsClient Client(string region) =>
        new(Keys.Id, Keys.Secret, new AmazonStepFunctionsConfig { ServiceURL = moto.Address.ToString(), AuthenticationRegion = region });
}
