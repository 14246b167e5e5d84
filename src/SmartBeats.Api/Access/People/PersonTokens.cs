using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SmartBeats.Api.Access.People;

/// <summary>A person who signed in.</summary>
/// <param name="SignedIn">When, at the issuer: the same for every token of one sign-in.</param>
internal sealed record SignedInPerson(ApiCaller Caller, DateTimeOffset SignedIn);

/// <summary>Reads access tokens of an issuer: whom it names, if the issuer signed it, for us, and for now.</summary>
internal sealed class PersonTokens : IDisposable
{
    /// <summary>Clocks may differ by so much.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>API Gateway takes headers of 10 KB at most.</summary>
    private const int MostLetters = 10_000;

    /// <summary>Signed with a key pair: whoever can check a token cannot make one.</summary>
    private static readonly string[] _algorithms = ["RS256", "PS256", "ES256"];

    private readonly SignInSettings _settings;
    private readonly IssuerKeys _keys;
    private readonly TimeProvider _time;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MostLetters };

    public PersonTokens(SignInSettings settings, HttpClient client, TimeProvider time) =>
        (_settings, _time, _keys) = (settings, time, new IssuerKeys(settings.Address, client, time));

    /// <summary>Whether a text has the form of such a token; no token we issue has.</summary>
    public static bool HasForm(string token) => token.Count(letter => letter == '.') == 2;

    /// <returns>Null where the token is not the issuer's, not for us, not for now, or gives no role in any city.</returns>
    /// <exception cref="IssuerUnavailableException">The issuer cannot be asked for its keys.</exception>
    public async Task<SignedInPerson?> FindAsync(string token, CancellationToken cancellation = default)
    {
        if (token.Length > MostLetters || !_handler.CanReadToken(token) || Read(token) is not { Kid: { Length: > 0 } id } || await _keys.FindAsync(id, cancellation) is not { } key)
        {
            return null;
        }

        var checkedToken = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = _algorithms,
            IssuerSigningKey = key,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            IssuerValidator = (issuer, _, _) => issuer.TrimEnd('/') == _settings.Address ? issuer : throw new SecurityTokenInvalidIssuerException("Another issuer."),
            AudienceValidator = (audiences, read, _) => IsForUs([.. audiences ?? []], (JsonWebToken)read),
            LifetimeValidator = (notBefore, expires, _, _) => IsForNow(notBefore, expires),
        });
        return checkedToken.IsValid ? Describe((JsonWebToken)checkedToken.SecurityToken) : null;
    }

    public void Dispose() => _keys.Dispose();

    private static JsonWebToken? Read(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>Cognito's access tokens name no audience but the client; what says that it is an id token is none to call an API with.</summary>
    private bool IsForUs(string[] audiences, JsonWebToken token) =>
        Find(token, "token_use") is null or "access"
        && (audiences.Length > 0 ? audiences.Contains(_settings.Audience, StringComparer.Ordinal) : Find(token, "client_id") == _settings.Audience);

    private bool IsForNow(DateTime? notBefore, DateTime? expires)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } until && now < until + Skew && (notBefore is null || now >= notBefore - Skew);
    }

    private SignedInPerson? Describe(JsonWebToken token)
    {
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var group in token.Claims.Where(claim => claim.Type == _settings.RolesClaim).Select(claim => claim.Value))
        {
            var dash = group.LastIndexOf('-');
            var role = Roles.Parse(dash > 0 ? group[(dash + 1)..] : null);
            if (role != Role.None && CityJson.IsId(group[..dash]) && role > roles.GetValueOrDefault(group[..dash]))
            {
                roles[group[..dash]] = role;
            }
        }

        if (roles.Count == 0 || token.Subject is not { Length: > 0 } subject)
        {
            return null;
        }

        var name = Find(token, "email") ?? Find(token, "preferred_username") ?? Find(token, "username") ?? Find(token, "name") ?? subject;
        var caller = new ApiCaller(name, roles.Keys.ToHashSet(StringComparer.Ordinal)) { Id = "person:" + subject, Kind = CallerKind.Person, RolesByCity = roles };
        return new SignedInPerson(caller, FindTime(token, "auth_time") ?? FindTime(token, "iat") ?? DateTimeOffset.UnixEpoch);
    }

    private static string? Find(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) && value.Length > 0 ? value : null;

    private static DateTimeOffset? FindTime(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<long>(claim, out var seconds) && seconds is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
