using System.IO.Compression;
using System.Text;

namespace SmartBeats.Tests.Calls;

public class WrongFileTests
{
    public static TheoryData<byte[], string> Wrong => new()
    {
        { [], "calls.csv: is empty. Export the calls again." },
        { "\uFEFF \r\n"u8.ToArray(), "calls.csv: is empty. Export the calls again." },
        { "version https://git-lfs.github.com/spec/v1\noid sha256:b5\nsize 114642189\n"u8.ToArray(), "calls.csv: is a Git LFS pointer: the note left in place of the file, not the file. Fetch the file itself (git lfs pull) and send that." },
        { Zip("xl/workbook.xml"), "calls.csv: is an Excel workbook or another Office document. Open it in a spreadsheet and save the sheet as CSV UTF-8." },
        { Zip("calls.csv"), "calls.csv: is a zip with a CSV and no map in it. Calls come as a plain CSV: unpack it and give the CSV inside." },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "calls.csv: is an old Excel workbook or another Office document. Open it in a spreadsheet and save the sheet as CSV UTF-8." },
        { [0x1F, 0x8B, 8, 0], "calls.csv: is compressed (gzip). Unpack it and send the CSV inside." },
        { "%PDF-1.7"u8.ToArray(), "calls.csv: is a PDF document. Export the data behind it as CSV." },
        { "\n<!DOCTYPE html><html>"u8.ToArray(), "calls.csv: is a web page (HTML). A download may have ended at a sign-in or error page: open the link in a browser, and save the CSV itself." },
        { "<?xml version=\"1.0\"?>"u8.ToArray(), "calls.csv: is XML. Send the calls as CSV." },
        { "{\"type\": \"FeatureCollection\"}"u8.ToArray(), "calls.csv: is JSON. Send the calls as CSV." },
        { Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(CallCsv.Header)).ToArray(), "calls.csv: is UTF-16 text. Save it as CSV UTF-8." },
        { Encoding.BigEndianUnicode.GetBytes(CallCsv.Header), "calls.csv: is UTF-16 text. Save it as CSV UTF-8." },
        { [1, 2, 0, 0, 0, 3], "calls.csv: is a binary file, not text. Send the calls as CSV." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Reader_says_what_a_wrong_file_is_and_what_to_do(byte[] file, string message) =>
        CallCsv.Read(file).Refusal!.Message.ShouldBe(message);

    [SharedFact("corpora/lfs_pointers")]
    public void Reader_refuses_every_pointer_of_the_corpus()
    {
        var files = Directory.GetFiles(SharedData.File("corpora/lfs_pointers"));
        files.Length.ShouldBeGreaterThan(0);
        files.ShouldAllBe(file => CallCsv.Read(File.ReadAllBytes(file), null, null).Refusal!.What.StartsWith("is a Git LFS pointer"));
    }

    private static byte[] Zip(string entry)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            zip.CreateEntry("[Content_Types].xml"[..(entry.StartsWith("xl", StringComparison.Ordinal) ? 19 : 5)]);
            zip.CreateEntry(entry);
        }

        return bytes.ToArray();
    }
}
