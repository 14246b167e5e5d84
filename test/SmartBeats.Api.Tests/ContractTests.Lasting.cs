namespace SmartBeats.Api.Tests;

/// <summary>Back-tests and growth.</summary>
public abstract partial class ContractTests
{
    [Fact]
    public async Task How_such_plans_have_held_is_asked_for_with_a_plan_and_what_would_not_fit_is_refused()
    {
        const string Asking = """{"beats": 12, "effort": 200000, "backtest": {"origins": 1, "seeds": 1}}""";
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Asking)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        var backtest = (await _home.SendAsync("GET", $"{City}/plans/{planId}/backtest")).ShouldBeDocumented(200, "get", PlanTemplate + "/backtest");
        backtest["cases"]!.AsArray().Select(one => (bool)one!["split"]!["isReversed"]!).ShouldBe([false, true]);
        var plan = (await _home.SendAsync("GET", $"{City}/plans/{planId}")).ShouldBeDocumented(200, "get", PlanTemplate);
        ((string)plan["command"]!).ShouldEndWith("--backtest origins=1,seeds=1,forwardOnly=false");
        plan["files"]!.AsObject().Select(file => file.Key).ShouldContain("backtest.svg");
        var refused = await _home.SendAsync("POST", $"{City}/plans", """{"beats": 12, "effort": 2000000000, "backtest": true}""");
        refused.ShouldBeDocumented(409, "post", CityTemplate + "/plans")["detail"]!.ToString().ShouldContain("minutes, more than the 7.5 there are");
    }

    [Fact]
    public async Task Growth_is_read_as_the_command_reads_it_and_refused_in_its_words()
    {
        const string Template = CityTemplate + "/growth";
        var read = (await _home.SendAsync("POST", $"{City}/growth", """{"name": "growth.csv", "text": "area,factor,scenario\n1301,1.5,mall\n"}"""))
            .ShouldBeDocumented(200, "post", Template);
        read["changes"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe("""{"area":"1301","factor":1.5,"scenario":"mall"}""");
        var packed = Convert.ToBase64String("area,factor,scenario\n1301,1.5,mall\n"u8);
        (await _home.SendAsync("POST", $"{City}/growth", $$"""{"name": "growth.csv", "base64": "{{packed}}"}"""))
            .ShouldBeDocumented(200, "post", Template)["changes"]!.ToJsonString().ShouldBe(read["changes"]!.ToJsonString());
        foreach (var (body, said) in new[]
        {
            ("""{"name": "growth.csv", "text": "area,factor\nnowhere,2\n"}""", "growth.csv"),
            ("""{"name": "growth.csv", "text": "area,factor\n1301,lots\n"}""", "no number from 0 to 100"),
            ("""{"name": "growth.csv"}""", "it is missing"),
            ("""{"name": "growth.zip", "base64": "UEs*"}""", "it is no Base64"),
            ("""{"text": "area", "base64": "YQ=="}""", "it is given beside text"),
            ("""{"text": "area", "kept": 1}""", "there is no such member"),
        })
        {
            (await _home.SendAsync("POST", $"{City}/growth", body)).ShouldBeDocumented(400, "post", Template).ToJsonString().ShouldContain(said);
        }
    }
}
