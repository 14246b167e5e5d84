using SmartBeats.Rehearsal.Signing;

namespace SmartBeats.Rehearsal.Access;

/// <summary>Decides by the caller's policies and the policies of what is called.</summary>
/// <param name="onResources">Statements of buckets', topics' and queues' own policies.</param>
/// <remarks>The gateway stands where AWS's endpoint with TLS stands: <c>aws:SecureTransport</c> is true, although loopback is plain.</remarks>
internal sealed class AccessRules(IReadOnlyList<Statement> onResources)
{
    /// <returns>The first permission that is missing; null where all are given.</returns>
    public Requested? FindMissing(Principal who, IReadOnlyList<Requested> needed) =>
        who.Statements is null ? null
        : needed.Count == 0 ? new Requested("unknown:Action", "*")
        : needed.FirstOrDefault(one => !IsAllowed(who, one));

    public bool IsAllowed(Principal who, Requested needed)
    {
        var asked = needed with { Context = new Dictionary<string, string>(needed.Context) { ["aws:securetransport"] = "true" } };
        return who.Statements is null || (PolicyEvaluator.IsAllowed(who.Statements, asked) && !PolicyEvaluator.IsDenied(onResources, asked));
    }
}
