using System.Diagnostics;
using System.Globalization;
using SmartBeats.Rehearsal.Signing;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>One process of a function: the published executable, driven through the Runtime API the gateway serves.</summary>
/// <remarks>
/// It runs with an environment of its own, and nothing of ours leaks into it: what the stack does not set is not there. Its
/// collector believes in a machine of the function's memory, and who took more is killed, if only after the answer.
/// </remarks>
internal sealed class ExecutionEnvironment : IDisposable
{
    /// <summary>Far more than a start takes here; the service allows 10 s before it starts anew.</summary>
    private static readonly TimeSpan _longestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process = new();
    private readonly CredentialBook _book;
    private readonly Credentials _credentials;
    private readonly Action<string> _log;
    private readonly long _begun;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<Invocation> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="endpoint">Of the gateway: AWS for the process.</param>
    public ExecutionEnvironment(string id, FunctionSettings function, string executable, Uri endpoint, CredentialBook book, Action<string> log)
    {
        (Id, Function, _book, _log) = (id, function, book, log);
        _credentials = book.Issue(function.Role, Kill);
        var start = new ProcessStartInfo(executable)
        {
            WorkingDirectory = Path.GetDirectoryName(executable),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Variables(function, executable, endpoint))
        {
            start.Environment[name] = value;
        }

        _process.StartInfo = start;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => OnExit();
        _begun = Stopwatch.GetTimestamp();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Id { get; }

    public FunctionSettings Function { get; }

    /// <summary>From the process's start to its first question for work; null while it has not come.</summary>
    public TimeSpan? StartUp { get; private set; }

    /// <summary>Most memory it had resident at once, its own file's pages among it; 0 before its first answer.</summary>
    public int PeakMegabytes { get; private set; }

    /// <summary>What it works on; null while it waits.</summary>
    public Invocation? Current { get; private set; }

    public bool IsGone { get; private set; }

    /// <summary>Hands over an event and waits for what comes of it; at the deadline the process is killed.</summary>
    public async Task<InvocationResult> RunAsync(byte[] payload, string requestId)
    {
        var invocation = new Invocation(requestId, Function.Arn, payload);
        Current = invocation;
        await Task.WhenAny(_ready.Task, Task.Delay(_longestStart));
        if (!_ready.Task.IsCompleted)
        {
            Kill();
        }

        if (IsGone)
        {
            invocation.Fail("Runtime.ExitError", "Runtime exited during initialization");
        }

        // The clock of an invocation starts when the function is there to take it.
        invocation.Deadline = DateTimeOffset.UtcNow + Function.Timeout;
        _next.TrySetResult(invocation);
        if (await Task.WhenAny(invocation.Result, Task.Delay(Function.Timeout)) != invocation.Result)
        {
            invocation.Fail("Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"Task timed out after {Function.Timeout.TotalSeconds:0.00} seconds"));
            Kill();
        }

        var result = await invocation.Result;
        PeakMegabytes = Math.Max(PeakMegabytes, ReadPeakMegabytes());
        if (PeakMegabytes <= Function.MemoryMegabytes)
        {
            return result;
        }

        Kill();
        var killed = new Invocation(requestId, Function.Arn, payload);
        killed.Fail("Runtime.OutOfMemory", $"Runtime exited with error: signal: killed ({PeakMegabytes} of {Function.MemoryMegabytes} MB)");
        return await killed.Result;
    }

    /// <summary>The process asks for work: waits until there is some.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellation)
    {
        StartUp ??= Stopwatch.GetElapsedTime(_begun);
        _ready.TrySetResult();
        var invocation = await _next.Task.WaitAsync(cancellation);
        _next = new TaskCompletionSource<Invocation>(TaskCreationOptions.RunContinuationsAsynchronously);
        return invocation;
    }

    public void Kill()
    {
        IsGone = true;
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // Gone already.
        }
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit(5000);
        _process.Dispose();
    }

    private int ReadPeakMegabytes()
    {
        try
        {
            const string Field = "VmHWM:";
            var line = File.ReadLines($"/proc/{_process.Id}/status").FirstOrDefault(text => text.StartsWith(Field, StringComparison.Ordinal));
            return line is null ? 0 : int.Parse(line.AsSpan(Field.Length).Trim(" \tkB"), CultureInfo.InvariantCulture) >> 10;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    private void OnExit()
    {
        IsGone = true;
        _book.Revoke(_credentials.AccessKeyId);
        _ready.TrySetResult();
        Current?.Fail("Runtime.ExitError", "Runtime exited with error: signal: killed");
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _log(line);
        }
    }

    private Dictionary<string, string> Variables(FunctionSettings function, string executable, Uri endpoint) => new(function.Environment)
    {
        ["_HANDLER"] = function.Handler,
        ["AWS_LAMBDA_RUNTIME_API"] = $"{endpoint.Authority}/environments/{Id}",
        ["AWS_ENDPOINT_URL"] = endpoint.GetLeftPart(UriPartial.Authority),
        ["AWS_REGION"] = Account.Region,
        ["AWS_DEFAULT_REGION"] = Account.Region,
        ["AWS_ACCESS_KEY_ID"] = _credentials.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = _credentials.SecretKey,
        ["AWS_SESSION_TOKEN"] = _credentials.Token!,
        ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
        ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString(CultureInfo.InvariantCulture),
        ["DOTNET_GCTotalPhysicalMemory"] = ((long)function.MemoryMegabytes << 20).ToString("x", CultureInfo.InvariantCulture),
        ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
        ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}",
        ["AWS_LAMBDA_LOG_STREAM_NAME"] = $"2026/01/01/[$LATEST]{Id}",
        ["AWS_EXECUTION_ENV"] = "AWS_Lambda_provided.al2023",
        ["LAMBDA_TASK_ROOT"] = Path.GetDirectoryName(executable)!,
        ["TZ"] = ":UTC",
        ["LANG"] = "en_US.UTF-8",
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
    };
}
