using System.Collections.Concurrent;
using SmartBeats.Rehearsal.Access;

namespace SmartBeats.Rehearsal.Gateway;

/// <summary>One call to AWS, as the gateway judged it.</summary>
/// <param name="Who">The principal's name.</param>
/// <param name="Needed">The permissions it needs.</param>
/// <param name="Allowed">Whether the caller's policies give them all.</param>
internal sealed record Call(string Who, string Service, string Method, string Path, IReadOnlyList<Requested> Needed, bool Allowed)
{
    /// <summary>Of the answer; 0 while there is none.</summary>
    public int Status { get; set; }

    /// <summary>What the service said where it refused, cut short.</summary>
    public string Reason { get; set; } = "";

    public override string ToString() => $"{Who}: {string.Join(" and ", Needed)} ({Service} {Method} {Path}) {(Allowed ? "" : "DENIED ")}{Status} {Reason}";
}

/// <summary>Every call of a rehearsal, in order.</summary>
internal sealed class CallLog
{
    private readonly ConcurrentQueue<Call> _calls = new();

    public IReadOnlyList<Call> Calls => [.. _calls];

    public void Add(Call call) => _calls.Enqueue(call);
}
