using System.Text.Json.Nodes;
using SmartBeats.Api;

namespace SmartBeats.Lambda.Tests.Api;

public class OpenApiTests
{
    private static readonly JsonObject _document = JsonNode.Parse(OpenApiDocument.Read())!.AsObject();

    [Fact]
    public void The_document_has_every_route_and_no_other()
    {
        var documented = _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Where(member => member.Key is "get" or "post" or "put" or "delete" or "patch")
            .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        documented.ShouldBe(Routes.All.Select(route => $"{route.Method} {route.Template}"), ignoreOrder: true);
    }

    [Fact]
    public void Routes_without_a_token_are_those_that_say_so()
    {
        foreach (var route in Routes.All)
        {
            var operation = _document["paths"]![route.Template]![route.Method.ToLowerInvariant()]!;
            (operation["security"] is JsonArray { Count: 0 }).ShouldBe(route.IsOpen, route.Template);
        }
    }

    [Fact]
    public void Routes_of_one_home_are_those_that_say_so()
    {
        foreach (var route in Routes.All)
        {
            var only = (string?)_document["paths"]![route.Template]![route.Method.ToLowerInvariant()]!["x-only"];
            only.ShouldBe(route.Only?.ToString().ToLowerInvariant(), route.Template);
        }
    }

    [Fact]
    public void The_request_has_the_fields_that_are_read()
    {
        var wished = new Requests.PlanRequest
        {
            City = "a",
            Beats = 1,
            Natures = ["NOISE"],
            Sources = [Requests.CallOrigin.Citizen],
            WithoutPlaces = [new Requests.CallPlace(-112.1, 33.1)],
            Diversion = new Dictionary<string, decimal> { ["NOISE"] = 0.5m },
            Balance = new SortedDictionary<Requests.WorkloadKind, decimal> { [Requests.WorkloadKind.ServiceMinutes] = 1 },
            Weigh = new Dictionary<string, decimal> { ["crashes"] = 1 },
            KeepWhole = new Dictionary<string, decimal> { ["HOOD"] = 1 },
            Label = "NAME",
            EqualArea = 1,
            ChangeBudget = 0.1,
            LockBeats = ["1"],
            WithoutBeats = ["2"],
            StationWeight = 1,
            Response = new Requests.ResponseRequest(),
            Shifts = [new Requests.HourRange(6, 14)],
            Rank = 10,
            Sectors = 2,
            Also = ["gpkg"],
            Backtest = new Requests.BacktestRequest(),
            WeighPeriods = [new Demand.WeightedPeriod(new Demand.DayRange(0, 30), 1)],
            HalfLifeDays = 90,
            For = new Demand.DayRange(0, 30),
            Anew = true,
            LifeDays = 90,
            AutoTolerance = true,
        };
        var canonical = JsonNode.Parse(Requests.PlanRequestJson.Canonical(wished))!.AsObject();
        _document["components"]!["schemas"]!["Request"]!["properties"]!.AsObject().Select(field => field.Key).ShouldBe(canonical.Select(field => field.Key).Concat(Requests.InlineSide.Fields), ignoreOrder: true);
    }
}
