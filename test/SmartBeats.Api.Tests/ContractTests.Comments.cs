namespace SmartBeats.Api.Tests;

/// <summary>What people say of a plan, from within the city and through public links.</summary>
public abstract partial class ContractTests
{
    private const string CommentsTemplate = PlanTemplate + "/comments";
    private const string PublicTemplate = "/r/{token}/comments";

    [Fact]
    public async Task Comments_are_pinned_answered_resolved_exported_and_go_with_the_plan()
    {
        var (planId, path) = await PlanWithCommentsAsync();
        foreach (var (number, body) in new[]
        {
            (1, """{"text": "  All in all good.  "}"""), (2, """{"text": "The school is in two beats.", "on": {"beat": "2"}}"""),
            (3, """{"text": "=1+1\nsecond line", "on": {"area": "0301"}}"""), (4, """{"text": "Here.", "on": {"lon": -113.42, "lat": 33.25}}"""),
            (5, """{"text": "It is now.", "answers": 2}"""),
        })
        {
            ((int)(await _home.SendAsync("POST", path, body)).ShouldBeDocumented(201, "post", CommentsTemplate)["number"]!).ShouldBe(number);
        }

        var me = (string)(await _home.SendAsync("GET", "/me")).ShouldBeDocumented(200, "get", "/me")["caller"]!;
        var changed = (await _home.SendAsync("PUT", $"{path}/2", """{"resolved": true}""")).ShouldBeDocumented(200, "put", CommentsTemplate + "/{number}");
        ((bool)changed["resolved"]!, (string)changed["resolvedBy"]!, (string)changed["by"]!).ShouldBe((true, me, me));
        (await _home.SendAsync("DELETE", $"{path}/4")).Status.ShouldBe(204);
        var listed = (await _home.SendAsync("GET", path)).ShouldBeDocumented(200, "get", CommentsTemplate)["comments"]!.AsArray();
        listed.Select(one => ((int)one!["number"]!, (string)one["text"]!, one["on"]?.ToJsonString(), (int?)one["answers"])).ShouldBe(
        [
            (1, "All in all good.", null, null), (2, "The school is in two beats.", "{\"beat\":\"2\"}", null),
            (3, "=1+1\nsecond line", "{\"area\":\"0301\"}", null), (5, "It is now.", null, 2),
        ]);
        var table = await _home.SendAsync("GET", $"{path}?form=csv");
        table.Headers["content-type"].ShouldStartWith("text/csv");
        table.Text.ShouldStartWith("number,at,by,public,answers,beat,area,lon,lat,resolved,shown,text\r\n1,");
        table.Text.ShouldContain(",no,yes,\"'=1+1\nsecond line\"\r\n", Case.Sensitive, "a spreadsheet runs nothing of it");
        foreach (var query in (string[])["form=xlsx", "page=2"])
        {
            (await _home.SendAsync("GET", $"{path}?{query}")).ShouldBeDocumented(400, "get", CommentsTemplate);
        }

        foreach (var (body, said) in new[]
        {
            ("""{"text": " "}""", "a comment has 1 to 2,000 characters"), ($$"""{"text": "{{new string('x', 2001)}}"}""", "a comment has 1 to 2,000 characters"),
            ("""{"text": "x", "on": {"beat": "200"}}""", "the plan has no beat"), ("""{"text": "x", "on": {"area": "0301", "beat": "2"}}""", "more than one"),
            ("""{"text": "x", "on": {"lon": 500, "lat": 2}}""", "names no place"), ("""{"text": "x", "answers": 4}""", "there is no comment 4"), ("""{"txt": "x"}""", "there is no such member"),
        })
        {
            ((string)(await _home.SendAsync("POST", path, body)).ShouldBeDocumented(400, "post", CommentsTemplate)["detail"]!).ShouldContain(said);
        }

        (await _home.SendAsync("PUT", $"{path}/4", """{"resolved": true}""")).ShouldBeDocumented(404, "put", CommentsTemplate + "/{number}");
        (await _home.SendAsync("DELETE", $"{City}/plans/{planId}?purge=true")).Status.ShouldBe(204);
        (await _home.SendAsync("GET", path)).ShouldBeDocumented(404, "get", CommentsTemplate);
    }

    [Fact]
    public async Task Eight_who_comment_at_once_are_all_kept()
    {
        var (_, path) = await PlanWithCommentsAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(one => _home.SendAsync("POST", path, $$"""{"text": "voice {{one}}"}""")));
        answers.Select(answer => answer.Status).ShouldAllBe(status => status == 201);
        var listed = (await _home.SendAsync("GET", path)).ShouldBeDocumented(200, "get", CommentsTemplate)["comments"]!.AsArray();
        listed.Select(one => (string)one!["text"]!).ShouldBe(Enumerable.Range(0, 8).Select(one => $"voice {one}"), ignoreOrder: true);
        listed.Select(one => (int)one!["number"]!).ShouldBe(Enumerable.Range(1, 8));
    }

    [Fact]
    public async Task The_public_comments_where_the_link_takes_it_and_is_read_before_it_is_shown()
    {
        var (planId, path) = await PlanWithCommentsAsync();
        await _home.SendAsync("POST", path, """{"text": "For colleagues alone."}""");
        var silent = (await _home.SendAsync("POST", $"{City}/plans/{planId}/links", "{}")).ShouldBeDocumented(201, "post", PlanTemplate + "/links");
        silent["comments"].ShouldBeNull();
        (await _home.SendAsync("GET", $"/r/{(string)silent["token"]!}/comments")).ShouldBeDocumented(404, "get", PublicTemplate);
        var link = (await _home.SendAsync("POST", $"{City}/plans/{planId}/links", """{"comments": true}""")).ShouldBeDocumented(201, "post", PlanTemplate + "/links");
        var open = $"/r/{(string)link["token"]!}/comments";
        ((string)link["comments"]!).ShouldEndWith(open);

        var sent = await _home.SendAsync("POST", open, "text=Keep+our+street%3Cb%3Ein+one+beat&name=Ana+%26+Li", ("content-type", "application/x-www-form-urlencoded"));
        (sent.Status, sent.Headers["location"].EndsWith(open + "?thanks=1", StringComparison.Ordinal)).ShouldBe((303, true));
        var page = await _home.SendAsync("GET", open + "?thanks=1");
        (page.Status, page.Headers["content-type"]).ShouldBe((200, "text/html; charset=utf-8"));
        page.Text.ShouldContain("Thank you. Your comment is shown once the city has read it.");
        page.Text.ShouldNotContain("Keep our street");
        page.Text.ShouldNotContain("colleagues");
        var waiting = (await _home.SendAsync("GET", path)).Json["comments"]!.AsArray().Single(one => one!["link"] is not null)!;
        ((string)waiting["by"]!, (bool)waiting["shown"]!).ShouldBe(("Ana & Li", false));
        (await _home.SendAsync("PUT", $"{path}/{(int)waiting["number"]!}", """{"shown": true}""")).Status.ShouldBe(200);
        page = await _home.SendAsync("GET", open);
        page.Text.ShouldContain("Keep our street&lt;b&gt;in one beat");
        page.Text.ShouldContain("Ana &amp; Li");
        page.Text.ShouldNotContain("colleagues");

        (await _home.SendAsync("POST", open, "name=x", ("content-type", "application/x-www-form-urlencoded"))).ShouldBeDocumented(400, "post", PublicTemplate);
        for (var more = 0; more < 29; more++)
        {
            (await _home.SendAsync("POST", open, $"text=again+{more}", ("content-type", "application/x-www-form-urlencoded"))).Status.ShouldBe(303);
        }

        (await _home.SendAsync("POST", open, "text=flood", ("content-type", "application/x-www-form-urlencoded"))).ShouldBeDocumented(429, "post", PublicTemplate);
        (await _home.SendAsync("DELETE", $"{City}/plans/{planId}/links/{(string)link["token"]!}")).Status.ShouldBe(204);
        (await _home.SendAsync("GET", open)).ShouldBeDocumented(404, "get", PublicTemplate);
    }

    private async Task<(string PlanId, string Path)> PlanWithCommentsAsync()
    {
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Request)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        return (planId, $"{City}/plans/{planId}/comments");
    }
}
