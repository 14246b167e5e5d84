using SmartBeats.Publishing;

namespace SmartBeats.Tests.Publishing;

public class SpreadsheetTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("4013", "4013")]
    [InlineData("-12", "-12")]
    [InlineData("+1", "+1")]
    [InlineData("-", "'-")]
    [InlineData("-1-1", "'-1-1")]
    [InlineData("=SUM(A1)", "'=SUM(A1)")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    public void Formulas_are_made_text_and_come_back(string text, string cell)
    {
        SpreadsheetText.Neutralise(text).ShouldBe(cell);
        SpreadsheetText.Restore(cell).ShouldBe(text);
    }
}
