using System.IO.Compression;
using System.Text;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Tests.Workspaces;

public sealed class UploadSnifferTests
{
    [Theory]
    [InlineData("a.txt", "event_number,priority\n", UploadKind.Calls)]
    [InlineData("a.json", "event_number,priority\n", UploadKind.Calls)]
    [InlineData("a.csv", "\uFEFF  {\"type\":\"FeatureCollection\"}", UploadKind.Map)]
    [InlineData("a.dbf", "\u0003", UploadKind.Map)]
    [InlineData("a.csv", "", UploadKind.Calls)]
    [InlineData("a.csv", "%PDF-1.7", UploadKind.Calls)]
    [InlineData("a.csv", "PK\u0003\u0004 cut off", UploadKind.Map)]
    [InlineData("a.zip", "PK\u0003\u0004 [Content_Types].xml", UploadKind.Calls)]
    public void A_file_is_told_by_what_it_holds(string name, string text, UploadKind kind)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        UploadSniffer.Sniff(name, content).ShouldBe(kind);
        content.Position.ShouldBe(0);
    }

    [Fact]
    public void A_zipped_csv_is_calls_and_a_zipped_map_beside_one_is_a_map()
    {
        using var calls = Zip("export/calls.CSV", "readme.txt");
        UploadSniffer.Sniff("calls.zip", calls).ShouldBe(UploadKind.Calls);
        using var map = Zip("areas.csv", "areas.SHP");
        UploadSniffer.Sniff("city.zip", map).ShouldBe(UploadKind.Map);
    }

    private static MemoryStream Zip(params string[] names)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                zip.CreateEntry(name);
            }
        }

        return stream;
    }
}
