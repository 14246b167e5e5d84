using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Tests.Requests;

/// <summary>What a request says of how long beats are for, of drawing anew, and of a tolerance that is to be found.</summary>
public class RequestLifeTests
{
    [Theory]
    [InlineData("1y", 365)]
    [InlineData("2y", 730)]
    [InlineData("6m", 183)]
    [InlineData("13w", 91)]
    [InlineData("28d", 28)]
    public void Life_is_days_weeks_months_or_years_and_comes_back(string text, int days)
    {
        var request = Parse($$"""{"beats": 5, "life": "{{text}}"}""");
        request.LifeDays.ShouldBe(days);
        Parse(PlanRequestJson.Canonical(request)).LifeDays.ShouldBe(days);
        RequestWords.Of(request).ShouldContain($"; for {days} days");
    }

    [Theory]
    [InlineData("\"life\": \"27d\"", "life is \"27d\", not a length of time from 28 days to 4000. Write days, weeks, months or years, such as \"26w\" or \"1y\".")]
    [InlineData("\"life\": \"1 year\"", "life is \"1 year\", not a length of time from 28 days to 4000. Write days, weeks, months or years, such as \"26w\" or \"1y\".")]
    [InlineData("\"life\": \"3999999999y\"", "life is \"3999999999y\", not a length of time from 28 days to 4000. Write days, weeks, months or years, such as \"26w\" or \"1y\".")]
    [InlineData("\"life\": \"1y\", \"for\": \"2018-05..2018-08\"", "for and life both say how long the beats are for. Keep one.")]
    [InlineData("\"anew\": \"yes\"", "anew is \"yes\", not true or false. Write true to draw the current beats anew for newer calls.")]
    [InlineData("\"anew\": true, \"response\": true", "anew is given with response or shifts, whose rates are counts over time. Leave out anew, or response and shifts.")]
    [InlineData("\"tolerance\": \"wide\"", "tolerance is \"wide\", not a number above 0 and at most 1, or auto. Write a fraction: 0.01 is one percent.")]
    public void A_fault_is_said_with_its_value_and_what_to_write(string fields, string message) =>
        Should.Throw<InputException>(() => Parse($"{{\"beats\": 5, {fields}}}")).Message.ShouldBe($"request: {message}");

    [Fact]
    public void An_automatic_tolerance_is_the_default_until_a_run_has_found_it_and_the_same_request_before_and_after()
    {
        var asked = Parse("""{"beats": 5, "tolerance": "auto"}""");
        (asked.Tolerance, asked.AutoTolerance).ShouldBe((0.01, true));
        var found = Parse(PlanRequestJson.Canonical(asked with { Tolerance = 0.045 }));
        (found.Tolerance, found.AutoTolerance).ShouldBe((0.045, true));
        PlanRequestJson.Canonical(found.ForgetFoundTolerance()).ShouldBe(PlanRequestJson.Canonical(asked));
        RequestWords.Of(found).ShouldContain("tolerance 4.5%, the widest that hardly shows later");
    }

    [Fact]
    public void A_request_that_asks_for_none_of_it_is_written_as_before()
    {
        var text = PlanRequestJson.Canonical(new PlanRequest { Beats = 5 });
        foreach (var name in (string[])["life", "anew", "autoTolerance"])
        {
            text.ShouldNotContain(name);
        }
    }

    private static PlanRequest Parse(string json) => PlanRequestJson.Parse("request", json);
}
