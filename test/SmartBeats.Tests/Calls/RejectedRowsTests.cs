using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class RejectedRowsTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-112.19", "-112.19")]
    [InlineData("+5", "+5")]
    [InlineData("12 A ST", "12 A ST")]
    [InlineData("", "")]
    public void Cells_that_would_run_get_an_apostrophe_and_numbers_stay(string cell, string expected) =>
        RejectedRows.Harmless(cell).ShouldBe(expected);

    [Fact]
    public void Rejected_file_neutralises_rows_and_header_and_quotes_what_needs_it()
    {
        var csv = CallCsv.Read($"{CallCsv.Header},=cmd\n=E1,x,\"A \"\"B\"\"\nC\",f,-1,@,6,\n", new CallReadOptions { MaxRejectedShare = 1 });
        csv.Rejected.ShouldBe(
            $"line,column,reason,{CallCsv.Header},'=cmd\n"
            + "2,priority,priority is not a whole number from 1 to 9,'=E1,x,\"A \"\"B\"\"\nC\",f,-1,'@,6,\n");
    }
}
