namespace SmartBeats.Tests.Calls.Mapping;

/// <summary>Ten real forms of portals: each is mapped, or asks the one question that is its own.</summary>
public sealed class PortalExportTests
{
    [SharedTheory("portals")]
    [InlineData("chicago_crimes", "Date", "Longitude+Latitude")]
    [InlineData("detroit_911", "call_timestamp", "longitude+latitude")]
    [InlineData("mesa_az_cad", "Creation Datetime", "Longitude+Latitude")]
    [InlineData("nola_cfs", "TimeCreate", "Location")]
    [InlineData("seattle_911_2015", "At Scene Time", "Longitude+Latitude")]
    public void Portal_file_with_degrees_is_mapped_without_a_question(string name, string time, string place)
    {
        var file = ExportFile.Open(SharedData.File($"portals/{name}.csv"));
        var proposal = file.Propose();

        proposal.Doubts.ShouldBeEmpty();
        string.Join('+', proposal.Mapping.Time!.Columns).ShouldBe(time);
        string.Join('+', proposal.Mapping.Place!.Columns).ShouldBe(place);
        file.Apply(proposal.Mapping);
        (file.Calls.Count, file.WithoutPlace, file.Faults.Values.Sum()).ShouldBe((196, 3, 1));
    }

    [SharedTheory("portals")]
    [InlineData("glendale_az_cfs", "the only place is an address (Address), and there is no street layer to find it on")]
    [InlineData("phoenix_cfs", "the only place is an address (HUNDREDBLOCKADDR), and there is no street layer to find it on")]
    [InlineData("seattle_call_data", "no column holds a place")]
    [InlineData("stlouis_2018", "the coordinates of XCoord and YCoord are not degrees")]
    public void Portal_file_without_degrees_asks_one_question(string name, string question)
    {
        var proposal = ExportFile.Open(SharedData.File($"portals/{name}.csv")).Propose();

        proposal.Doubts.Select(doubt => doubt.Question).ShouldBe([question]);
    }
}
