using System.Text;
using System.Text.Json;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class CsvRecordsTests
{
    private const string Spectrum = "corpora/csv/csv-spectrum/csvs";
    private const string TestData = "corpora/csv/csv-test-data/csv";

    public static TheoryData<string> SpectrumFiles => Files(Spectrum, name => name != "location_coordinates.csv");

    public static TheoryData<string> GoodFiles => Files(TestData, name => !name.StartsWith("bad-", StringComparison.Ordinal));

    [SharedTheory(Spectrum)]
    [MemberData(nameof(SpectrumFiles))]
    public void Records_of_csv_spectrum_read_as_expected(string name)
    {
        var records = Read($"{Spectrum}/{name}");
        using var expected = Json($"corpora/csv/csv-spectrum/json/{name}");
        var rows = expected.RootElement.EnumerateArray().Select(row => row.EnumerateObject().ToArray()).ToArray();
        records.ShouldAllBe(record => record.Fault == null);
        records[0].Cells.ShouldBe(rows[0].Select(cell => cell.Name));
        records.Count.ShouldBe(rows.Length + 1);
        for (var i = 0; i < rows.Length; i++)
        {
            // The JSON beside newlines_crlf was written for CRLF, the stored file has LF.
            records[i + 1].Cells.Select(Plain).ShouldBe(rows[i].Select(cell => Plain(cell.Value.GetString()!)));
        }

        static string Plain(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    // csv-spectrum reads a bare quote as text, csv-test-data refuses it, and the JSON beside it holds another row altogether.
    [SharedFact(Spectrum)]
    public void Records_with_a_bare_quote_are_rejected_where_the_corpora_differ() =>
        Read($"{Spectrum}/location_coordinates.csv").Select(record => (record.Line, record.Fault)).ShouldBe(
            [(1, null), (2, "there is a quote inside a field that is not quoted (quote the field and write the quote twice)")]);

    [SharedTheory(TestData)]
    [MemberData(nameof(GoodFiles))]
    public void Records_of_csv_test_data_read_as_expected(string name)
    {
        var records = Read($"{TestData}/{name}");
        using var expected = Json($"corpora/csv/csv-test-data/json/{name}");
        records.ShouldAllBe(record => record.Fault == null);
        if (name.StartsWith("header-", StringComparison.Ordinal))
        {
            var rows = expected.RootElement.EnumerateArray().Select(row => string.Join('|', row.EnumerateObject().Select(cell => $"{cell.Name}={cell.Value.GetString()}")));
            records.Skip(1).Select(record => string.Join('|', record.Cells.Zip(records[0].Cells, (cell, column) => $"{column}={cell}"))).ShouldBe(rows);
        }
        else
        {
            var rows = expected.RootElement.EnumerateArray().Select(row => string.Join('|', row.EnumerateArray().Select(cell => cell.GetString())));
            records.Select(record => string.Join('|', record.Cells)).ShouldBe(rows);
        }
    }

    [SharedTheory(TestData)]
    [InlineData("bad-missing-quote.csv", 2, "a quote is not closed within 100 lines and 64 KB")]
    [InlineData("bad-unescaped-quote.csv", 2, "there is a quote inside a field that is not quoted (quote the field and write the quote twice)")]
    [InlineData("bad-quotes-with-unescaped-quote.csv", 2, "there is text after a closing quote (a quote inside a quoted field is written twice)")]
    public void Records_of_bad_files_name_the_line_and_the_fault(string name, int line, string fault)
    {
        var bad = Read($"{TestData}/{name}").Single(record => record.Fault is not null);
        (bad.Line, bad.Fault).ShouldBe((line, fault));
    }

    // The bad headers are bad against the header of each corpus; here against ours, with their own fault carried over.
    [SharedTheory(TestData)]
    [InlineData("bad-header-less-fields.csv", "the row has fewer fields than the header")]
    [InlineData("bad-header-more-fields.csv", "the row has more fields than the header")]
    [InlineData("bad-missing-quote.csv", "a quote is not closed within 100 lines and 64 KB")]
    [InlineData("bad-unescaped-quote.csv", "there is a quote inside a field that is not quoted (quote the field and write the quote twice)")]
    [InlineData("bad-quotes-with-unescaped-quote.csv", "there is text after a closing quote (a quote inside a quoted field is written twice)")]
    public void Bad_rows_under_our_header_are_rejected_with_their_fault(string name, string fault)
    {
        var row = File.ReadAllLines(SharedData.File($"{TestData}/{name}"))[1];
        var csv = CallCsv.Rows(CallCsv.Row, $"{row},,,,", CallCsv.Row);
        csv.Report!.RejectedByReason.Single().ShouldBe(new RejectReason(fault, 1, 3));
        csv.Calls.Count.ShouldBe(2);
    }

    [SharedTheory(TestData)]
    [InlineData("bad-header-no-header.csv", "is empty")]
    [InlineData("bad-header-wrong-header.csv", "the header has none of the 7 columns of a calls CSV (it names qux, quux, quuz)")]
    [InlineData("header-simple.csv", "the header has none of the 7 columns of a calls CSV (it names foo, bar, baz)")]
    public void A_CSV_of_another_kind_is_refused_by_name(string name, string what) =>
        CallCsv.Read(File.ReadAllBytes(SharedData.File($"{TestData}/{name}"))).Refusal!.What.ShouldBe(what);

    [SharedTheory("corpora/csv/papaparse/tests")]
    [InlineData("sample.csv", 2, 3, 0)]
    [InlineData("sample-header.csv", 3, 2, 0)]
    [InlineData("long-sample.csv", 8, 7, 0)]
    [InlineData("verylong-sample.csv", 2001, 3, 4)]
    public void Records_of_papaparse_have_their_rows_and_columns(string name, int rows, int columns, int shortRows)
    {
        var records = Read($"corpora/csv/papaparse/tests/{name}");
        records.Count.ShouldBe(rows);
        records.Count(record => record.Cells.Length == columns).ShouldBe(rows - shortRows);
        records.ShouldAllBe(record => record.Fault == null && record.Cells.Length >= columns - 1);
    }

    private static List<CsvCorpus.PlainRecord> Read(string path)
    {
        var csv = File.ReadAllBytes(SharedData.File(path));
        var records = CsvCorpus.Read(csv);
        JsonSerializer.Serialize(CsvCorpus.Read(csv, 16)).ShouldBe(JsonSerializer.Serialize(records), "in blocks of 16 bytes");
        return records;
    }

    private static JsonDocument Json(string path) => JsonDocument.Parse(File.ReadAllText(SharedData.File(Path.ChangeExtension(path, ".json")), Encoding.UTF8));

    private static TheoryData<string> Files(string folder, Func<string, bool> which) =>
        SharedData.Exists(folder)
            ? [.. Directory.GetFiles(SharedData.File(folder)).Select(file => Path.GetFileName(file)).Where(which).Order(StringComparer.Ordinal)]
            : ["(missing)"];
}
