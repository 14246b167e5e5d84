using System.Text.Json;

namespace SmartBeats.Cdk.Tests;

public class StackSettingsTests
{
    private const string City = """{"id": "mesa", "name": "Mesa", "timeZone": "America/Phoenix"}""";

    [Theory]
    [InlineData("{}", "cdk.json: there is no city. List at least one under context, cities, such as {\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\", \"emails\": [\"chief@example.com\"]}.")]
    [InlineData("""{"cities": [CITY]}""", "cdk.json: operators is empty. Name who is told of alarms: \"operators\": [\"operators@example.com\"].")]
    [InlineData("""{"cities": [CITY, CITY]}""", "cdk.json: city mesa is listed twice. Keep one.")]
    [InlineData("""{"cities": [{"id": "Mesa", "name": "Mesa"}]}""", "cdk.json: \"Mesa\" is no id of a city. Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen.")]
    [InlineData("""{"cities": [CITY], "operators": ["nobody"]}""", "cdk.json: \"nobody\" in operators is no e-mail address. Write one such as \"chief@example.com\".")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "restoreDays": 40}""", "cdk.json: restoreDays is 40. Write a number from 1 to 35.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b"]}""", "cdk.json: \"a@b\" in operators is no e-mail address. Write one such as \"chief@example.com\".")]
    [InlineData("""{"cities": [CITY], "operators": ["Chief <a@b.us>"]}""", "cdk.json: \"Chief <a@b.us>\" in operators is no e-mail address. Write one such as \"chief@example.com\".")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us", "A@b.us"]}""", "cdk.json: a@b.us is listed twice in operators. Keep one.")]
    [InlineData("""{"cities": [CITY], "operators": "a@b.us"}""", "cdk.json: operators is no list. Write it between square brackets, in cdk.json: the command line takes no lists.")]
    [InlineData("""{"cities": ["mesa"]}""", "cdk.json: \"mesa\" is no city. Write it as {\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\", \"emails\": [\"chief@example.com\"]}.")]
    [InlineData("""{"cities": [{"id": "mesa", "name": "Mesa", "timeZone": "America/Pheonix"}]}""", "cdk.json: timeZone \"America/Pheonix\" of city mesa is not known (did you mean \"America/Phoenix\"?). Write its name in the IANA database, such as America/Phoenix.")]
    [InlineData("""{"cities": [{"id": "mesa", "name": "Mesa ", "timeZone": "America/Phoenix"}]}""", "cdk.json: the name of city mesa is over 60 characters long, or begins or ends with a space, or has a line break. Shorten it.")]
    [InlineData("""{"cities": [{"id": "mesa", "name": "Mesa", "timezone": "America/Phoenix"}]}""", "cdk.json: there is no setting \"timezone\" in city mesa (did you mean \"timeZone\"?). Known are id, name, timeZone, emails, idField, measures.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "prod": {"logDay": 30}}""", "cdk.json: there is no setting \"logDay\" in prod (did you mean \"logDays\"?). Known are cities, operators, region, mostFunctionMegabytes, uploadDays, logDays, restoreDays, mostCapacity, pauseSeconds, monthlyBudgetDollars, retainData, fips, removed, auditDays, signIn.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "auditDays": 30}""", "cdk.json: auditDays is 30. Write a number from 90 to 3650.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "signIn": "https://login.example.com"}""", "cdk.json: signIn names no issuer. Write {\"issuer\": \"https://login.example.com/tenant\", \"clientId\": \"the page's id there\"}.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "signIn": {"issuer": "http://login.example.com", "clientId": "a"}}""", "cdk.json: \"http://login.example.com\" in signIn is no https address. Write {\"issuer\": \"https://login.example.com/tenant\", \"clientId\": \"the page's id there\"}.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "signIn": {"issuer": "https://login.example.com"}}""", "cdk.json: signIn has no clientId. Write {\"issuer\": \"https://login.example.com/tenant\", \"clientId\": \"the page's id there\"}.")]
    [InlineData("""{"environment": "test"}""", "cdk.json: environment \"test\" is not known. Write dev or prod.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "region": "us-wets-2"}""", "cdk.json: \"us-wets-2\" is no region of AWS (did you mean \"us-west-2\"?). Write one such as us-west-2.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "region": "cn-north-1"}""", "cdk.json: region cn-north-1 has no RDS Data API, through which every call is stored. Deploy to another, such as us-west-2, us-gov-west-1 or eu-central-1.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "logDays": 31}""", "cdk.json: logDays is 31. Write 7, 14, 30, 60, 90, 180 or 365.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "retainData": "no"}""", "cdk.json: retainData is no. Write true or false.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "uploadDays": 1.5}""", "cdk.json: uploadDays is 1.5. Write a whole number from 1 to 3650.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "pauseSeconds": "soon"}""", "cdk.json: pauseSeconds is soon. Write a number from 300 to 86400.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "removed": "mesa,tempe"}""", "cdk.json: city mesa is listed and in removed. Take it out of cities to have it cleaned, or out of removed to keep it.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "removed": ["Tempe"]}""", "cdk.json: \"Tempe\" in removed is no id of a city. Write the id that the city had, such as -c removed=mesa.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b.us"], "region": "eu-central-1", "fips": true}""", "cdk.json: fips is true, and region eu-central-1 has no such endpoints. Deploy to one of the United States, such as us-west-2 or us-gov-west-1.")]
    public void A_wrong_setting_is_named_with_what_to_write(string context, string message) =>
        Should.Throw<SettingsException>(() => StackSettings.Read(JsonElement.Parse(context.Replace("CITY", City)))).Message.ShouldBe(message);

    [Theory]
    [InlineData("us-gov-west-1", "", true)]
    [InlineData("us-gov-west-1", ", \"fips\": \"false\"", false)]
    [InlineData("us-west-2", "", false)]
    [InlineData("us-west-2", ", \"fips\": true", true)]
    public void Endpoints_with_fips_modules_are_used_where_asked_for_and_in_the_governments_regions(string region, string more, bool fips) =>
        StackSettings.Read(JsonElement.Parse($$"""{"cities": [{{City}}], "operators": ["a@b.us"], "region": "{{region}}"{{more}}}""")).Fips.ShouldBe(fips);

    [Theory]
    [InlineData("\"tempe, gila-bend\"")]
    [InlineData("[\"tempe\", \"gila-bend\"]")]
    public void Cities_that_are_cleaned_come_from_the_command_line_or_as_a_list(string removed) =>
        StackSettings.Read(JsonElement.Parse($$"""{"cities": [{{City}}], "operators": ["a@b.us"], "removed": {{removed}}}""")).Removed.ShouldBe(["tempe", "gila-bend"]);

    [Fact]
    public void Settings_may_come_as_text_from_the_command_line()
    {
        var settings = StackSettings.Read(JsonElement.Parse($$"""{"cities": [{{City}}], "operators": ["a@b.us"], "retainData": "false", "mostCapacity": "8"}"""));
        settings.RetainData.ShouldBeFalse();
        settings.MostCapacity.ShouldBe(8);
    }

    [Fact]
    public void An_environment_has_its_own_settings_in_the_place_of_the_stacks()
    {
        var context = $$$"""{"cities": [{{{City}}}], "operators": ["a@b.us"], "uploadDays": 60, "dev": {"retainData": false, "uploadDays": 7}""";
        var dev = StackSettings.Read(JsonElement.Parse(context + """, "environment": "dev"}"""));
        (dev.App, dev.RetainData, dev.UploadDays).ShouldBe(("dev-smartbeats", false, 7));
        var prod = StackSettings.Read(JsonElement.Parse(context + "}"));
        (prod.App, prod.RetainData, prod.UploadDays).ShouldBe(("smartbeats", true, 60));
    }

    [Fact]
    public void The_cdk_commands_own_context_is_no_setting_of_ours() =>
        StackSettings.Read(JsonElement.Parse(
            $$"""{"cities": [{{City}}], "operators": ["a@b.us"], "aws:cdk:version-reporting": true, "@aws-cdk/core:x": true, "cli-telemetry": false}""")).LogDays.ShouldBe(30);
}
