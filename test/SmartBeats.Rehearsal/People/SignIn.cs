using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace SmartBeats.Rehearsal.People;

/// <summary>What a page and a person do to sign in: Authorization Code with PKCE, without a secret.</summary>
internal sealed class SignIn(Uri issuer) : IDisposable
{
    private const int MostSteps = 12;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = issuer };

    public void Dispose() => _browser.Dispose();

    /// <returns>What the issuer's token endpoint answered: access and refresh token.</returns>
    public async Task<JsonObject> RunAsync(string person, string audience = IssuerServer.Audience)
    {
        var verifier = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var state = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var callback = await WalkAsync(person, "auth?" + Form(
            ("client_id", IssuerServer.Client), ("redirect_uri", IssuerServer.Redirect), ("response_type", "code"), ("scope", "openid email"), ("state", state),
            ("resource", audience), ("code_challenge", Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), ("code_challenge_method", "S256")));
        var given = HttpUtility.ParseQueryString(callback.Query);
        given["state"].ShouldBe(state);
        var (status, tokens) = await PostAsync(("grant_type", "authorization_code"), ("code", given["code"]!), ("code_verifier", verifier), ("redirect_uri", IssuerServer.Redirect), ("client_id", IssuerServer.Client));
        status.ShouldBe(200, tokens.ToJsonString());
        return tokens;
    }

    public Task<(int Status, JsonObject Answer)> RefreshAsync(JsonObject tokens) =>
        PostAsync(("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!), ("client_id", IssuerServer.Client));

    public async Task RemoveAsync(string person) => (await _browser.DeleteAsync($"people/{person}")).EnsureSuccessStatusCode();

    /// <summary>Follows the issuer, and fills in its two forms: who it is, and that the page may know.</summary>
    private async Task<Uri> WalkAsync(string person, string path)
    {
        var next = new Uri(issuer, path);
        for (var step = 0; step < MostSteps; step++)
        {
            using var page = await _browser.GetAsync(next);
            var answered = page;
            if (page.StatusCode == HttpStatusCode.OK)
            {
                var prompt = (await page.Content.ReadAsStringAsync()).Contains("name=\"login\"", StringComparison.Ordinal) ? "login" : "consent";
                using var form = new StringContent(Form(("prompt", prompt), ("login", person), ("password", "any")), Encoding.UTF8, "application/x-www-form-urlencoded");
                answered = await _browser.PostAsync(next, form);
            }

            answered.Headers.Location.ShouldNotBeNull($"{next}: {(int)answered.StatusCode}");
            next = new Uri(next, answered.Headers.Location);
            if (next.AbsoluteUri.StartsWith(IssuerServer.Redirect, StringComparison.Ordinal))
            {
                return next;
            }
        }

        throw new InvalidOperationException("The issuer did not come to an end.");
    }

    private async Task<(int Status, JsonObject Answer)> PostAsync(params (string, string)[] fields)
    {
        using var body = new StringContent(Form(fields), Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _browser.PostAsync("token", body);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject());
    }

    private static string Form(params (string Name, string Value)[] fields) => string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
