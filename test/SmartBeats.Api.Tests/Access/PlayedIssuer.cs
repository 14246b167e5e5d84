using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SmartBeats.Api.Access.People;

namespace SmartBeats.Api.Tests.Access;

/// <summary>An issuer as far as an API meets one: a discovery document, keys that can be changed, tokens signed with them.</summary>
internal sealed class PlayedIssuer : HttpMessageHandler
{
    public const string Address = "https://issuer.example/pool";
    public const string Client = "smartbeats-page";
    private readonly RSA _rsa = RSA.Create(2048);

    public static SignInSettings Settings { get; } = SignInSettings.Read(Address, null, Client)!;

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    public bool IsDown { get; set; }

    /// <summary>Id of the key it signs with.</summary>
    public string KeyId { get; set; } = "first";

    /// <summary>What it calls itself in its own document.</summary>
    public string CallsItself { get; set; } = Address;

    public RsaSecurityKey Key => new(_rsa) { KeyId = KeyId };

    /// <summary>A token of half an hour, as Cognito's access tokens are.</summary>
    /// <param name="change">Made to its claims before it is signed.</param>
    public string Sign(DateTimeOffset now, Action<Dictionary<string, object>>? change = null, SigningCredentials? with = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["sub"] = "0a1b",
            ["client_id"] = Client,
            ["token_use"] = "access",
            ["username"] = "r.diaz@example.com",
            ["auth_time"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(30).ToUnixTimeSeconds(),
            ["cognito:groups"] = new[] { "glendale-analyst", "glendale-viewer", "dos-puentes-admin", "staff", "mesa-chief", "-admin", "admin" },
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(new JsonObject(claims.Select(pair => KeyValuePair.Create(pair.Key, System.Text.Json.JsonSerializer.SerializeToNode(pair.Value)))).ToJsonString(), with ?? new SigningCredentials(Key, "RS256"));
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("down");
        }

        var isKeys = request.RequestUri!.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal);
        Asked += isKeys ? 1 : 0;
        var numbers = _rsa.ExportParameters(false);
        var answer = isKeys
            ? new JsonObject
            {
                ["keys"] = new JsonArray(new JsonObject
                {
                    ["kty"] = "RSA",
                    ["use"] = "sig",
                    ["alg"] = "RS256",
                    ["kid"] = KeyId,
                    ["n"] = Base64UrlEncoder.Encode(numbers.Modulus!),
                    ["e"] = Base64UrlEncoder.Encode(numbers.Exponent!),
                }),
            }
            : new JsonObject { ["issuer"] = CallsItself, ["jwks_uri"] = Address + "/keys" };
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer.ToJsonString()) });
    }

    protected override void Dispose(bool disposing)
    {
        _rsa.Dispose();
        base.Dispose(disposing);
    }
}
