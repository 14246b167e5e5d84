using System.Text.Json.Nodes;
using SmartBeats.Lambda.Gateway;

namespace SmartBeats.Lambda.Tests.Api;

public sealed class AuthorizeTests : IDisposable
{
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_known_token_is_told_with_its_cities()
    {
        await _cloud.PutTextAsync(AuthorizeHandler.KeyOf("0123456789abcdef0123"), "{\"cities\": [\"glendale\", \"mesa\", \"No City\"], \"name\": \"dispatch\"}");
        using var answer = await AuthorizeHandler.RunAsync(_cloud, Sample.Open("authorizer"), new TestContext());
        JsonNode.Parse(answer.Text())!.ToJsonString().ShouldBe("""{"isAuthorized":true,"context":{"cities":"glendale,mesa","caller":"dispatch"}}""");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer unknown-unknown-unknown")]
    [InlineData("Bearer short")]
    [InlineData("Basic 0123456789abcdef0123")]
    public async Task Anybody_else_is_not(string? header) => (await AuthorizeHandler.AnswerAsync(_cloud.Store, header)).IsAuthorized.ShouldBeFalse();

    [Fact]
    public void Only_the_token_s_hash_is_kept() =>
        AuthorizeHandler.KeyOf("abc").ShouldBe("callers/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.json");
}
