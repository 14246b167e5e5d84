using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Functions;

[Collection(StackTests.Name)]
public class FunctionTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void Every_handler_has_a_function_and_there_are_no_others() =>
        _template.All("AWS::Lambda::Function").Select(function => (string)function["Handler"]!).ShouldBe(Handlers.All, ignoreOrder: true);

    [Fact]
    public void Every_function_is_the_published_executable_under_its_own_name()
    {
        foreach (var handler in Handlers.All)
        {
            var function = _template.Function(handler);
            ((string)function["FunctionName"]!).ShouldBe("smartbeats-" + handler);
            ((string)function["Runtime"]!).ShouldBe("provided.al2023");
            ((string)function["Architectures"]!.AsArray().ShouldHaveSingleItem()!).ShouldBe("x86_64");
            function["Code"]!["S3Key"].ShouldNotBeNull();
            function.ContainsKey("VpcConfig").ShouldBeFalse();
        }
    }

    [Fact]
    public void Every_function_is_traced_and_logs_to_a_group_that_forgets()
    {
        foreach (var handler in Handlers.All)
        {
            var function = _template.Function(handler);
            ((string)function["TracingConfig"]!["Mode"]!).ShouldBe("Active");
            var group = _template.Resources[(string)function["LoggingConfig"]!["LogGroup"]!["Ref"]!]["Properties"]!;
            ((string)group["LogGroupName"]!).ShouldBe("/aws/lambda/smartbeats-" + handler);
        }

        var groups = _template.All("AWS::Logs::LogGroup");
        groups.Count.ShouldBe(Handlers.All.Count + 2);
        groups.ShouldAllBe(group => (int)group["RetentionInDays"]! == 30);
    }

    [Fact]
    public void Only_a_long_load_may_call_itself_on() =>
        Handlers.All.Where(handler => (string)_template.Function(handler)["RecursiveLoop"]! == "Allow").ShouldBe([Handlers.Ingest]);

    [Theory]
    [InlineData(Handlers.Ingest, 900, 2048)]
    [InlineData(Handlers.Migrate, 900, 256)]
    [InlineData(Handlers.Api, 29, 1024)]
    [InlineData(Handlers.Authorize, 10, 256)]
    [InlineData(Handlers.Monthly, 300, 256)]
    [InlineData("ValidateRequest", 180, 256)]
    [InlineData("PartitionCalls", 180, 256)]
    [InlineData("JoinCalls", 300, 1769)]
    [InlineData("MergeWorkload", 600, 1769)]
    [InlineData("SeedBeats", 900, 1769)]
    [InlineData("BalanceBeats", 900, 1769)]
    [InlineData("ChoosePlan", 900, 3008)]
    [InlineData("EvaluatePlan", 900, 3008)]
    [InlineData("RankPlan", 900, 3008)]
    [InlineData("BacktestPlan", 900, 3008)]
    [InlineData("PublishPlan", 900, 3008)]
    [InlineData("Notify", 60, 256)]
    public void Time_and_memory_of_a_function(string handler, int seconds, int megabytes)
    {
        ((int)_template.Function(handler)["Timeout"]!).ShouldBe(seconds);
        ((int)_template.Function(handler)["MemorySize"]!).ShouldBe(megabytes);
    }

    [Fact]
    public void No_function_is_larger_than_a_new_account_may_have_unless_a_setting_says_so()
    {
        _template.All("AWS::Lambda::Function").ShouldAllBe(function => (int)function["MemorySize"]! <= 3008);
        var larger = stack.Synthesise(SynthesisedStack.Settings with { MostFunctionMegabytes = 4096 });
        ((int)larger.Function("ChoosePlan")["MemorySize"]!).ShouldBe(3538);
    }

    [Fact]
    public void Variables_have_the_names_the_functions_look_for()
    {
        string[] known = [.. typeof(Variables).GetFields().Select(field => (string)field.GetValue(null)!)];
        foreach (var handler in Handlers.All)
        {
            var given = _template.Function(handler)["Environment"]!["Variables"]!.AsObject();
            given.Select(variable => variable.Key).ShouldBeSubsetOf(known);
            _template.Text(given[Variables.Bucket]).ShouldBe("smartbeats-ACCOUNT-REGION");
        }

        var ingest = _template.Function(Handlers.Ingest)["Environment"]!["Variables"]!;
        _template.Text(ingest[Variables.TopicPrefix]).ShouldBe("arn:aws:sns:REGION:ACCOUNT:smartbeats-");
        _template.Text(ingest[Variables.Database]).ShouldBe(Names.DatabaseName);
        _template.Text(ingest[Variables.DatabaseArn]).ShouldBe("arn:aws:rds:REGION:ACCOUNT:cluster:<DatabaseCluster>");
        _template.Text(_template.Function(Handlers.Api)["Environment"]!["Variables"]![Variables.StateMachineArn]).ShouldBe("arn:aws:states:REGION:ACCOUNT:stateMachine:smartbeats");
        _template.Text(_template.Function("Notify")["Environment"]!["Variables"]![Variables.ApiUrl]).ShouldBe("<HttpApi.ApiEndpoint>");
    }

    [Fact]
    public void An_upload_is_tried_three_times_and_then_kept_as_a_dead_letter()
    {
        var retries = _template.Only("AWS::Lambda::EventInvokeConfig");
        _template.Text(retries["FunctionName"]).ShouldBe("<IngestFunction>");
        ((int)retries["MaximumRetryAttempts"]!).ShouldBe(2);
        _template.Text(retries["DestinationConfig"]!["OnFailure"]!["Destination"]).ShouldBe("<DeadLetters.Arn>");
        var queue = _template.Only("AWS::SQS::Queue");
        ((bool)queue["SqsManagedSseEnabled"]!).ShouldBeTrue();
        ((int)queue["MessageRetentionPeriod"]!).ShouldBe(14 * 86_400);
    }
}
