namespace SmartBeats.Api.Access;

/// <summary>One thing that somebody did, or was not allowed to do. Nothing of what was sent or answered is in it.</summary>
/// <param name="At">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
/// <param name="Who">The caller's name at that time.</param>
/// <param name="Did">The route, as <c>openapi.json</c> has it; <c>sign-in</c> for a person's coming in.</param>
/// <param name="Role">That it was done with.</param>
/// <param name="Status">The answer's, of HTTP: from 400 nothing was changed.</param>
internal sealed record AuditEntry(string At, string Who, string Did, string Role, int Status)
{
    /// <summary>Tells callers of one name apart.</summary>
    public string? Id { get; init; }

    /// <summary>What was shown to come in: <c>key</c>, <c>token</c>, <c>token-file</c> or <c>person</c>.</summary>
    public required string By { get; init; }

    /// <summary>The network address it came from: of the last machine before this one, so behind a distribution that one's.</summary>
    public string? From { get; init; }

    /// <summary>What the request itself says of where it came from before; anybody can claim anything here.</summary>
    public string? ForwardedFor { get; init; }

    /// <summary>Ids of what it was done to, by the names they have in the route.</summary>
    public Dictionary<string, string>? On { get; init; }
}
