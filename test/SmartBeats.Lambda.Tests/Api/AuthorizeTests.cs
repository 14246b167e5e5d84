using System.Text.Json.Nodes;
using SmartBeats.Api;
using SmartBeats.Api.Access;
using SmartBeats.Lambda.Gateway;

namespace SmartBeats.Lambda.Tests.Api;

public sealed class AuthorizeTests : IDisposable
{
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_known_token_is_told_with_its_cities()
    {
        await _cloud.PutTextAsync(CallerKeys.Of("0123456789abcdef0123"), "{\"cities\": [\"glendale\", \"mesa\", \"No City\"], \"name\": \"dispatch\"}");
        using var answer = await AuthorizeHandler.RunAsync(_cloud, Sample.Open("authorizer"), new TestContext());
        JsonNode.Parse(answer.Text())!.ToJsonString().ShouldBe("""{"isAuthorized":true,"context":{"cities":"glendale,mesa","caller":"dispatch","roles":"glendale=token-file,mesa=token-file","id":"token:1bd8fd47297046f9","kind":"TokenFile"}}""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer unknown-unknown-unknown")]
    [InlineData("Bearer short")]
    [InlineData("Basic 0123456789abcdef0123")]
    public async Task Anybody_else_is_not(string? header) => (await AuthorizeHandler.AnswerAsync(_cloud, header)).IsAuthorized.ShouldBeFalse();

    [Fact]
    public void Only_the_token_s_hash_is_kept() =>
        CallerKeys.Of("abc").ShouldBe("callers/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.json");

    [Theory]
    [InlineData("""{"cities": ["mesa"], "role": "analyst", "name": "desk", "expires": "2026-03-04T05:06:08Z"}""", "mesa=analyst")]
    [InlineData("""{"cities": ["mesa"], "role": "analyst", "name": "desk", "expires": "2026-03-04T05:06:07Z"}""", null)]
    [InlineData("""{"cities": ["mesa"], "role": "analyst", "name": "desk", "expires": "next year"}""", null)]
    [InlineData("""{"cities": ["mesa"], "role": "chief", "name": "desk"}""", null)]
    [InlineData("""{"cities": ["mesa"], "role": "token-file", "name": "desk"}""", null)]
    [InlineData("""{"cities": [], "role": "admin"}""", null)]
    [InlineData("""no JSON""", null)]
    public async Task A_token_opens_until_its_second_and_with_a_role_there_is(string file, string? roles)
    {
        await _cloud.PutTextAsync(CallerKeys.Of("0123456789abcdef0123"), file);
        var answer = await AuthorizeHandler.AnswerAsync(_cloud, "Bearer 0123456789abcdef0123");
        (answer.IsAuthorized, answer.Context?.GetValueOrDefault("roles")).ShouldBe((roles is not null, roles));
    }

    [Fact]
    public async Task A_day_on_which_a_token_was_used_is_written_once()
    {
        // Another token than any other test's: the process remembers what it has written.
        const string Token = "used-used-used-used-used";
        var use = $"uses/{CallerFiles.HashOf(Token)}.json";
        await _cloud.PutTextAsync(CallerKeys.Of(Token), """{"cities": ["mesa"], "role": "viewer"}""");
        await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + Token);
        (await _cloud.TextAsync(use)).ShouldBe("""{"day":"2026-03-04"}""");
        _cloud.Watched.Needed.Clear();
        await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + Token);
        _cloud.Watched.Needed.ShouldNotContain(need => need.Action == "s3:PutObject");
        _cloud.Clock.Now = _cloud.Clock.Now.AddDays(1);
        await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + Token);
        (await _cloud.TextAsync(use)).ShouldBe("""{"day":"2026-03-05"}""");
    }

    [Fact]
    public void What_the_gateway_remembers_of_an_authoriser_without_roles_is_a_token_file_s()
    {
        var caller = AuthorizeHandler.Read(new Dictionary<string, object> { ["cities"] = "mesa", ["caller"] = "dispatch" })!;
        (caller.FindRole("mesa"), caller.FindRole("tempe"), caller.Kind).ShouldBe((Role.TokenFile, Role.None, CallerKind.TokenFile));
        AuthorizeHandler.Read(null).ShouldBeNull();
    }
}

/// <summary>Where a caller's file lies.</summary>
internal static class CallerKeys
{
    public static string Of(string token) => $"callers/{CallerFiles.HashOf(token)}.json";
}
