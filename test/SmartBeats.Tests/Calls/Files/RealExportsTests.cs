using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>Every export at hand: loads, asks its one question, or is refused for a reason of its own.</summary>
public sealed class RealExportsTests
{
    private const string Ambiguous = "dates of timestamp may be month/day or day/month: no value has a day over 12 that would tell";

    [SharedTheory("portals")]
    [InlineData("chicago_crimes")]
    [InlineData("detroit_911")]
    [InlineData("mesa_az_cad")]
    [InlineData("nola_cfs")]
    [InlineData("seattle_911_2015")]
    public void Portal_file_with_degrees_loads(string name)
    {
        var report = Read($"portals/{name}.csv").Report!;
        (report.Rows, report.Accepted, report.WithoutPlace, report.Rejected, report.Duplicates).ShouldBe((200, 196, 3, 1, 2));
    }

    [SharedTheory("portals")]
    [InlineData("glendale_az_cfs", "the only place is an address (Address), and there is no street layer to find it on")]
    [InlineData("phoenix_cfs", "the only place is an address (HUNDREDBLOCKADDR), and there is no street layer to find it on")]
    [InlineData("sandiego_cfs", "the only place is an address (address_number_primary, address_road_primary, address_sfx_primary), and there is no street layer to find it on")]
    [InlineData("seattle_call_data", "no column holds a place")]
    [InlineData("stlouis_2018", "the coordinates of XCoord and YCoord are not degrees")]
    public void Portal_file_without_degrees_asks_one_question(string name, string question) =>
        Read($"portals/{name}.csv").Refusal!.What.ShouldBe(question);

    [SharedTheory("repro/csv")]
    [InlineData("008_cp1252_address", 20, null)]
    [InlineData("010_nul_in_address", 20, null)]
    [InlineData("030_sep_line", 20, null)]
    [InlineData("031_preamble", 20, null)]
    [InlineData("040_us_dates_12h", 0, Ambiguous)]
    [InlineData("041_us_dates_24h", 0, Ambiguous)]
    [InlineData("044_esri_utc", 20, null)]
    [InlineData("063_priority_float", 20, null)]
    [InlineData("064_priority_blank", 20, null)]
    [InlineData("067_inc_Y", 20, null)]
    [InlineData("068_inc_yes", 20, null)]
    [InlineData("071_ewkt", 20, null)]
    [InlineData("072_point_z", 20, null)]
    [InlineData("080_socrata_location", 20, null)]
    [InlineData("083_lat_lon_cols", 20, null)]
    [InlineData("085_state_plane", 0, "the coordinates of geometry_wkt are not degrees")]
    [InlineData("091_excel_event", 20, null)]
    [InlineData("121_no_address_col", 20, null)]
    [InlineData("122_no_disposition_col", 20, null)]
    [InlineData("123_no_is_incident_col", 20, null)]
    [InlineData("124_all_faults_at_once", 0, Ambiguous)]
    [InlineData("130_semicolon_quoted", 5, null)]
    [InlineData("131_tab_quoted", 5, null)]
    [InlineData("132_pipe_quoted", 5, null)]
    [InlineData("133_comma_space_quoted", 5, null)]
    public void File_that_was_refused_or_lost_loads_or_says_its_own_reason(string name, int calls, string? refusal)
    {
        var file = Read($"repro/csv/{name}.csv");
        file.Refusal?.What.ShouldBe(refusal);
        file.Calls.Count.ShouldBe(calls);
        file.Calls.ShouldAllBe(call => call.Longitude < -111 && call.Latitude >= 33);
    }

    [SharedFact("repro/csv")]
    public void Numbers_that_a_spreadsheet_has_cut_are_pointed_out() =>
        Read("repro/csv/091_excel_event.csv").Report!.Notes
            .ShouldContain("95% of the rows repeat an event number: a spreadsheet has cut the numbers to the form 1.2E+10, export the column as text.");

    [SharedFact("repro/csv")]
    public void All_that_is_odd_in_a_file_is_settled_by_one_answer()
    {
        var changes = new MappingSources { Changes = new MappingChanges { DayFirst = false } };
        var call = Read("repro/csv/124_all_faults_at_once.csv", changes).Calls[0];
        (call.IsIncident, call.Longitude, call.Latitude).ShouldBe((true, -112.07, 33.45));
        DateTime.UnixEpoch.AddSeconds(call.LocalSeconds).ShouldBe(new DateTime(2020, 1, 2, 15, 4, 0));
    }

    private static MappedCsv Read(string path, MappingSources? sources = null) =>
        new(File.ReadAllBytes(SharedData.File(path)), new CallReadOptions { Mapping = sources ?? new MappingSources() });
}
