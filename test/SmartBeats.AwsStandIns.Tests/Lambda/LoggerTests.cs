using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace SmartBeats.AwsStandIns.Tests.Lambda;

[Collection(LambdaBootstrapTests.Environment)]
public class LoggerTests
{
    [Fact]
    public async Task Line_tells_time_request_level_and_message()
    {
        var line = (await LinesAsync("Text", null, log => log.LogInformation("loaded {Rows} rows of {City}", 12, "glendale"))).Single().Split('\t');

        DateTimeOffset.TryParse(line[0], out _).ShouldBeTrue(line[0]);
        line[1..].ShouldBe(["request-1", "info", "loaded 12 rows of glendale"]);
    }

    [Fact]
    public async Task In_JSON_each_argument_is_a_property()
    {
        var line = JsonNode.Parse((await LinesAsync("JSON", null, log => log.LogWarning("loaded {Rows} rows of {City} in {Seconds:0.0} s", 12, "glendale", 1.25))).Single())!;

        ((string?)line["message"]).ShouldBe("loaded 12 rows of glendale in 1.3 s");
        ((string?)line["level"], (string?)line["requestId"]).ShouldBe(("Warning", "request-1"));
        ((int?)line["Rows"], (string?)line["City"], (double?)line["Seconds"]).ShouldBe((12, "glendale", 1.25));
    }

    [Fact]
    public async Task Exception_is_logged_beside_the_message()
    {
        var line = JsonNode.Parse((await LinesAsync("JSON", null, log => log.LogError(new InvalidOperationException("why"), "failed"))).Single())!;

        ((string?)line["message"], (string?)line["errorType"], (string?)line["errorMessage"]).ShouldBe(("failed", "System.InvalidOperationException", "why"));
        line["stackTrace"]!.AsArray().Select(one => (string)one!).ShouldBe(["System.InvalidOperationException: why"]);
    }

    [Fact]
    public async Task Lines_below_the_level_asked_for_are_dropped() =>
        (await LinesAsync("Text", "WARN", log =>
        {
            log.LogInformation("small");
            log.LogWarning("big");
        })).Single().ShouldEndWith("\twarn\tbig");

    [Fact]
    public async Task Braces_without_arguments_are_text() =>
        (await LinesAsync("Text", null, log => log.LogLine("""{"stage":"seed"}"""))).Single().ShouldEndWith("\tinfo\t{\"stage\":\"seed\"}");

    private static async Task<string[]> LinesAsync(string format, string? level, Action<ILambdaLogger> write)
    {
        await using var service = await LambdaService.StartAsync("{}");
        var (console, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        System.Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT", format);
        System.Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", level);
        try
        {
            using var bootstrap = LambdaBootstrapBuilder.Create((ILambdaContext context) => write(context.Logger))
                .ConfigureOptions(o => o.RuntimeApiEndpoint = service.Endpoint).Build();
            await bootstrap.RunAsync(service.Over);
        }
        finally
        {
            Console.SetOut(console);
            System.Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT", null);
            System.Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", null);
        }
        service.Answers.Single().Path.ShouldEndWith("/response");
        return output.ToString().Split(System.Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
