using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SmartBeats.Rehearsal.Signing;

/// <summary>Keys that were handed out to somebody.</summary>
/// <param name="Token">Of a session; null for lasting keys.</param>
/// <param name="Holder">Whose calls they sign.</param>
/// <param name="Kill">Ends the process that has them; null where that is none of ours.</param>
internal sealed record Credentials(string AccessKeyId, string SecretKey, string? Token, Principal Holder, Action? Kill = null);

/// <summary>Who may sign, with what, and on whose behalf. Every function process gets keys of its own, as execution environments do.</summary>
internal sealed class CredentialBook
{
    private readonly ConcurrentDictionary<string, Credentials> _byId = new(StringComparer.Ordinal);

    /// <summary>Keys of a session, as an assumed role has them.</summary>
    public Credentials Issue(Principal holder, Action? kill = null) => Add(new Credentials(
        "ASIA" + RandomNumberGenerator.GetHexString(16), RandomNumberGenerator.GetHexString(40), RandomNumberGenerator.GetHexString(64), holder, kill));

    /// <summary>Keys of our choosing: those moto's state machines sign with are built into it.</summary>
    public Credentials Add(Credentials credentials)
    {
        _byId[credentials.AccessKeyId] = credentials;
        return credentials;
    }

    public Credentials? Find(string accessKeyId) => _byId.GetValueOrDefault(accessKeyId);

    /// <summary>A session ends: what it signed opens no more, pre-signed links included.</summary>
    public void Revoke(string accessKeyId) => _byId.TryRemove(accessKeyId, out _);
}
