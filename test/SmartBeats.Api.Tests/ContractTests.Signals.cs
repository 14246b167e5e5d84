using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;
using SmartBeats.Signals;

namespace SmartBeats.Api.Tests;

/// <summary>Signals, and what becomes of plans that are weighed from them.</summary>
public abstract partial class ContractTests
{
    [Fact]
    public async Task A_plan_says_that_its_signal_is_older_and_one_that_names_a_removed_signal_is_refused()
    {
        const string Template = CityTemplate + "/signals/{signal}";
        const string Weighed = """{"beats": 12, "effort": 220000, "weigh": {"crashes": 0.2}}""";
        await KeepSignalAsync("lon,lat\n-113.42,33.25\n-113.41,33.25\n");
        var planId = (string)(await _home.SendAsync("POST", $"{City}/plans", Weighed)).ShouldBeDocumented(202, "post", CityTemplate + "/plans")["planId"]!;
        await _home.WaitForPlanAsync(planId);
        (await DescribeDataAsync(planId)).ShouldBe(("current", "current"));

        await KeepSignalAsync("lon,lat\n-113.42,33.25\n");
        (await DescribeDataAsync(planId)).ShouldBe(("older signals", "older signals"));
        await KeepSignalAsync("lon,lat\n-113.42,33.25\n-113.41,33.25\n");
        (await DescribeDataAsync(planId)).ShouldBe(("current", "current"), "the content counts, not when it came");

        var file = await _home.SendAsync("GET", $"{City}/plans/{planId}/table");
        var tried = (await _home.SendAsync("DELETE", $"{City}/signals/crashes?dryRun=true")).ShouldBeDocumented(200, "delete", Template);
        ((bool)tried["removed"]!, (string)tried["plans"]!.AsArray().ShouldHaveSingleItem()!).ShouldBe((false, planId));
        var removed = (await _home.SendAsync("DELETE", $"{City}/signals/crashes")).ShouldBeDocumented(200, "delete", Template);
        ((bool)removed["removed"]!, (string)removed["plans"]!.AsArray().ShouldHaveSingleItem()!).ShouldBe((true, planId));
        (await _home.SendAsync("DELETE", $"{City}/signals/crashes")).ShouldBeDocumented(404, "delete", Template);
        (await _home.SendAsync("GET", $"{City}/signals")).Json["signals"]!.AsArray().ShouldBeEmpty();
        (await DescribeDataAsync(planId)).ShouldBe(("older signals", "older signals"));
        (await _home.SendAsync("GET", $"{City}/plans/{planId}/table")).Text.ShouldBe(file.Text, "the plan stays as it is");

        var refused = (await _home.SendAsync("POST", $"{City}/plans", Weighed)).ShouldBeDocumented(409, "post", CityTemplate + "/plans");
        ((string)refused["detail"]!).ShouldContain("\"crashes\" is no signal of the city and no column of its map. Load a signal of that name, or leave it out.");
    }

    private async Task<(string Listed, string Shown)> DescribeDataAsync(string planId)
    {
        var listed = (await _home.SendAsync("GET", $"{City}/plans")).ShouldBeDocumented(200, "get", CityTemplate + "/plans")["plans"]!.AsArray();
        var shown = (await _home.SendAsync("GET", $"{City}/plans/{planId}")).ShouldBeDocumented(200, "get", PlanTemplate);
        return ((string)listed.Single(plan => (string)plan!["planId"]! == planId)!["data"]!, (string)shown["data"]!);
    }

    private async Task KeepSignalAsync(string table)
    {
        var city = new City(_home.City, "Dos Puentes", "America/Phoenix");
        var layer = SignalReader.Read("crashes", "crashes.csv", new MemoryStream(Encoding.UTF8.GetBytes(table)), city);
        var (content, total) = (layer.Write(), layer.Features.Count);
        var hash = SignalLayer.FindHash(content);
        await _home.KeepAsync(Keys.Side.For(_home.City, hash), content);
        var record = new JsonObject { ["name"] = "crashes", ["fileName"] = "crashes.csv", ["hash"] = hash, ["unit"] = "crashes", ["features"] = total, ["total"] = total };
        await _home.KeepAsync(Keys.Signal.For(_home.City, "crashes"), JsonSerializer.SerializeToUtf8Bytes(record));
    }
}
