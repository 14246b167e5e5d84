using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Http;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.Lambda;

[Collection(Environment)]
public class LambdaBootstrapTests
{
    /// <summary>Functions share the process's environment and console: one at a time.</summary>
    public const string Environment = "Lambda environment";

    private static readonly SourceGeneratorLambdaJsonSerializer<Events> Serializer = new();

    [Fact]
    public async Task Event_is_handled_and_its_answer_sent_under_its_request_id()
    {
        await using var service = await LambdaService.StartAsync("""{"city":"glendale"}""", """{"city":"seattle"}""");
        await RunAsync(service, (Question question, ILambdaContext _) => Task.FromResult(new Answer(question.City.Length, null)));

        service.Answers.Select(a => (a.Path, a.Body, a.Headers["content-type"])).ShouldBe([
            ("/2018-06-01/runtime/invocation/request-1/response", """{"beats":8}""", "application/json"),
            ("/2018-06-01/runtime/invocation/request-2/response", """{"beats":7}""", "application/json")]);
    }

    [Fact]
    public async Task Handler_is_told_request_id_function_trace_and_remaining_time()
    {
        var seen = new List<(string Id, string Arn, string Trace, string? TraceVariable, TimeSpan Remaining)>();
        await using var service = await LambdaService.StartAsync("{}", "{}");
        await RunAsync(service, (Stream input, ILambdaContext context) =>
        {
            seen.Add((context.AwsRequestId, context.InvokedFunctionArn, context.TraceId, System.Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"), context.RemainingTime));
            return Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()));
        });

        seen.Select(s => s.Id).ShouldBe(["request-1", "request-2"]);
        seen.ShouldAllBe(s => s.Arn == LambdaService.FunctionArn);
        seen.ShouldAllBe(s => s.Trace == "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1;" + s.Id && s.TraceVariable == s.Trace);
        seen.ShouldAllBe(s => s.Remaining > TimeSpan.FromMinutes(13) && s.Remaining <= TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task Fault_of_a_handler_is_reported_by_its_name_and_the_next_event_is_handled()
    {
        await using var service = await LambdaService.StartAsync("""{"city":"bad"}""", """{"city":"good"}""");
        await RunAsync(service, (Question question, ILambdaContext _) => question.City == "bad"
            ? throw new DataChangedException("calls changed under the run", new InvalidOperationException("inner"))
            : Task.FromResult(new Answer(1, null)));

        var error = service.Answers[0];
        error.Path.ShouldBe("/2018-06-01/runtime/invocation/request-1/error");
        error.Headers["lambda-runtime-function-error-type"].ShouldBe("DataChangedException");
        ((string?)error.Json["errorType"]).ShouldBe("DataChangedException");
        ((string?)error.Json["errorMessage"]).ShouldBe("calls changed under the run");
        error.Json["stackTrace"]!.AsArray().ShouldContain(line => ((string?)line)!.Contains("LambdaBootstrapTests"));
        ((string?)error.Json["cause"]!["errorType"]).ShouldBe("InvalidOperationException");
        error.Json["cause"]!.AsObject().ContainsKey("stackTrace").ShouldBeFalse("it was never thrown");
        service.Answers[1].Path.ShouldBe("/2018-06-01/runtime/invocation/request-2/response");
    }

    [Fact]
    public async Task Fault_that_is_too_large_to_be_told_keeps_its_name()
    {
        await using var service = await LambdaService.StartAsync("""{"city":"bad"}""");
        await RunAsync(service, (Func<Question, ILambdaContext, Task<Answer>>)((_, _) => throw new DataChangedException(new string('x', 300_000), null)));

        service.Answers.Single().Headers["lambda-runtime-function-error-type"].ShouldBe("DataChangedException");
        service.Answers.Single().Json.ToJsonString().ShouldBe("""{"errorMessage":"Exception exceeded maximum payload size of 256KB."}""");
    }

    [Fact]
    public async Task Event_that_is_not_what_the_handler_takes_is_an_error_of_that_invocation()
    {
        await using var service = await LambdaService.StartAsync("not json", """{"city":"glendale"}""");
        await RunAsync(service, (Question question, ILambdaContext _) => Task.FromResult(new Answer(1, null)));

        ((string?)service.Answers[0].Json["errorType"]).ShouldBe("JsonSerializerException");
        service.Answers[1].Body.ShouldBe("""{"beats":1}""");
    }

    [Fact]
    public async Task Fault_while_initialising_is_reported_and_ends_the_function()
    {
        await using var service = await LambdaService.StartAsync("{}");
        using var bootstrap = LambdaBootstrapBuilder.Create((Question _, ILambdaContext _) => Task.FromResult(new Answer(1, null)), Serializer)
            .ConfigureOptions(o => o.RuntimeApiEndpoint = service.Endpoint)
            .UseBootstrapHandler(() => throw new DataChangedException("no cluster named in the environment", null))
            .Build();

        await Should.ThrowAsync<DataChangedException>(() => bootstrap.RunAsync());

        var error = service.Answers.Single();
        error.Path.ShouldBe("/2018-06-01/runtime/init/error");
        ((string?)error.Json["errorType"]).ShouldBe("DataChangedException");
        ((string?)error.Json["errorMessage"]).ShouldBe("no cluster named in the environment");
    }

    [Fact]
    public async Task Handler_that_answers_nothing_sends_an_empty_answer()
    {
        await using var service = await LambdaService.StartAsync("""{"city":"glendale"}""");
        using var bootstrap = LambdaBootstrapBuilder.Create((Func<Question, Task>)(_ => Task.CompletedTask), Serializer)
            .ConfigureOptions(o => o.RuntimeApiEndpoint = service.Endpoint).Build();
        await bootstrap.RunAsync(service.Over);

        (service.Answers.Single().Path, service.Answers.Single().Body).ShouldBe(("/2018-06-01/runtime/invocation/request-1/response", ""));
    }

    [Fact]
    public async Task Answer_echoes_the_invocation_id_that_no_retry_shares()
    {
        using var over = new CancellationTokenSource();
        await using var service = await Recorder.StartAsync(async (request, response) =>
        {
            if (request.Method == "POST") await over.CancelAsync();
            response.Headers["Lambda-Runtime-Aws-Request-Id"] = "request-1";
            response.Headers["Lambda-Runtime-Invocation-Id"] = "attempt-2";
            response.ContentType = "application/json";
            await response.WriteAsync(request.Method == "POST" ? """{"status":"OK"}""" : "{}");
        });
        using var bootstrap = LambdaBootstrapBuilder.Create(() => { }).ConfigureOptions(o => o.RuntimeApiEndpoint = service.Address.Authority).Build();
        await bootstrap.RunAsync(over.Token);

        service.Requests.Single(r => r.Method == "POST").Headers["lambda-runtime-invocation-id"].ShouldBe("attempt-2");
    }

    [Fact]
    public async Task Program_started_by_nothing_that_serves_the_Runtime_API_says_so()
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(() => { }).Build();

        (await Should.ThrowAsync<InvalidOperationException>(() => bootstrap.RunAsync())).Message.ShouldBe(
            "AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda, or by something that serves its Runtime API.");
    }

    [Fact]
    public async Task Runtime_API_that_fails_ends_the_function()
    {
        await using var service = await Recorder.StartAsync(500, """{"errorMessage":"broken"}""");
        using var bootstrap = LambdaBootstrapBuilder.Create((Question _, ILambdaContext _) => Task.FromResult(new Answer(1, null)), Serializer)
            .ConfigureOptions(o => o.RuntimeApiEndpoint = service.Address.Authority).Build();

        (await Should.ThrowAsync<HttpRequestException>(() => bootstrap.RunAsync())).Message.ShouldBe(
            """The Runtime API answered 500 to the next invocation: {"errorMessage":"broken"}""");
    }

    [Fact]
    public async Task Handler_can_reach_the_serializer_it_was_registered_with()
    {
        ILambdaSerializer? seen = null;
        await using var service = await LambdaService.StartAsync("""{"city":"glendale"}""");
        await RunAsync(service, (Question _, ILambdaContext context) =>
        {
            seen = context.Serializer;
            return Task.FromResult(new Answer(1, null));
        });

        seen.ShouldBeSameAs(Serializer);
    }

    private static async Task RunAsync<TInput, TOutput>(LambdaService service, Func<TInput, ILambdaContext, Task<TOutput>> handler)
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(handler, Serializer).ConfigureOptions(o => o.RuntimeApiEndpoint = service.Endpoint).Build();
        await bootstrap.RunAsync(service.Over);
    }

    private static async Task RunAsync(LambdaService service, Func<Stream, ILambdaContext, Task<Stream>> handler)
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(handler).ConfigureOptions(o => o.RuntimeApiEndpoint = service.Endpoint).Build();
        await bootstrap.RunAsync(service.Over);
    }

    private sealed class DataChangedException(string message, Exception? inner) : Exception(message, inner);
}
