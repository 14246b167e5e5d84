using System.Globalization;
using System.IO.Compression;
using System.Text;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class CallReaderTests
{
    [Fact]
    public void Reader_reads_every_field_of_a_row()
    {
        var csv = CallCsv.Read($"{CallCsv.Header},service_minutes,units\nE1,3,5 MAIN ST,t,POINT(-112.19 33.54),2019-01-01 08:30:00,6,12.345,2\n");
        csv.Calls.ShouldBe([new Call("E1", 3, true, -112.19, 33.54, 1546356600, 1546331400, "6", 1235, 2)]);
        csv.Report!.HasServiceMinutes.ShouldBeTrue();
        csv.Report.HasUnits.ShouldBeTrue();
    }

    [Fact]
    public void Reader_takes_columns_in_any_order_and_case_and_ignores_others()
    {
        var csv = CallCsv.Read("\uFEFFDisposition, TIMESTAMP ,officer,geometry_wkt,is_incident,\"Address\",priority,event_number\n,2019-01-01 08:30:00,Jo,POINT(-112.19 33.54),1,,9,007\n");
        csv.Calls.ShouldBe([new Call("007", 9, true, -112.19, 33.54, 1546356600, 1546331400, "", null, null)]);
        csv.Report!.ColumnsIgnored.ShouldBe(["officer"]);
        csv.Report.ColumnsFound.Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Reader_takes_commas_quotes_and_line_breaks_inside_addresses(string end)
    {
        var csv = CallCsv.Read(string.Join(end, CallCsv.Header, $"E1,3,\"12 \"\"A\"\" ST,{end}REAR\",f,POINT(-112.19 33.54),2019-01-01 08:30:00,6", "", CallCsv.Row.Replace("E1", "E2", StringComparison.Ordinal)));
        csv.Calls.Select(call => call.EventNumber).ShouldBe(["E1", "E2"]);
        csv.Report!.Rejected.ShouldBe(0);
    }

    [Theory]
    [InlineData("t", true)]
    [InlineData("F", false)]
    [InlineData("True", true)]
    [InlineData("FALSE", false)]
    [InlineData("1", true)]
    [InlineData(" 0 ", false)]
    public void Reader_takes_is_incident_in_six_spellings(string text, bool expected) =>
        CallCsv.With(isIncident: text).Calls.Single().IsIncident.ShouldBe(expected);

    [Theory]
    [InlineData("", "event_number", "event_number is empty")]
    [InlineData("E1,0", "priority", "priority is not a whole number from 1 to 9")]
    [InlineData("E1,10", "priority", "priority is not a whole number from 1 to 9")]
    [InlineData("E1,3.0", "priority", "priority is not a whole number from 1 to 9")]
    [InlineData("E1,3,A,yes", "is_incident", "is_incident is not one of t f true false 1 0")]
    [InlineData("E1,3,A,", "is_incident", "is_incident is not one of t f true false 1 0")]
    [InlineData("E1,3,A,t,POINT", "geometry_wkt", "geometry_wkt is not POINT(lon lat)")]
    [InlineData("E1,3,A,t,POINT(1 NaN)", "geometry_wkt", "geometry_wkt is not POINT(lon lat)")]
    [InlineData("E1,3,A,t,POINT(1 2 3)", "geometry_wkt", "geometry_wkt is not POINT(lon lat)")]
    [InlineData("E1,3,A,t,POINT(1e999 2)", "geometry_wkt", "geometry_wkt is not POINT(lon lat)")]
    [InlineData("E1,3,A,t,POINT(180.5 2)", "geometry_wkt", "longitude is outside -180 to 180")]
    [InlineData("E1,3,A,t,POINT(33.54 -112.19)", "geometry_wkt", "latitude is outside -90 to 90")]
    [InlineData("E1,3,A,t,POINT(1 2),2024-13-02 00:00:00", "timestamp", "timestamp is not a date (expected yyyy-MM-dd HH:mm:ss)")]
    public void Reader_names_the_line_and_column_of_a_bad_value(string start, string column, string reason)
    {
        var given = start.Split(',');
        var row = string.Join(',', [.. given, .. CallCsv.Row.Split(',')[given.Length..]]);
        var csv = CallCsv.Rows(CallCsv.Row, row);
        csv.RejectedLines.Single().ShouldStartWith($"3,{column},{reason},{start}");
        csv.Report!.RejectedByReason.ShouldBe([new RejectReason(reason, 1, 3)]);
        csv.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    [InlineData("POINT EMPTY")]
    public void A_call_without_a_place_is_counted_apart_and_not_rejected(string place)
    {
        var row = CallCsv.Row.Replace("POINT(-112.19 33.54)", place, StringComparison.Ordinal);
        var csv = CallCsv.Rows(CallCsv.Row, row, row.Replace("2019-01-01", "never", StringComparison.Ordinal), CallCsv.Row);
        var report = csv.Report!;
        (report.Rows, report.Accepted, report.WithoutPlace, report.Rejected).ShouldBe((4, 2, 1, 1));
        report.Notes.ShouldContain("1 call has no place and is left out.");
        report.RejectedByReason.ShouldBe([new RejectReason("timestamp is not a date (expected yyyy-MM-dd HH:mm:ss)", 1, 4)]);
    }

    [Theory]
    [InlineData("-1", "2", "service_minutes", "service_minutes is not a number from 0 to 1000000")]
    [InlineData("1000001", "2", "service_minutes", "service_minutes is not a number from 0 to 1000000")]
    [InlineData("5", "1.5", "units", "units is not a whole number from 0 to 10000")]
    public void Reader_checks_service_minutes_and_units(string minutes, string units, string column, string reason)
    {
        var csv = CallCsv.Read($"{CallCsv.Header},service_minutes,units\n{CallCsv.Row},{minutes},{units}\n", new CallReadOptions { MaxRejectedShare = 1 });
        csv.RejectedLines.Single().ShouldStartWith($"2,{column},{reason},E1,3");
    }

    [Fact]
    public void Reader_takes_empty_service_minutes_and_units_as_none()
    {
        var call = CallCsv.Read($"{CallCsv.Header},units,service_minutes\n{CallCsv.Row}, ,\n").Calls.Single();
        (call.Units, call.ServiceMinuteHundredths).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("E1,3,A,t", "the row has fewer fields than the header")]
    [InlineData("E1,3,12 A ST, REAR,f,POINT(1 2),2019-01-01 08:30:00,6", "the row has more fields than the header")]
    [InlineData(",,, ,,,", "every field of the row is empty")]
    [InlineData("E1,3,12 \"A\" ST,f,POINT(1 2),2019-01-01 08:30:00,6", "there is a quote inside a field that is not quoted (quote the field and write the quote twice)")]
    [InlineData("E1,3,\"12 \"A\" ST\",f,POINT(1 2),2019-01-01 08:30:00,6", "there is text after a closing quote (a quote inside a quoted field is written twice)")]
    [InlineData("E1,3,12\0A ST,f,POINT(1 2),2019-01-01 08:30:00,6", "the row holds a NUL character")]
    public void Reader_rejects_a_broken_row_and_goes_on_with_the_next_line(string row, string reason)
    {
        var filler = Enumerable.Repeat(CallCsv.Row, 100);
        var csv = CallCsv.Rows([.. filler, row, CallCsv.Row]);
        csv.Report!.RejectedByReason.ShouldBe([new RejectReason(reason, 1, 102)]);
        csv.RejectedLines.Single().ShouldStartWith($"102,,{reason},");
        csv.Calls.Count.ShouldBe(101);
    }

    [Fact]
    public void Reader_rejects_a_row_that_is_not_UTF8()
    {
        var csv = CallCsv.Read(Encoding.Latin1.GetBytes($"{CallCsv.Header}\n{CallCsv.Row}\nE2,3,CAÑON DR,f,POINT(1 2),2019-01-01 08:30:00,6\n"), new CallReadOptions { MaxRejectedShare = 1 });
        csv.RejectedLines.ShouldBe(["3,,the row is not UTF-8,E2,3,CA\uFFFDON DR,f,POINT(1 2),2019-01-01 08:30:00,6"]);
        csv.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public void Reader_says_the_line_where_a_rejected_record_starts()
    {
        var csv = CallCsv.Rows("E1,3,\"A\n\nB\",f,POINT(1 2),2019-01-01 08:30:00,6", "E2,0,\"A\r\nB\",f,POINT(1 2),2019-01-01 08:30:00,6", "E3,0,A,f,POINT(1 2),2019-01-01 08:30:00,6");
        csv.Report!.RejectedByReason.Single().ShouldBe(new RejectReason("priority is not a whole number from 1 to 9", 2, 5));
        csv.Rejected.ShouldContain("\n7,priority,priority is not a whole number from 1 to 9,E3,0,A,f,POINT(1 2)");
    }

    [Fact]
    public void One_stray_quote_costs_one_row_wherever_it_stands()
    {
        var rows = Enumerable.Range(0, 5000).Select(i => CallCsv.Row.Replace("E1", $"E{i}", StringComparison.Ordinal)).ToArray();
        rows[1000] = rows[1000].Replace("5 MAIN", "\"5 MAIN", StringComparison.Ordinal);
        rows[4999] = rows[4999].Replace("5 MAIN", "\"5 MAIN", StringComparison.Ordinal);
        var csv = CallCsv.Rows(rows);
        csv.Report!.RejectedByReason.ShouldBe([new RejectReason("a quote is not closed within 100 lines and 64 KB", 2, 1002)]);
        csv.Calls.Count.ShouldBe(4998);
        csv.RejectedLines[0].ShouldBe("1002,,a quote is not closed within 100 lines and 64 KB,\"E1000,3,\"\"5 MAIN ST,f,POINT(-112.19 33.54),2019-01-01 08:30:00,6\"");
    }

    [Fact]
    public void Reader_lets_the_last_of_several_rows_with_one_event_number_count()
    {
        var csv = CallCsv.Rows(CallCsv.Row, CallCsv.Row.Replace("E1", "E2", StringComparison.Ordinal), CallCsv.Row, CallCsv.Row);
        csv.Calls.Count.ShouldBe(4);
        csv.Report!.Duplicates.ShouldBe(2);
        csv.Report.Version.ShouldBe(Version([csv.Calls[1], csv.Calls[3]]));
    }

    [Fact]
    public void Version_of_a_file_with_duplicates_is_that_of_its_last_rows()
    {
        var random = new SeededRandom(5);
        var csv = CallCsv.Rows([.. Enumerable.Range(0, 5000).Select(i => $"E{random.Next(2000)},{1 + random.Next(9)},A,f,POINT(-112.19 33.54),2019-01-01 08:30:00,6")]);
        var last = csv.Calls.GroupBy(call => call.EventNumber).Select(rows => rows.Last()).ToList();
        csv.Report!.Duplicates.ShouldBe(5000 - last.Count);
        csv.Report.Version.ShouldBe(Version(last));
    }

    [Fact]
    public void Version_is_left_open_for_duplicates_in_a_stream_that_cannot_seek()
    {
        var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packing.Write(Encoding.UTF8.GetBytes($"{CallCsv.Header}\n{CallCsv.Row}\n{CallCsv.Row}\n"));
        }

        packed.Position = 0;
        using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        var report = new CallReader("calls.csv", CallCsv.Glendale).Read(unpacking, _ => { });
        (report.Duplicates, report.Version).ShouldBe((1, null));
    }

    [Fact]
    public void A_counter_without_a_store_can_take_replaced_rows_out_again()
    {
        var text = $"{CallCsv.Header}\n{CallCsv.Row}\n{CallCsv.Row.Replace("E1,3", "E2,3", StringComparison.Ordinal)}\n{CallCsv.Row.Replace("E1,3", "E1,7", StringComparison.Ordinal)}\n";
        var perPriority = new int[10];
        var seen = new EventNumberSet();
        var report = new CallReader("calls.csv", CallCsv.Glendale).Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text)),
            seen,
            calls =>
            {
                foreach (var call in calls)
                {
                    perPriority[call.Priority]++;
                    var before = seen.Exchange(call.EventNumber, call.Priority);
                    perPriority[before < 0 ? 0 : before] -= before < 0 ? 0 : 1;
                }
            });
        perPriority.ShouldBe([0, 0, 0, 1, 0, 0, 0, 1, 0, 0]);
        report.Duplicates.ShouldBe(1);
    }

    [Fact]
    public void Reader_corrects_axes_swapped_throughout_and_says_so()
    {
        var swapped = CallCsv.Row.Replace("-112.19 33.54", "33.54 -112.19", StringComparison.Ordinal);
        var csv = CallCsv.Read($"{CallCsv.Header}\n{swapped}\n{swapped.Replace("E1", "E2", StringComparison.Ordinal)}\n", new CallReadOptions { CityBox = CallCsv.GlendaleBox });
        csv.Calls.ShouldAllBe(call => call.Longitude == -112.19 && call.Latitude == 33.54);
        csv.Report!.AxesSwapped.ShouldBeTrue();
        csv.Report.Notes.ShouldBe(["The file writes latitude before longitude throughout; it was read so."]);
    }

    [Fact]
    public void Reader_rejects_single_rows_with_swapped_axes_and_keeps_calls_outside_the_city()
    {
        var swapped = CallCsv.Row.Replace("-112.19 33.54", "33.54 -112.19", StringComparison.Ordinal);
        var outside = CallCsv.Row.Replace("-112.19 33.54", "-87.6 41.8", StringComparison.Ordinal);
        var csv = CallCsv.Read($"{CallCsv.Header}\n{CallCsv.Row}\n{swapped}\n{CallCsv.Row}\n{outside}\n", new CallReadOptions { CityBox = CallCsv.GlendaleBox, MaxRejectedShare = 1 });
        csv.RejectedLines.Single().ShouldStartWith("3,geometry_wkt,latitude and longitude are swapped in this row,E1");
        csv.Calls.Count.ShouldBe(3);
        csv.Report!.AxesSwapped.ShouldBeFalse();
    }

    [Fact]
    public void Reader_refuses_a_file_with_too_many_bad_rows_and_still_reports()
    {
        var rows = Enumerable.Range(0, 100).Select(i => i % 9 == 0 ? CallCsv.Row.Replace("08:30", "8.30", StringComparison.Ordinal) : CallCsv.Row);
        var csv = CallCsv.Read(string.Join('\n', [CallCsv.Header, .. rows]));
        csv.Refusal!.Message.ShouldBe("calls.csv:2: 12 of 100 rows cannot be read, above the 10% allowed; most often (12 rows, first in this line): timestamp is not a date (expected yyyy-MM-dd HH:mm:ss). Nothing was loaded. Correct the export and send the file again. Every rejected row is in rejected.csv.");
        csv.Report!.Refusal.ShouldBe(csv.Refusal.Message);
        csv.Report.Rejected.ShouldBe(12);
    }

    [Fact]
    public void Reader_allows_exactly_the_share_of_bad_rows()
    {
        var rows = Enumerable.Range(0, 100).Select(i => i < 10 ? CallCsv.Row.Replace("08:30", "8.30", StringComparison.Ordinal) : CallCsv.Row);
        CallCsv.Read(string.Join('\n', [CallCsv.Header, .. rows])).Refusal.ShouldBeNull();
    }

    [Fact]
    public void Report_has_no_address_and_is_stable_JSON()
    {
        var csv = CallCsv.Rows(CallCsv.Row, CallCsv.Row.Replace(",3,", ",x,", StringComparison.Ordinal), "E9,3,\"5 MAIN ST,f");
        csv.Report!.ToJson().ShouldNotContain("MAIN");
        CallCsv.Read($"{CallCsv.Header}\n{CallCsv.Row}\n").Report!.ToJson().ShouldBe(
            """
            {
              "fileName": "calls.csv",
              "rows": 1,
              "accepted": 1,
              "rejected": 0,
              "rejectedByReason": [],
              "duplicates": 0,
              "first": "2019-01-01T08:30:00",
              "last": "2019-01-01T08:30:00",
              "axesSwapped": false,
              "columnsFound": [
                "event_number",
                "priority",
                "address",
                "is_incident",
                "geometry_wkt",
                "timestamp",
                "disposition"
              ],
              "columnsIgnored": [],
              "hasServiceMinutes": false,
              "hasUnits": false,
              "version": "VERSION",
              "notes": [],
              "refusal": null,
              "schemaVersion": 1
            }

            """.Replace("VERSION", Version(CallCsv.Rows(CallCsv.Row).Calls), StringComparison.Ordinal));
    }

    [Fact]
    public void Reader_refuses_an_unknown_time_zone_with_the_near_miss() =>
        CallCsv.With(city: CallCsv.Glendale with { TimeZone = "America/Pheonix" }).Refusal!.Message
            .ShouldBe("city glendale: time zone \"America/Pheonix\" is unknown. Did you mean America/Phoenix?");

    [SharedTheory("cities")]
    [InlineData("cities/seattle/calls.csv", 91_067, "America/Los_Angeles")]
    [InlineData("cities/chicago/calls.csv", 156_385, "America/Chicago")]
    [InlineData("cities/chicago/calls_2017_bare.csv", 165_567, "America/Chicago")]
    public void Reader_reads_real_cities_whole_and_alike_at_any_thread_count(string path, int rows, string timeZone)
    {
        var reports = new[] { 1, 3 }.Select(threads =>
        {
            using var file = File.OpenRead(SharedData.File(path));
            using var rejected = new StringWriter();
            var report = new CallReader("calls.csv", CallCsv.Glendale with { TimeZone = timeZone }, new CallReadOptions { Threads = threads }).Read(file, _ => { }, rejected);
            return report.ToJson() + rejected;
        }).ToList();
        reports.Distinct().Count().ShouldBe(1);
        reports[0].ShouldContain(string.Create(CultureInfo.InvariantCulture, $"\"rows\": {rows},\n  \"accepted\": {rows},\n  \"rejected\": 0,"));
    }

    [Fact]
    public void Reader_stops_when_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() =>
            new CallReader("calls.csv", CallCsv.Glendale).Read(new MemoryStream(Encoding.UTF8.GetBytes($"{CallCsv.Header}\n{CallCsv.Row}")), _ => { }, null, cancelled.Token));
    }

    private static string Version(IEnumerable<Call> calls)
    {
        var version = new CallSetVersion();
        foreach (var call in calls)
        {
            version.Add(call);
        }

        return version.ToString();
    }
}
