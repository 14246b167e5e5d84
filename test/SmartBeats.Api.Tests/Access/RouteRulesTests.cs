using System.Text.Json.Nodes;
using SmartBeats.Api.Access;

namespace SmartBeats.Api.Tests;

/// <summary>One table says who may ask what; the router and the document follow it.</summary>
public class RouteRulesTests
{
    private static readonly JsonObject _paths = JsonNode.Parse(OpenApiDocument.Read())!["paths"]!.AsObject();

    [Fact]
    public void Every_route_but_open_ones_is_in_the_table_and_no_other() =>
        RouteRules.Listed.ShouldBe(Routes.All.Where(route => !route.IsOpen).Select(route => $"{route.Method} {route.Template}"), ignoreOrder: true);

    [Fact]
    public void The_document_says_of_each_route_the_least_role_it_needs()
    {
        foreach (var route in Routes.All)
        {
            var operation = _paths[route.Template]![route.Method.ToLowerInvariant()]!;
            var rule = route.IsOpen ? null : RouteRules.Of(route);
            var wanted = rule is null ? null : Roles.NameOf(rule.Least);
            var withFlag = rule?.Flag is { } flag ? new JsonObject { [flag] = Roles.NameOf(rule.LeastWithFlag) }.ToJsonString() : null;
            ((string?)operation["x-role"], operation["x-role-with"]?.ToJsonString()).ShouldBe((wanted, withFlag), $"{route.Method} {route.Template}");
            (operation["responses"]!["403"] is not null).ShouldBe(rule is not null, $"{route.Method} {route.Template}");
        }
    }

    [Fact]
    public void What_changes_nothing_is_no_change_and_what_does_is_written_down()
    {
        foreach (var route in Routes.All.Where(route => !route.IsOpen))
        {
            // Posts that only compute say of themselves that they keep nothing.
            var computes = route.Template.Split('/')[^1] is "evaluation" or "staffing" or "schedule" or "absence" or "growth" or "rebalance" or "moves";
            RouteRules.Of(route).IsChange.ShouldBe(route.Method != "GET" && !computes, $"{route.Method} {route.Template}");
        }
    }

    [Fact]
    public void A_route_nobody_has_thought_about_is_closed_to_all_but_administrators() =>
        RouteRules.Of(new Route("GET", "/new", _ => throw new InvalidOperationException())).Least.ShouldBe(Role.Admin);

    [Theory]
    [InlineData("glendale=analyst,mesa=viewer", "glendale=analyst,mesa=viewer")]
    [InlineData("mesa=token-file", "mesa=token-file")]
    [InlineData("mesa=owner,No City=admin,glendale", "mesa=none")]
    [InlineData("", "")]
    public void Roles_are_read_as_they_were_printed_and_anything_else_gives_none(string text, string printed) => Roles.Print(Roles.ParseAll(text)).ShouldBe(printed);
}
