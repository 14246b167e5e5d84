using SmartBeats.Api.Access;
using SmartBeats.Api.Access.People;
using SmartBeats.Lambda.Gateway;
using SmartBeats.Lambda.Tests;

namespace SmartBeats.Api.Tests.Access;

/// <summary>A person before the authoriser of the cloud.</summary>
public sealed class AuthorizePeopleTests : IDisposable
{
    private readonly PlayedIssuer _issuer = new();
    private readonly TestCloud _cloud = new();
    private readonly HttpClient _client;

    public AuthorizePeopleTests()
    {
        _client = new HttpClient(_issuer);
        _cloud.PeopleOfTest = new PersonTokens(PlayedIssuer.Settings, _client, _cloud.Clock);
    }

    public void Dispose()
    {
        _cloud.PeopleOfTest!.Dispose();
        _client.Dispose();
        _cloud.Dispose();
    }

    [Fact]
    public async Task What_the_authoriser_hands_on_is_the_person_with_its_roles_and_the_sign_in_is_written_once()
    {
        var token = _issuer.Sign(_cloud.Clock.Now, claims => claims["sub"] = "written-once");
        for (var time = 0; time < 3; time++)
        {
            var answer = await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + token, "203.0.113.7");
            answer.IsAuthorized.ShouldBeTrue();
            var caller = AuthorizeHandler.Read(answer.Context)!;
            (caller.Name, caller.Id, caller.Kind).ShouldBe(("r.diaz@example.com", "person:written-once", CallerKind.Person));
            (caller.FindRole("glendale"), caller.FindRole("dos-puentes"), caller.FindRole("mesa")).ShouldBe((Role.Analyst, Role.Admin, Role.None));
        }

        foreach (var (city, role) in ((string, string)[])[("glendale", "analyst"), ("dos-puentes", "admin")])
        {
            var key = (await _cloud.Store.ListAsync($"audit/{city}/")).ShouldHaveSingleItem();
            key.ShouldStartWith($"audit/{city}/2026-03-04/050107000-");
            (await _cloud.TextAsync(key)).ShouldBe(
                $$"""{"at":"2026-03-04T05:01:07Z","who":"r.diaz@example.com","did":"sign-in","role":"{{role}}","status":200,"id":"person:written-once","by":"person","from":"203.0.113.7"}""");
        }
    }

    [Fact]
    public async Task A_token_of_an_issuer_is_nobodys_where_no_issuer_is_named_and_a_program_s_opens_as_ever()
    {
        const string Program = "program-program-program";
        await _cloud.PutTextAsync($"callers/{CallerFiles.HashOf(Program)}.json", """{"cities": ["mesa"], "role": "viewer"}""");
        (await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + Program)).IsAuthorized.ShouldBeTrue();
        var token = _issuer.Sign(_cloud.Clock.Now, claims => claims["sub"] = "nobody-here");
        using var bare = new TestCloud();
        (await AuthorizeHandler.AnswerAsync(bare, "Bearer " + token)).IsAuthorized.ShouldBeFalse();
        (await AuthorizeHandler.AnswerAsync(_cloud, "Bearer " + token[..^4] + "AAAA")).IsAuthorized.ShouldBeFalse();
        (await _cloud.Store.ListAsync("audit/")).ShouldBeEmpty();
    }
}
