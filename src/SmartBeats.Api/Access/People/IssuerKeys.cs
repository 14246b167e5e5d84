using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SmartBeats.Api.Access.People;

/// <summary>The issuer did not answer, or not as one does, and no keys of before are at hand.</summary>
public sealed class IssuerUnavailableException(string what, Exception? inner = null) : Exception(what, inner);

/// <summary>The keys an issuer signs with, found by its discovery document and remembered.</summary>
/// <remarks>
/// Asked again after an hour, and at once for a token signed with a key that is not among them, but at most once a minute: who makes
/// keys up makes nobody ask. Where the issuer does not answer, the keys of the last day hold.
/// </remarks>
internal sealed class IssuerKeys(string issuer, HttpClient client, TimeProvider time) : IDisposable
{
    private const int MostBytes = 256 << 10;
    private static readonly TimeSpan _fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan _usable = TimeSpan.FromDays(1);
    private static readonly TimeSpan _betweenQuestions = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1);
    private Dictionary<string, JsonWebKey> _keys = [];
    private DateTimeOffset _read = DateTimeOffset.MinValue;
    private DateTimeOffset _asked = DateTimeOffset.MinValue;

    /// <returns>Null where the issuer has no key of that id.</returns>
    /// <exception cref="IssuerUnavailableException">There is none to be asked.</exception>
    public async Task<JsonWebKey?> FindAsync(string id, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            var mayAsk = now - _asked >= _betweenQuestions;
            if (mayAsk && (!_keys.ContainsKey(id) || now - _read >= _fresh))
            {
                _asked = now;
                try
                {
                    (_keys, _read) = (await ReadAsync(cancellation), now);
                }
                catch (Exception fault) when (fault is HttpRequestException or JsonException or IssuerUnavailableException or ArgumentException or KeyNotFoundException && now - _read < _usable)
                {
                    // Those of before hold.
                }
                catch (Exception fault) when (fault is HttpRequestException or JsonException or ArgumentException or KeyNotFoundException)
                {
                    throw new IssuerUnavailableException($"The issuer {issuer} does not answer as one.", fault);
                }
            }
            else if (now - _read >= _usable)
            {
                throw new IssuerUnavailableException($"The issuer {issuer} does not answer.");
            }

            return _keys.GetValueOrDefault(id);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<Dictionary<string, JsonWebKey>> ReadAsync(CancellationToken cancellation)
    {
        using var discovered = JsonDocument.Parse(await GetAsync(issuer + "/.well-known/openid-configuration", cancellation));
        if (discovered.RootElement.GetProperty("issuer").GetString()?.TrimEnd('/') != issuer)
        {
            throw new IssuerUnavailableException($"What answers at {issuer} calls itself otherwise.");
        }

        var address = discovered.RootElement.GetProperty("jwks_uri").GetString() ?? "";
        if (!address.StartsWith("https://", StringComparison.Ordinal) && new Uri(address).Authority != new Uri(issuer).Authority)
        {
            throw new IssuerUnavailableException($"The keys of {issuer} are at no https address.");
        }

        var keys = JsonWebKeySet.Create(await GetAsync(address, cancellation)).Keys;
        return keys.Where(key => key.Use is null or "" or "sig" && !string.IsNullOrEmpty(key.Kid)).DistinctBy(key => key.Kid).ToDictionary(key => key.Kid, StringComparer.Ordinal);
    }

    private async Task<string> GetAsync(string address, CancellationToken cancellation)
    {
        using var answer = await client.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        await answer.Content.LoadIntoBufferAsync(MostBytes, cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }
}
