using System.Text;

namespace SmartBeats.Tests;

public class CityJsonTests
{
    private static CitySettings Read(string json) => CityJson.Read("city.json", Encoding.UTF8.GetBytes(json));

    private static string FaultOf(string json) => Should.Throw<InputException>(() => Read(json)).Message;

    [Theory]
    [InlineData(null)]
    [InlineData("BLOCK\"ID")]
    public void Settings_come_back_as_written(string? idField)
    {
        var settings = new CitySettings(new City("glendale", "Glendale", "America/Phoenix"), idField);
        Read(CityJson.Write(settings)).ShouldBe(settings);
    }

    [Fact]
    public void Settings_are_written_for_people() =>
        CityJson.Write(new CitySettings(new City("glendale", "Glendale", "America/Phoenix"), "ID")).ShouldBe(
            "{\n  \"id\": \"glendale\",\n  \"name\": \"Glendale\",\n  \"timeZone\": \"America/Phoenix\",\n  \"idField\": \"ID\"\n}\n");

    [Theory]
    [InlineData("America/Phoenix")]
    [InlineData("US/Arizona")]
    [InlineData("Etc/UTC")]
    public void Zones_of_the_database_and_its_links_are_taken(string zone) =>
        Read($$"""{"id":"a","name":"A","timeZone":"{{zone}}"}""").City.TimeZone.ShouldBe(zone);

    [Theory]
    [InlineData("America/Phoneix", " (did you mean \"America/Phoenix\"?)")]
    [InlineData("america/phoenix", " (did you mean \"America/Phoenix\"?)")]
    [InlineData("Phoenix", " (did you mean \"America/Phoenix\"?)")]
    [InlineData("Los Angeles", " (did you mean \"America/Los_Angeles\"?)")]
    [InlineData("US Mountain Standard Time", " (did you mean \"America/Phoenix\"?)")]
    [InlineData("Middle of nowhere", "")]
    public void A_zone_that_is_none_is_refused_with_the_near_miss(string zone, string hint) =>
        FaultOf($$"""{"id":"a","name":"A","timeZone":"{{zone}}"}""").ShouldBe(
            $"city.json: timeZone \"{zone}\" is no IANA time zone{hint}. Write a name such as \"America/Phoenix\".");

    [Theory]
    [InlineData("""{"id":"a","name":"A"}""", "the time zone is missing. Write the IANA name of the city's zone, such as \"timeZone\": \"America/Phoenix\".")]
    [InlineData("""{"id":"a","name":"A","timeZone":null}""", "the time zone is missing. Write the IANA name of the city's zone, such as \"timeZone\": \"America/Phoenix\".")]
    [InlineData("""{"id":"Glendale","name":"A","timeZone":"America/Phoenix"}""", "id \"Glendale\" is no id of a city. Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen, such as \"glendale\".")]
    [InlineData("""{"name":"A","timeZone":"America/Phoenix"}""", "id is missing. Write all of a city's fields, such as {\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\"}.")]
    [InlineData("""{"id":"a","name":" ","timeZone":"America/Phoenix"}""", "name is missing. Write all of a city's fields, such as {\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\"}.")]
    [InlineData("""{"id":"a","name":"A","timezone":"America/Phoenix"}""", "\"timezone\" is no field of a city (did you mean \"timeZone\"?). Fields are id, name, timeZone, idField, measures.")]
    [InlineData("""{"id":"a","id":"b","name":"A","timeZone":"America/Phoenix"}""", "id is given twice. Keep one.")]
    [InlineData("""{"id":5,"name":"A","timeZone":"America/Phoenix"}""", "id is 5, not text. Put it in quotes.")]
    [InlineData("{", "line 1 is not JSON. Write one object such as {\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\"}.")]
    public void A_fault_is_said_with_what_to_write(string json, string message) => FaultOf(json).ShouldBe($"city.json: {message}");

    [Theory]
    [InlineData("a", true)]
    [InlineData("glendale-2", true)]
    [InlineData("0123456789012345678901234567890123456789", true)]
    [InlineData("01234567890123456789012345678901234567890", false)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a\n", false)]
    [InlineData("../a", false)]
    [InlineData("é", false)]
    public void An_id_is_lower_case_letters_digits_and_hyphens(string text, bool isId) => CityJson.IsId(text).ShouldBe(isId);
}
