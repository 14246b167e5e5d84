using System.Collections.Concurrent;

namespace SmartBeats.Rehearsal.Functions;

/// <summary>Execution environments of every function: started when asked for, kept for the next event, replaced when killed.</summary>
/// <param name="start">Starts one; its id is given.</param>
/// <param name="most">Of one function at the same time.</param>
internal sealed class FunctionHost(Func<FunctionSettings, string, ExecutionEnvironment> start, int most) : IDisposable
{
    private readonly ConcurrentDictionary<string, ExecutionEnvironment> _environments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentBag<ExecutionEnvironment>> _idle = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TimeSpan> _startUps = new();
    private readonly ConcurrentDictionary<string, (int Peak, int Given)> _megabytes = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Of every environment that came up: from its start to its first question for work.</summary>
    public IReadOnlyCollection<TimeSpan> StartUps => _startUps;

    /// <summary>Of every function that ran, the most memory that one of its environments had resident, and what it is given.</summary>
    public IReadOnlyDictionary<string, (int Peak, int Given)> Megabytes => _megabytes;

    public ExecutionEnvironment? Find(string id) => _environments.GetValueOrDefault(id);

    /// <param name="requestId">The same for the repetitions of an asynchronous event.</param>
    public async Task<InvocationResult> InvokeAsync(FunctionSettings function, byte[] payload, string? requestId = null)
    {
        var turn = _turns.GetOrAdd(function.Name, _ => new SemaphoreSlim(most));
        await turn.WaitAsync();
        try
        {
            var idle = _idle.GetOrAdd(function.Name, _ => []);
            ExecutionEnvironment? environment;
            while (idle.TryTake(out environment) && environment.IsGone)
            {
                Forget(environment);
            }

            var isNew = environment is null;
            environment ??= Start(function);
            var result = await environment.RunAsync(payload, requestId ?? Guid.NewGuid().ToString());
            if (isNew && environment.StartUp is { } took)
            {
                _startUps.Enqueue(took);
            }

            _megabytes.AddOrUpdate(
                function.Handler,
                (environment.PeakMegabytes, function.MemoryMegabytes),
                (_, before) => (Math.Max(before.Peak, environment.PeakMegabytes), function.MemoryMegabytes));
            if (environment.IsGone)
            {
                Forget(environment);
            }
            else
            {
                idle.Add(environment);
            }

            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var environment in _environments.Values)
        {
            environment.Dispose();
        }

        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private ExecutionEnvironment Start(FunctionSettings function)
    {
        var id = $"{function.Handler}-{Interlocked.Increment(ref _count)}";
        return _environments[id] = start(function, id);
    }

    private void Forget(ExecutionEnvironment environment)
    {
        _environments.TryRemove(environment.Id, out _);
        environment.Dispose();
    }
}
