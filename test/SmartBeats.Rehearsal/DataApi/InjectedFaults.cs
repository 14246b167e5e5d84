namespace SmartBeats.Rehearsal.DataApi;

/// <summary>What can go wrong on purpose.</summary>
public enum InjectedFault
{
    /// <summary>Refused for too many requests; nothing was done.</summary>
    Throttled,

    /// <summary>Status 503; nothing was done.</summary>
    Unavailable,

    /// <summary>Status 500; nothing was done.</summary>
    InternalError,

    /// <summary>The statement was stopped for its time; nothing was done, and its transaction is gone.</summary>
    TimedOut,

    /// <summary>The caller's connection drops while it sends: the service never sees the whole request.</summary>
    DroppedWhileSending,

    /// <summary>The service's connection to the database drops once the statement ran and before it is kept.</summary>
    DatabaseConnectionLost,

    /// <summary>All was done and kept, and the caller's connection drops before the answer.</summary>
    AnswerLost,
}

/// <summary>One call, as faults are chosen by it and tests look at it afterwards.</summary>
/// <param name="Operation">The path without its slash: <c>Execute</c>.</param>
/// <param name="Sql">Null where there is none, and while the request is still on its way.</param>
/// <param name="RequestBytes">With headers, as the service counts.</param>
/// <param name="AnswerBytes">Of the body; 0 where none was sent.</param>
/// <param name="Status">0 where no answer was sent.</param>
public sealed record DataApiCall(string Operation, string? Sql, long RequestBytes, long AnswerBytes = 0, int Status = 0);

/// <summary>Faults waiting for the calls they are meant for.</summary>
public sealed class InjectedFaults
{
    private readonly List<Waiting> _waiting = [];

    /// <param name="when">Which calls; every one where null.</param>
    /// <param name="times">How many calls it meets.</param>
    public void Add(InjectedFault fault, Func<DataApiCall, bool>? when = null, int times = 1)
    {
        lock (_waiting)
        {
            _waiting.Add(new Waiting(fault, when ?? (_ => true), times));
        }
    }

    /// <summary>Faults that have not met their calls yet: a test that ends with some tested nothing.</summary>
    public int Left
    {
        get
        {
            lock (_waiting)
            {
                return _waiting.Sum(fault => fault.Times);
            }
        }
    }

    /// <summary>Takes back what has not happened yet.</summary>
    public void Clear()
    {
        lock (_waiting)
        {
            _waiting.Clear();
        }
    }

    internal InjectedFault? Take(DataApiCall call, bool whileSending)
    {
        lock (_waiting)
        {
            var found = _waiting.FindIndex(fault => (fault.Fault == InjectedFault.DroppedWhileSending) == whileSending && fault.When(call));
            if (found < 0)
            {
                return null;
            }

            var fault = _waiting[found];
            _waiting[found] = fault with { Times = fault.Times - 1 };
            _waiting.RemoveAll(spent => spent.Times == 0);
            return fault.Fault;
        }
    }

    private sealed record Waiting(InjectedFault Fault, Func<DataApiCall, bool> When, int Times);
}
