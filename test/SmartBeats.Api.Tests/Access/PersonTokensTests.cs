using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SmartBeats.Api.Access;
using SmartBeats.Api.Access.People;

namespace SmartBeats.Api.Tests.Access;

/// <summary>Which tokens of an issuer let somebody in, and with which roles.</summary>
public sealed class PersonTokensTests : IDisposable
{
    private readonly PlayedIssuer _issuer = new();
    private readonly SetTime _time = new();
    private readonly HttpClient _client;
    private readonly PersonTokens _tokens;

    public PersonTokensTests()
    {
        _client = new HttpClient(_issuer);
        _tokens = new PersonTokens(PlayedIssuer.Settings, _client, _time);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task A_person_has_the_greatest_role_of_each_city_its_groups_name()
    {
        var person = (await _tokens.FindAsync(_issuer.Sign(_time.Now)))!;
        (person.Caller.Name, person.Caller.Id, person.Caller.Kind).ShouldBe(("r.diaz@example.com", "person:0a1b", CallerKind.Person));
        Roles.Print(person.Caller.RolesByCity!).ShouldBe("dos-puentes=admin,glendale=analyst");
        person.SignedIn.ShouldBe(_time.Now.AddMinutes(-5));
        (person.Caller.MayActFor("glendale"), person.Caller.MayActFor("mesa"), person.Caller.FindRole("mesa")).ShouldBe((true, false, Role.None));
    }

    public static TheoryData<string, Action<Dictionary<string, object>>> Wrong => new()
    {
        { "another issuer", claims => claims["iss"] = "https://issuer.example/other" },
        { "an issuer that only begins the same", claims => claims["iss"] = PlayedIssuer.Address + ".evil.example" },
        { "no issuer", claims => claims.Remove("iss") },
        { "another client", claims => claims["client_id"] = "another" },
        { "another audience, though the client is ours", claims => claims["aud"] = "another" },
        { "neither audience nor client", claims => claims.Remove("client_id") },
        { "an id token", claims => { claims["token_use"] = "id"; claims["aud"] = PlayedIssuer.Client; } },
        { "expired 60 s ago", claims => claims["exp"] = SetTime.Start.AddSeconds(-60).ToUnixTimeSeconds() },
        { "not before 61 s from now", claims => claims["nbf"] = SetTime.Start.AddSeconds(61).ToUnixTimeSeconds() },
        { "no end", claims => claims.Remove("exp") },
        { "nobody", claims => claims.Remove("sub") },
        { "no groups", claims => claims.Remove("cognito:groups") },
        { "groups of no city", claims => claims["cognito:groups"] = new[] { "staff" } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_token_that_is_signed_and_wrong_lets_nobody_in(string what, Action<Dictionary<string, object>> change) =>
        (await _tokens.FindAsync(_issuer.Sign(_time.Now, change))).ShouldBeNull(what);

    [Fact]
    public async Task Clocks_may_differ_by_less_than_a_minute_and_an_audience_may_be_named()
    {
        (await _tokens.FindAsync(_issuer.Sign(_time.Now, claims => claims["exp"] = SetTime.Start.AddSeconds(-59).ToUnixTimeSeconds()))).ShouldNotBeNull();
        (await _tokens.FindAsync(_issuer.Sign(_time.Now, claims => claims["nbf"] = SetTime.Start.AddSeconds(60).ToUnixTimeSeconds()))).ShouldNotBeNull();
        (await _tokens.FindAsync(_issuer.Sign(_time.Now, claims => claims["aud"] = new[] { "x", PlayedIssuer.Client }))).ShouldNotBeNull();
        (await _tokens.FindAsync(_issuer.Sign(_time.Now, claims => claims["cognito:groups"] = "mesa-viewer"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_or_signed_by_somebody_else_lets_nobody_in()
    {
        var good = _issuer.Sign(_time.Now);
        var parts = good.Split('.');
        var more = Base64UrlEncoder.Encode(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("glendale-viewer", "glendale-admin", StringComparison.Ordinal));
        var unsigned = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"first"}""");
        using var rsa = RSA.Create(2048);
        var stranger = _issuer.Sign(_time.Now, with: new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "first" }, "RS256"));

        // The public key taken for a shared secret: the oldest trick.
        var secret = new SymmetricSecurityKey(_issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "first" };
        var confused = _issuer.Sign(_time.Now, with: new SigningCredentials(secret, "HS256"));
        foreach (var token in (string[])[$"{parts[0]}.{more}.{parts[2]}", $"{parts[0]}.{parts[1]}.", $"{unsigned}.{parts[1]}.", stranger, confused, "a.b.c", "..", good + new string('A', 10_000)])
        {
            (await _tokens.FindAsync(token)).ShouldBeNull(token);
        }

        (await _tokens.FindAsync(good)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_are_remembered_and_asked_for_again_for_an_unknown_one_once_a_minute()
    {
        for (var at = 0; at < 5; at++)
        {
            await _tokens.FindAsync(_issuer.Sign(_time.Now));
        }

        _issuer.Asked.ShouldBe(1);
        _issuer.KeyId = "second";
        (await _tokens.FindAsync(_issuer.Sign(_time.Now))).ShouldBeNull("within the minute nobody is asked");
        _time.Now = _time.Now.AddMinutes(1);
        (await _tokens.FindAsync(_issuer.Sign(_time.Now))).ShouldNotBeNull();
        _issuer.Asked.ShouldBe(2);
        _time.Now = _time.Now.AddMinutes(61);
        await _tokens.FindAsync(_issuer.Sign(_time.Now));
        _issuer.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task An_issuer_that_is_down_closes_nothing_for_a_day_and_one_that_never_answered_is_a_fault_that_passes()
    {
        await _tokens.FindAsync(_issuer.Sign(_time.Now));
        _issuer.IsDown = true;
        _time.Now = _time.Now.AddHours(23);
        (await _tokens.FindAsync(_issuer.Sign(_time.Now))).ShouldNotBeNull();
        _time.Now = _time.Now.AddHours(2);
        await Should.ThrowAsync<IssuerUnavailableException>(() => _tokens.FindAsync(_issuer.Sign(_time.Now)));

        using var client = new HttpClient(_issuer, disposeHandler: false);
        using var other = new PersonTokens(PlayedIssuer.Settings, client, _time);
        await Should.ThrowAsync<IssuerUnavailableException>(() => other.FindAsync(_issuer.Sign(_time.Now)));
        _issuer.IsDown = false;
        _issuer.CallsItself = "https://issuer.example/other";
        _time.Now = _time.Now.AddMinutes(2);
        await Should.ThrowAsync<IssuerUnavailableException>(() => other.FindAsync(_issuer.Sign(_time.Now)));
    }

    [Theory]
    [InlineData("http://issuer.example", "page")]
    [InlineData("issuer.example", "page")]
    [InlineData("https://issuer.example/?a=b", "page")]
    [InlineData("https://issuer.example", null)]
    public void Settings_that_would_trust_the_wrong_one_are_refused(string issuer, string? client) =>
        Should.Throw<InputException>(() => SignInSettings.Read(issuer, null, client));

    [Fact]
    public void Without_an_issuer_nobody_signs_in() => SignInSettings.Read("", "a", "b").ShouldBeNull();

    private sealed class SetTime : TimeProvider
    {
        public static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

        public DateTimeOffset Now { get; set; } = Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
