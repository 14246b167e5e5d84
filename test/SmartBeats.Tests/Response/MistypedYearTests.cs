using SmartBeats.Calls;
using SmartBeats.Geography;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Tests.Response;

public class MistypedYearTests
{
    [SharedFact("cities/seattle/calls.csv")]
    public void Three_rows_of_1900_in_Seattles_year_change_no_rate()
    {
        var right = Read(File.ReadAllText(SharedData.File("cities/seattle/calls.csv")));
        var lines = File.ReadAllLines(SharedData.File("cities/seattle/calls.csv"));
        for (var row = 1; row <= 3; row++)
        {
            lines[row] = lines[row].Replace("2015-", "1900-", StringComparison.Ordinal);
        }

        var wrong = Read(string.Join('\n', lines));
        wrong.Covered.Notes[0].ShouldStartWith("3 calls, dated 1900-");
        Rate(wrong).ShouldBe(Rate(right), 0.001 * Rate(right));
    }

    private static double Rate(PatrolCallFile file) =>
        PatrolDemand.Of(file.Calls, 244, file.Covered, WeekSlice.Whole, ServiceDefaults.Standard).TotalCallsPerHour;

    private static PatrolCallFile Read(string csv)
    {
        using var zip = File.OpenRead(SharedData.File("cities/seattle/city.zip"));
        var map = CityMapReader.Read("city.zip", zip);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        return PatrolCallFile.Read("calls.csv", stream, new City("seattle", "Seattle", "America/Los_Angeles"), map, new CallFilter(new PlanRequest()));
    }
}
