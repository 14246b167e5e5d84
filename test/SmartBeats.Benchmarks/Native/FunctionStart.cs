using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SmartBeats.Benchmarks.Native;

/// <summary>One process of the functions, from its start to its second answer, driven through the Lambda Runtime API.</summary>
/// <param name="Poll">Seconds from the process's start to its first question for work.</param>
/// <param name="First">Seconds from handing over the first event to its answer.</param>
/// <param name="Second">The same of the second.</param>
/// <param name="Megabytes">Resident while it waits for a third.</param>
internal sealed record FunctionStart(double Poll, double First, double Second, double Megabytes)
{
    private const string Root = "/2018-06-01/runtime/";

    /// <summary>Asks for the API's description: a client of S3 is made, none is used.</summary>
    private const string Event = """
        {"version": "2.0", "rawPath": "/openapi.json", "requestContext": {"http": {"method": "GET", "path": "/openapi.json"}}}
        """;

    /// <param name="folder">Of the published functions, with <c>bootstrap</c>.</param>
    public static async Task<FunctionStart> MeasureAsync(string folder)
    {
        var port = FindPort();
        using var listener = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        listener.Start();
        var start = new ProcessStartInfo(Path.Combine(folder, "bootstrap"))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["_HANDLER"] = Lambda.Handlers.Api,
            ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{port}",
            ["AWS_REGION"] = "us-west-2",
            ["AWS_ACCESS_KEY_ID"] = "none",
            ["AWS_SECRET_ACCESS_KEY"] = "none",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "measured",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "1024",
            [Lambda.Variables.Bucket] = "none",
        })
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            var poll = await NextAsync(listener);
            var polled = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var first = await AnswerAsync(listener, poll);
            var second = await AnswerAsync(listener, first.Next);
            return new FunctionStart(polled, first.Seconds, second.Seconds, ReadResidentMegabytes(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            await said;
        }
    }

    /// <summary>Each figure the middle one of its own; a run before warms up files and this process.</summary>
    public static async Task<FunctionStart> MeasureMedianAsync(int runs, string folder)
    {
        await MeasureAsync(folder);
        var starts = new List<FunctionStart>();
        for (var run = 0; run < runs; run++)
        {
            starts.Add(await MeasureAsync(folder));
        }

        double Median(Func<FunctionStart, double> figure) => starts.Select(figure).Order().ElementAt(runs / 2);
        return new FunctionStart(
            Median(start => start.Poll), Median(start => start.First), Median(start => start.Second), Median(start => start.Megabytes));
    }

    /// <summary>Hands over the event and takes its answer and the question for the next.</summary>
    private static async Task<(double Seconds, HttpListenerContext Next)> AnswerAsync(HttpListener listener, HttpListenerContext poll)
    {
        var headers = poll.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = Guid.NewGuid().ToString();
        var deadline = DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds();
        headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-west-2:000000000000:function:measured";
        var handedOver = Stopwatch.GetTimestamp();
        Send(poll, 200, Event);
        var answer = await NextAsync(listener);
        var seconds = Stopwatch.GetElapsedTime(handedOver).TotalSeconds;
        using var reader = new StreamReader(answer.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        var isResponse = answer.Request.Url!.AbsolutePath.EndsWith("/response", StringComparison.Ordinal);
        if (!isResponse || !body.Contains("\"statusCode\":200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{answer.Request.Url}: {body}");
        }

        Send(answer, 202, """{"status":"OK"}""");
        return (seconds, await NextAsync(listener));
    }

    private static async Task<HttpListenerContext> NextAsync(HttpListener listener)
    {
        var context = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var path = context.Request.Url!.AbsolutePath;
        return path.StartsWith(Root, StringComparison.Ordinal) ? context : throw new InvalidOperationException(path);
    }

    private static void Send(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
    }

    private static int FindPort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private static double ReadResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
