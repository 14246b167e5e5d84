namespace SmartBeats.Tests.Calls;

public class CallColumnsTests
{
    private const string Needed = "The first line must name event_number, priority, address, is_incident, geometry_wkt, timestamp and disposition.";

    [Theory]
    [InlineData(
        "event_number,priorty,address,is_incident,geometry_wkt,timestamp,disposition",
        "calls.csv:1: the header lacks priority (\"priorty\": did you mean priority?). Rename or add the column. " + Needed)]
    [InlineData(
        "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition MAIN ST",
        "calls.csv:1: the header lacks disposition (column 7: did you mean disposition?). Rename or add the column. " + Needed)]
    [InlineData(
        "event_number,priority,address,is_incident,geometry_wkt",
        "calls.csv:1: the header lacks timestamp and disposition. Rename or add the column. " + Needed)]
    [InlineData(
        "event_number,priority,priority,address,is_incident,geometry_wkt,timestamp,disposition",
        "calls.csv:1: the header names priority twice. Remove or rename one of the two columns.")]
    [InlineData(
        "event_number;priority;address;is_incident;geometry_wkt;timestamp;disposition",
        "calls.csv:1: the columns are separated by semicolons, not by commas. Save the file as comma-separated CSV (in a spreadsheet: CSV UTF-8) with points in decimal numbers.")]
    [InlineData(
        "event_number\tpriority\taddress\tis_incident\tgeometry_wkt\ttimestamp\tdisposition",
        "calls.csv:1: the columns are separated by tabs, not by commas. Save the file as comma-separated CSV (in a spreadsheet: CSV UTF-8) with points in decimal numbers.")]
    [InlineData(
        "numero_evento,prioridad,direccion,incidente,geometria,fecha,resultado",
        "calls.csv:1: the header has none of the 7 columns of a calls CSV (it names numero_evento, prioridad, direccion, incidente, geometria, fecha, resultado). If this is the right file, its header may be in another language or from another system: rename the columns. " + Needed)]
    [InlineData(
        "E1,3,5 MAIN ST,f,POINT(-112.19 33.54),2019-01-01 08:30:00,6",
        "calls.csv:1: the first line is a row, not a header. " + Needed)]
    [InlineData(
        "E1,3,5 MAIN ST,f,-112.19,33.54,2019-01-01 08:30:00,6",
        "calls.csv:1: the header has none of the 7 columns of a calls CSV. If this is the right file, its header may be in another language or from another system: rename the columns. " + Needed)]
    [InlineData(
        "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition,officer1,3,5 MAIN ST,f,POINT(-112.19 33.54),2019-01-01 08:30:00,6",
        "calls.csv:1: the header holds the values of a row too. Put the line break back between the header and the first row.")]
    [InlineData(
        "id,address,timestamp,owner",
        "calls.csv:1: the header has only address and timestamp of the 7 columns of a calls CSV (it names id, address, timestamp, owner). If this is the right file, its header may be in another language or from another system: rename the columns. " + Needed)]
    [InlineData(
        "event_number,\"priority,address\nE1,2,3",
        "calls.csv:1: the header cannot be read: a quote is not closed within 100 lines and 64 KB. The first line must name event_number, priority, address, is_incident, geometry_wkt, timestamp, disposition.")]
    [InlineData(
        "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\r\n\r\n",
        "calls.csv: holds a header and no rows. Export the calls again, with the period they are wanted for.")]
    public void Reader_says_what_is_wrong_with_a_header(string csv, string message) =>
        CallCsv.Read(csv).Refusal!.Message.ShouldBe(message);

    [Theory]
    [InlineData("\"units\nE0,3,5 MAIN ST,f,POINT(-112.19 33.54),2019-01-01 08:30:00,6\"")]
    [InlineData("5 MAIN ST")]
    [InlineData("MAIN ST\uFFFD")]
    public void A_row_that_runs_into_the_header_is_not_repeated_in_the_report(string column) =>
        CallCsv.Read($"{CallCsv.Header},{column}\n{CallCsv.Row},x\n").Report!.ColumnsIgnored.ShouldBe(["column 8"]);

    [Fact]
    public void Half_a_place_among_the_names_is_a_row_too() =>
        CallCsv.Read($"{CallCsv.Header},MAIN ST,POINT(-112.19 33\n{CallCsv.Row},x,y\n").Report!.ColumnsIgnored.ShouldBe(["column 8", "column 9"]);
}
