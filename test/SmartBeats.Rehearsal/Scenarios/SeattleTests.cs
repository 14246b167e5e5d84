using System.Text;

namespace SmartBeats.Rehearsal.Scenarios;

[Collection(RehearsalCollection.Name)]
public sealed class SeattleTests(RunningRehearsal running)
{
    [SharedFact("cities/seattle")]
    public async Task A_real_city_goes_the_same_way_to_the_same_bytes()
    {
        const string request = """{"beats": 54, "seed": 1}""";
        var people = running.People(Cities.Seattle);
        var (map, calls) = (File.ReadAllBytes(SharedData.File("cities/seattle/city.zip")), File.ReadAllBytes(SharedData.File("cities/seattle/calls.csv")));
        await people.LoadAsync(map, "city.zip", calls);
        (await running.Rehearsal.RowsAsync(Cities.Seattle)).Count.ShouldBeGreaterThan(90_000);
        var (_, files) = await people.GenerateAsync(request);
        var local = await LocalDesign.RunAsync("""{"id": "seattle", "name": "Seattle", "timeZone": "America/Los_Angeles"}""", "city.zip", map, calls, request);
        LocalDesign.ShouldBeTheSame(files, local);
        var mail = await people.MailAsync("new beats for Seattle");
        mail.Body.ShouldStartWith(Encoding.UTF8.GetString(files["summary.txt"]).TrimEnd());
        mail.Body.ShouldContain("54 beats from 244 areas");
    }
}
