using System.IO.Compression;
using System.Text;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>The same calls in every form they come in.</summary>
public sealed class FileFormsTests
{
    private static readonly string _plain = $"{CallCsv.Header}\n{CallCsv.Row}\n{CallCsv.Row.Replace("E1,3,5 MAIN ST", "E2,1,CAÑON DR")}\n";
    private static readonly string _version = CallCsv.Read(_plain).Report!.Version!;

    public static TheoryData<string, byte[]> Forms => new()
    {
        { "semicolons", Utf8(_plain.Replace(',', ';')) },
        { "tabs", Utf8(_plain.Replace(',', '\t')) },
        { "bars", Utf8(_plain.Replace(',', '|')) },
        { "quoted semicolons", Utf8(string.Join('\n', _plain.TrimEnd().Split('\n').Select(row => '"' + row.Replace(",", "\";\"") + '"'))) },
        { "blanks before quotes", Utf8(string.Join('\n', _plain.TrimEnd().Split('\n').Select(row => '"' + row.Replace(",", "\", \"") + '"'))) },
        { "sep line", Utf8("sep=;\r\n" + _plain.Replace(',', ';')) },
        { "titles", Utf8("Calls for service, all of them\n\nExported 2024-01-02 by records\n" + _plain) },
        { "titles and semicolons", Utf8("Calls for service, all of them\n" + _plain.Replace(',', ';')) },
        { "Windows-1252", Encoding.Latin1.GetBytes(_plain) },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(_plain)] },
        { "UTF-16 big endian", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(_plain)] },
        { "gzip", Gzip(Utf8(_plain)) },
        { "gzip of UTF-16", Gzip([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(_plain)]) },
        { "zip", Zip(("calls.csv", Utf8(_plain))) },
        { "zip of a folder", Zip(("out/", []), ("out/calls.TXT", Utf8(_plain)), ("__MACOSX/out/._calls.TXT", [1, 2, 3]), ("out/readme.pdf", [4])) },
        { "zip of two", Zip(("b.csv", Utf8(Without(2))), ("a.csv", Utf8(Without(1)))) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_comes_to_the_same_calls(string form, byte[] file)
    {
        var read = new MappedCsv(file);
        read.Refusal.ShouldBeNull(form);
        read.Report!.Version.ShouldBe(_version, form);
        read.Report.Rejected.ShouldBe(0, form);
    }

    [Fact]
    public void Lines_are_those_of_the_file_below_its_titles_and_named_by_file_where_there_are_several()
    {
        var bad = CallCsv.Row.Replace(",3,", ",x,") + "\n";
        var options = new CallReadOptions { MaxRejectedShare = 0.5, Mapping = new MappingSources() };
        new MappedCsv(Utf8("Title\n\n" + _plain + bad), options).Report!.RejectedByReason.Single().FirstLine.ShouldBe(6);

        var two = new MappedCsv(Zip(("a.csv", Utf8(_plain)), ("b.csv", Utf8(_plain.Replace("E", "F").Replace("Fvent", "event") + bad))), options);
        two.Report!.RejectedByReason.Single().ShouldBe(new RejectReason("priority is not a whole number from 1 to 9", 1, 4) { File = "calls.csv/b.csv" });
        two.Rejected.Split('\n')[1].ShouldStartWith("calls.csv/b.csv:4,priority,priority is not a whole number from 1 to 9,E1,x,");
    }

    [Fact]
    public void A_file_with_letters_in_UTF8_stays_UTF8_and_its_broken_rows_are_rejected()
    {
        byte[] mixed = [.. Utf8(_plain), .. Encoding.Latin1.GetBytes(CallCsv.Row.Replace("MAIN", "CAÑON") + "\n")];
        new MappedCsv(mixed, new CallReadOptions { MaxRejectedShare = 0.5, Mapping = new MappingSources() }).Report!.RejectedByReason.Single().Reason.ShouldBe("the row is not UTF-8");
    }

    [Fact]
    public void Damaged_and_empty_archives_are_refused_in_words()
    {
        var packed = Gzip(Utf8(CallCsv.Header + "\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => CallCsv.Row.Replace("E1", $"E{i * 7919}") + "\n"))));
        new MappedCsv(packed).Refusal.ShouldBeNull();
        new MappedCsv(packed[..(packed.Length / 2)]).Refusal!.What.ShouldBe("is packed, and damaged or packed in a way that is not read here");
        new MappedCsv([.. packed[..(packed.Length / 2)], .. Enumerable.Repeat((byte)0xEE, 500)]).Refusal!.What.ShouldBe("is packed, and damaged or packed in a way that is not read here");
        new MappedCsv([.. Gzip(Utf8(CallCsv.Header + "\n")), .. Gzip(Utf8(CallCsv.Row + "\n"))]).Calls.Count.ShouldBe(1, "gzips joined are one text");
        new MappedCsv("PK\u0003\u0004 cut off"u8.ToArray()).Refusal!.What.ShouldBe("is packed, and damaged or packed in a way that is not read here");
        new MappedCsv(Zip(("calls.pdf", [1]))).Refusal!.Message.ShouldStartWith("calls.csv: is a zip without a CSV in it. Zip the calls as CSV");
    }

    [Fact]
    public void Files_of_different_forms_make_one_load()
    {
        var portal = Utf8("Call No,Opened,Lat,Lon\nP1,2024-03-25 13:00,33.4,-112.1\n");
        var read = new MappedCsv([new CallSource("jan.csv", () => new MemoryStream(Utf8(_plain))), new CallSource("feb.csv", () => new MemoryStream(portal))]);
        read.Calls.Select(call => call.EventNumber).ShouldBe(["E1", "E2", "P1"]);
        read.Report!.Rows.ShouldBe(3);
        read.Files.Select(file => file.Mapping is null).ShouldBe([true, false]);
    }

    [Fact]
    public void Mutated_files_of_every_form_are_read_or_refused_in_words()
    {
        var random = new SeededRandom(77);
        var forms = Forms.Select(form => (byte[])form[1]).ToArray();
        for (var round = 0; round < 4_000; round++)
        {
            var bytes = forms[random.Next(forms.Length)].ToArray();
            for (var edits = 1 + random.Next(4); edits > 0; edits--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)"\"\n\r;,|\t\0"[random.Next(8)] : (byte)random.Next(256);
            }

            bytes = random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            var read = new MappedCsv(bytes, new CallReadOptions { Threads = 1, MaxRejectedShare = random.Next(2), Mapping = new MappingSources() });
            (read.Refusal?.Message ?? "").ShouldNotContain("MAIN", Case.Sensitive, $"round {round}");
            if (read.Report is { } report)
            {
                report.Rows.ShouldBe(report.Accepted + report.Rejected + report.WithoutPlace, $"round {round}");
                report.ToJson().ShouldNotContain("MAIN ST", Case.Sensitive, $"round {round}");
            }
        }
    }

    private static string Without(int row) => string.Join('\n', _plain.Split('\n').Where((_, line) => line != row));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }
}
