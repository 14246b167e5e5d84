namespace SmartBeats.Api.Access.People;

/// <summary>Where people sign in: an OpenID Connect issuer.</summary>
/// <param name="Issuer">Its address, as its tokens name it.</param>
/// <param name="Audience">Whom the tokens are for: this API's id there, or the page's where the issuer knows no other (Cognito).</param>
/// <param name="ClientId">What the page calls itself there; it has no secret.</param>
public sealed record SignInSettings(Uri Issuer, string Audience, string ClientId)
{
    /// <summary>The claim that lists a person's groups, each <c>city-role</c>: <c>glendale-analyst</c>.</summary>
    public string RolesClaim { get; init; } = "cognito:groups";

    /// <summary>What the page asks for.</summary>
    public string Scope { get; init; } = "openid email";

    /// <summary>The issuer's address without a slash at its end.</summary>
    public string Address => Issuer.OriginalString.TrimEnd('/');

    /// <summary>Reads settings as they are handed over in texts.</summary>
    /// <returns>Null where no issuer is named: nobody signs in.</returns>
    /// <exception cref="InputException">The issuer is no address, or its tokens could be read on the way to it.</exception>
    public static SignInSettings? Read(string? issuer, string? audience, string? clientId, string? rolesClaim = null, string? scope = null)
    {
        if (string.IsNullOrEmpty(issuer))
        {
            return null;
        }

        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || address.Query.Length > 0 || address.Fragment.Length > 0
            || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw new InputException("issuer", $"\"{issuer}\" is no https address", "Write it as the issuer's own discovery document does.");
        }

        if (string.IsNullOrEmpty(clientId))
        {
            throw new InputException("client", "is missing", "Say what the page is called at the issuer.");
        }

        var settings = new SignInSettings(address, string.IsNullOrEmpty(audience) ? clientId : audience, clientId);
        return settings with
        {
            RolesClaim = string.IsNullOrEmpty(rolesClaim) ? settings.RolesClaim : rolesClaim,
            Scope = string.IsNullOrEmpty(scope) ? settings.Scope : scope,
        };
    }
}
