namespace SmartBeats.Api.Tests;

/// <summary>Loads of calls.</summary>
public abstract partial class ContractTests
{
    [Fact]
    public async Task Loads_are_listed_and_taking_one_back_is_tried_before_it_is_done()
    {
        const string Template = CityTemplate + "/loads/{load}";
        var rows = File.ReadLines(Path.Combine(SharedData.RepositoryRoot(), "samples", "calls.csv")).Count() - 1;
        var load = (await _home.SendAsync("GET", $"{City}/loads")).ShouldBeDocumented(200, "get", CityTemplate + "/loads")["loads"]!.AsArray().ShouldHaveSingleItem()!;
        ((int)load["number"]!, (int)load["inserted"]!, (int)load["updated"]!).ShouldBe((1, rows, 0));
        var tried = (await _home.SendAsync("DELETE", $"{City}/loads/1?dryRun=true")).ShouldBeDocumented(200, "delete", Template);
        ((int)tried["removed"]!, (int)tried["restored"]!).ShouldBe((rows, 0));
        ((int)(await _home.SendAsync("GET", "/cities")).Json["cities"]![0]!["calls"]!).ShouldBe(rows);
        foreach (var (path, status) in new[] { ("loads/9", 404), ("loads/one", 404), ("loads/1?dryRun=perhaps", 400), ("loads/1?tryIt=true", 400) })
        {
            (await _home.SendAsync("DELETE", $"{City}/{path}")).ShouldBeDocumented(status, "delete", Template);
        }
    }
}
