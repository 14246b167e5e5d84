using System.Text;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Tests.Calls.Files;

/// <summary>A department's own export through the reader every verb uses.</summary>
public sealed class MappedReadingTests
{
    private const string Portal = "Call No,Opened,Pri,Lat,Lon,Report Taken,Notes\n";

    private static readonly CallReadOptions _mapping = new() { Mapping = new MappingSources(), MaxRejectedShare = 0.1 };

    [Fact]
    public void Reader_maps_a_portal_file_and_counts_calls_without_a_place_apart()
    {
        var csv = Read(Portal
            + "A1,03/25/2024 1:00 PM,High,33.4,-112.1,Y,\"a, \"\"b\"\"\"\n"
            + "A2,03/02/2024 11:30 AM,Low,33.5,-112.2,N,\n"
            + "A3,03/02/2024 11:30 AM,Low,,,N,\n"
            + "A4,03/02/2024 11:30 AM,Low,0,0,N,\n");

        csv.Calls.Count.ShouldBe(2);
        csv.Calls[0].ShouldBe(new Call("A1", csv.Calls[0].Priority, true, -112.1, 33.4, 1711396800, 1711371600, "", null, null));
        csv.Calls[0].Priority.ShouldBeLessThan(csv.Calls[1].Priority);
        var report = csv.Report!;
        (report.Rows, report.Accepted, report.Rejected, report.WithoutPlace).ShouldBe((4, 2, 0, 2));
        report.ColumnsFound.ShouldBe(["Opened", "Lon", "Lat", "Call No", "Pri", "Report Taken"], ignoreOrder: true);
        report.ColumnsIgnored.ShouldBe(["Notes"]);
        report.ToJson().ShouldContain("\"withoutPlace\": 2");
    }

    [Fact]
    public void Reader_refuses_an_open_doubt_with_the_flags_that_settle_it_and_takes_them()
    {
        const string text = Portal + "A1,03/05/2024 1:00 PM,1,33.4,-112.1,Y,\nA2,04/06/2024 1:00 PM,2,33.4,-112.1,Y,\n";
        var refusal = Read(text).Refusal!;
        refusal.Message.ShouldBe("calls.csv:1: dates of Opened may be month/day or day/month: no value has a day over 12 that would tell. "
            + "Say --day-first or --month-first, or give --time-format \"MM/dd/yyyy hh:mm:ss tt\".");

        DayOf(new MappingChanges { DayFirst = true }).ShouldBe(new DateTime(2024, 5, 3, 13, 0, 0));
        DayOf(new MappingChanges { DayFirst = false }).ShouldBe(new DateTime(2024, 3, 5, 13, 0, 0));
        DayOf(new MappingChanges { TimeFormat = "dd/MM/yyyy h:mm tt" }).ShouldBe(new DateTime(2024, 5, 3, 13, 0, 0));

        static DateTime DayOf(MappingChanges changes) =>
            DateTime.UnixEpoch.AddSeconds(Read(text, new MappingSources { Changes = changes }).Calls[0].LocalSeconds);
    }

    [Fact]
    public void A_kept_mapping_is_taken_without_looking_at_the_file_first_also_from_a_stream_that_cannot_seek()
    {
        const string text = Portal + "A1,03/05/2024 1:00 PM,1,33.4,-112.1,Y,\n";
        var file = Read(text, new MappingSources { Changes = new MappingChanges { DayFirst = true } });
        var book = new MappingBook();
        book.Keep(file.Files[0].Mapping!);

        using var stream = new OnceStream(Encoding.UTF8.GetBytes(text));
        var calls = new List<Call>();
        var report = new CallReader("calls.csv", CallCsv.Glendale, _mapping with { Mapping = new MappingSources { Book = book } }).Read(stream, batch => calls.AddRange(batch));
        calls.ShouldBe(file.Calls);
        report.Version.ShouldBe(file.Report!.Version);
        report.Notes.ShouldContain("The file was read by the mapping kept for its header.");

        var changed = Read(text, new MappingSources { Book = book, Changes = new MappingChanges { Fields = ["priority="] } });
        changed.Calls.Single().ShouldBe(calls.Single() with { Priority = 0 });
    }

    [Fact]
    public void Columns_that_are_named_are_read_as_their_values_say()
    {
        const string text = "id,first day,first hour,spot,other spot\nA1,31.03.2024,15:04,\"(33.4, -112.1)\",POINT(1 2)\n";
        var file = Read(text, new MappingSources { Changes = new MappingChanges { Fields = ["time=first day+first hour", "place=spot"] } });
        file.Calls.Single().ShouldBe(new Call("A1", 0, null, -112.1, 33.4, 1711922640, 1711897440, "", null, null));

        Read(text, new MappingSources { Changes = new MappingChanges { Fields = ["tme=first day"] } }).Refusal!.Message
            .ShouldStartWith("--map: \"tme=first day\" is no field and its columns (did you mean \"time\"?). Write FIELD=COLUMN;");
        Read(text, new MappingSources { Changes = new MappingChanges { Fields = ["time=fist day"] } }).Refusal!.Message
            .ShouldStartWith("--map: the header has no column \"fist day\" (did you mean \"first day\"?).");
    }

    [Fact]
    public void A_mistyped_column_of_the_contract_is_asked_for()
    {
        var file = Read(CallCsv.Header.Replace("priority", "priorty") + "\n" + CallCsv.Row + "\n");
        file.Refusal!.Message.ShouldBe("calls.csv:1: priorty may be priority. Say --map priority=priorty, or --map priority= to leave it out.");
        Read(CallCsv.Header.Replace("priority", "priorty") + "\n" + CallCsv.Row + "\n", new MappingSources { Changes = new MappingChanges { Fields = ["priority=priorty"] } })
            .Calls.Single().Priority.ShouldBe((byte)3);
    }

    [Theory]
    [InlineData("E1,3,5 MAIN ST,f,-112.19,33.54,6\n")]
    [InlineData("E1,3,5 MAIN ST,f,2019-01-01 08:30:00,6\n")]
    public void A_row_in_the_headers_place_is_said_and_not_repeated(string row) =>
        Read(row + row).Refusal!.Message.ShouldBe("calls.csv:1: the first line is a row, not a header. Put the names of the columns into the first line.");

    [Fact]
    public void A_plain_file_is_read_as_without_a_mapping_and_keeps_its_own_refusal()
    {
        var text = $"{CallCsv.Header}\n{CallCsv.Row}\n{CallCsv.Row.Replace("E1", "E2")}\n";
        var plain = CallCsv.Read(text);
        Read(text).Report!.ToJson().ShouldBe(plain.Report!.ToJson());

        var broken = text + string.Concat(Enumerable.Range(0, 2).Select(i => CallCsv.Row.Replace("E1", $"F{i}").Replace("2019-01-01", "2024-13-02") + "\n"));
        Read(broken).Refusal!.Message.ShouldBe(CallCsv.Read(broken).Refusal!.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Mapped_rows_come_to_the_same_at_any_thread_count(int threads)
    {
        var random = new SeededRandom(15);
        var rows = Enumerable.Range(0, 9_000).Select(i =>
            $"A{random.Next(8_900)},{1 + random.Next(12)}/{1 + random.Next(28)}/2024 {1 + random.Next(12)}:{random.Next(60):00} {(random.Next(2) == 0 ? "AM" : "PM")},"
            + $"P{1 + random.Next(3)},{(random.Next(50) == 0 ? "" : $"33.{random.Next(9999):0000}")},-112.{random.Next(9999):0000},{(random.Next(60) == 0 ? "?" : "N")},{(random.Next(70) == 0 ? "\"x" : "x")}\n");
        var text = Portal + string.Concat(rows);
        var one = Read(text, options: _mapping with { Threads = 1 });
        var many = Read(text, options: _mapping with { Threads = threads });

        one.Report!.WithoutPlace.ShouldBeGreaterThan(100);
        one.Report.Rejected.ShouldBeGreaterThan(100);
        one.Report.Duplicates.ShouldBeGreaterThan(10);
        many.Report!.ToJson().ShouldBe(one.Report.ToJson());
        many.Calls.ShouldBe(one.Calls);
        many.Rejected.ShouldBe(one.Rejected);
    }

    private static MappedCsv Read(string text, MappingSources? sources = null, CallReadOptions? options = null) =>
        new(Encoding.UTF8.GetBytes(text), (options ?? _mapping) with { Mapping = sources ?? new MappingSources() });

    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
