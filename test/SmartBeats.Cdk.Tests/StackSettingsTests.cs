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
    [InlineData("""{"cities": [CITY], "operators": ["a@b"], "restoreDays": 40}""", "cdk.json: restoreDays is 40. Write a number from 1 to 35.")]
    [InlineData("""{"cities": [CITY], "operators": ["a@b"], "pauseSeconds": "soon"}""", "cdk.json: pauseSeconds is soon. Write a number from 300 to 86400.")]
    public void A_wrong_setting_is_named_with_what_to_write(string context, string message) =>
        Should.Throw<SettingsException>(() => StackSettings.Read(JsonElement.Parse(context.Replace("CITY", City)))).Message.ShouldBe(message);

    [Fact]
    public void Settings_may_come_as_text_from_the_command_line()
    {
        var settings = StackSettings.Read(JsonElement.Parse($$"""{"cities": [{{City}}], "operators": ["a@b"], "retainData": "false", "mostCapacity": "8"}"""));
        settings.RetainData.ShouldBeFalse();
        settings.MostCapacity.ShouldBe(8);
    }
}
