using System.Text.Json.Nodes;
using SmartBeats.Api.Plans;
using SmartBeats.Lambda.Gateway;
using SmartBeats.Lambda.Notices;

namespace SmartBeats.Lambda.Tests.Api;

/// <summary>What is damaged, too much, or asked by many at once is refused in words; it is never a fault of ours.</summary>
public sealed class GuardRailTests : IDisposable
{
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Theory]
    [InlineData("{\"cities\": [\"glendale\"")]
    [InlineData("{\"cities\": \"glendale\"}")]
    [InlineData("{\"cities\": [null]}")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_damaged_file_of_a_caller_opens_nothing(string text)
    {
        await _cloud.PutTextAsync(CallerKeys.Of("0123456789abcdef0123"), text);
        (await AuthorizeHandler.AnswerAsync(_cloud, "Bearer 0123456789abcdef0123")).IsAuthorized.ShouldBeFalse();
    }

    [Fact]
    public async Task The_alarm_s_line_is_logged_for_a_damaged_file_without_its_name()
    {
        var key = CallerKeys.Of("damaged-damaged-damaged");
        await _cloud.PutTextAsync(key, "{");
        var (console, log) = (Console.Out, new StringWriter());
        // Other tests may log at the same time.
        Console.SetOut(TextWriter.Synchronized(log));
        try
        {
            await AuthorizeHandler.AnswerAsync(_cloud, "Bearer damaged-damaged-damaged");
        }
        finally
        {
            Console.SetOut(console);
        }

        var line = log.ToString().Split('\n').Select(text => text.Trim()).Single(text => text.Contains(LogMessages.Damaged, StringComparison.Ordinal));
        JsonNode.Parse(line)!.ToJsonString().ShouldBe(
            """{"level":"error","message":"a kept file is damaged","folder":"callers/*","errorType":"JsonException"}""");
        line.ShouldNotContain(key);
    }

    [Theory]
    [InlineData("{\"city\": \"dos-puentes\", ")]
    [InlineData("{\"city\": \"dos-puentes\"}")]
    [InlineData("[]")]
    public async Task A_damaged_link_is_a_link_that_is_not_there(string text)
    {
        var token = new string('c', 32);
        await _cloud.PutTextAsync($"links/{token}.json", text);
        var told = new List<string>();
        var asked = Asking.Create(_cloud, "GET", $"/r/{token}", cities: null);
        var answer = await (asked with { Home = asked.Home with { LogDamaged = (folder, _) => told.Add(folder) } }).AskAsync();
        answer.Status.ShouldBe(404);
        told.ShouldBe(["links/*"]);
    }

    [Fact]
    public async Task A_body_that_is_no_base64_is_the_caller_s_mistake()
    {
        var text = Sample.Open("api-start-plan").Text();
        var proxied = JsonNode.Parse(text)!;
        (proxied["body"], proxied["isBase64Encoded"]) = ("{\"beats\": 4}", true);
        using var answer = await ApiHandler.RunAsync(_cloud, Sample.Json(proxied.ToJsonString()), new TestContext());
        var response = JsonNode.Parse(answer.Text())!;
        ((int)response["statusCode"]!).ShouldBe(400);
        ((string)response["body"]!).ShouldContain("is said to be base64 and is not");
    }

    [Theory]
    [InlineData(Limits.MostEffort, 202)]
    [InlineData(Limits.MostEffort + 1, 400)]
    [InlineData(long.MaxValue, 400)]
    public async Task Effort_has_a_limit_in_the_cloud(long effort, int status)
    {
        await SampleCity.LoadAsync(_cloud);
        var answer = await Asking.Create(_cloud, "POST", "/cities/dos-puentes/plans", $"{{\"beats\": 4, \"effort\": {effort}}}").AskAsync();
        answer.Status.ShouldBe(status, answer.Text);
        if (effort == Limits.MostEffort + 1)
        {
            answer.Text!.ShouldContain("effort is 2,000,000,001, more than the 2,000,000,000 that a run has time for");
        }
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_no_more_get_in_than_there_are_places()
    {
        var home = ApiHandler.CreateHome(_cloud);
        home = home with { Limits = home.Limits with { RunsPerCityAndDay = 7 } };
        var records = Enumerable.Range(0, 40).Select(n => new PlanRecord(n.ToString("x32"), 1, "", default)).ToArray();
        var counted = await Task.WhenAll(records.Select(record => Task.Run(() => DailyRuns.TryCountAsync(home, "mesa", record, default))));
        counted.Count(got => got).ShouldBe(7);

        // Who got in asks again without another place; who did not, gets none now either.
        var again = await Task.WhenAll(records.Select(record => DailyRuns.TryCountAsync(home, "mesa", record, default)));
        again.ShouldBe(counted);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(200)]
    public void Subjects_are_shorter_than_100_characters_however_long_the_city_s_name(int length)
    {
        var subject = Notice.Of($"SmartBeats: one beat of {new string('é', length)} changed (2026-03-04), and more that is said of it", "").Subject;
        subject.Length.ShouldBe(99);
        subject.ShouldAllBe(letter => letter >= ' ' && letter <= '~');
    }
}
