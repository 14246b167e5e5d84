using System.Text.Json.Nodes;
using NodaTime;
using SmartBeats.Calls;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Tests.Workspaces;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Tests.Intake;

/// <summary>What is said of a city's data, against what was put into it.</summary>
public sealed class QualityReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Gaps_strays_places_outside_and_missing_fields_are_found_and_nothing_else()
    {
        await using var workspace = await Workspace.OpenAsync(_folder.FullName, create: true);
        await workspace.SaveCityAsync(new CitySettings(TinyTown.City, null));
        var map = TinyTown.Map();
        await workspace.LoadMapAsync(TinyTown.City, "tiny.geojson", map);
        // Ten calls a day in 2024 but for February 10 to March 4, which are 24 days; three calls of 1924; every tenth outside.
        var calls = new List<Call>();
        for (var day = new LocalDate(2024, 1, 1); day.Year == 2024; day = day.PlusDays(1))
        {
            var inGap = day >= new LocalDate(2024, 2, 10) && day <= new LocalDate(2024, 3, 4);
            var first = calls.Count;
            calls.AddRange(inGap ? [] : Enumerable.Range(0, 10).Select(number => Create(first + number, day, number)));
        }

        var sound = calls.Count;
        calls.AddRange(Enumerable.Range(0, 3).Select(number => Create(sound + number, new LocalDate(1924, 5, 6), 1)));
        await using (var load = await workspace.Calls.BeginLoadAsync(TinyTown.City.Id))
        {
            load.Add([.. calls]);
            await load.CommitAsync();
        }

        var quality = await QualityReader.ReadAsync(workspace.Files, workspace.Calls, TinyTown.City.Id, map, []);
        quality.Map!.Areas.ShouldBe(9);
        (quality.Calls.Total, quality.Calls.First, quality.Calls.Last).ShouldBe((calls.Count, "2024-01-01", "2024-12-31"));
        quality.Calls.Gaps.ShouldBe([new DayGap("2024-02-10", "2024-03-04", 24)]);
        quality.Calls.Strays.ShouldBe([new StrayDay("1924-05-06", 3)]);
        quality.Calls.Outside!.Calls.ShouldBe(sound / 10);
        quality.Calls.Outside.Sample.ShouldHaveSingleItem().ShouldBe([-120.123, 40.988]);
        var expected = calls.Count;
        Filled(quality, "priority").ShouldBe((double)calls.Count(call => call.Priority > 0) / expected, 1e-12);
        Filled(quality, "is_incident").ShouldBe((double)calls.Count(call => call.IsIncident is not null) / expected, 1e-12);
        Filled(quality, "disposition").ShouldBe((double)calls.Count(call => call.Disposition.Length > 0) / expected, 1e-12);
        Filled(quality, "service_minutes").ShouldBe((double)calls.Count(call => call.ServiceMinuteHundredths is not null) / expected, 1e-12);
        JsonNode.Parse(quality.ToJson())!["calls"]!["outside"]!["calls"]!.GetValue<long>().ShouldBe(sound / 10);
    }

    [Fact]
    public async Task Rows_left_out_are_counted_once_a_file_however_often_it_is_sent()
    {
        await using var workspace = await TinyTown.LoadAsync(_folder.FullName);
        var log = new UploadLog(workspace.Files, TinyTown.City.Id);
        for (var turn = 1; turn <= 3; turn++)
        {
            await log.SaveAsync(Create("a.csv", turn, withoutPlace: turn, rejected: 10 * turn));
        }

        await log.SaveAsync(Create("b.csv", 4, withoutPlace: 5, rejected: 7));
        await log.SaveAsync(Create("c.csv", 5, withoutPlace: 100, rejected: 100) with { Status = UploadStatus.Refused });
        var quality = await QualityReader.ReadAsync(workspace.Files, workspace.Calls, TinyTown.City.Id, null, await log.ListAsync(QualityReader.UploadsRead));
        quality.Calls.WithoutPlace.ShouldBe(3 + 5);
        quality.Calls.Rejected.ShouldBe([new RejectedTally("priority is none", 30 + 7)]);
        quality.Calls.Outside.ShouldBeNull();
        quality.Uploads.Select(upload => upload.FileName).ShouldBe(["c.csv", "b.csv", "a.csv", "a.csv", "a.csv"]);
    }

    private static double Filled(CityQuality quality, string field) => quality.Calls.Fields.Single(one => one.Field == field).Filled;

    private static Call Create(int number, LocalDate day, int ofDay)
    {
        var local = day.At(new LocalTime(12, 0)).InUtc().ToInstant().ToUnixTimeSeconds();
        var (x, y) = ofDay == 0 ? (-120.12345, 40.98765) : (-111.99, 33.01);
        return new Call($"Q-{number}", (byte)(ofDay % 4), ofDay % 3 == 0 ? null : true, x, y, local + 25_200, local, ofDay % 5 == 0 ? "" : "6", ofDay % 2 == 0 ? null : 3000, null);
    }

    private static UploadRecord Create(string name, int turn, long withoutPlace, long rejected)
    {
        var received = new DateTimeOffset(2026, 1, 1, 0, 0, turn, TimeSpan.Zero);
        return new UploadRecord(UploadLog.CreateId(received, name), name, UploadLog.Print(received))
        {
            Kind = UploadKind.Calls,
            Status = UploadStatus.Loaded,
            Report = new CallReadReport(name, 100, 90, rejected, [new RejectReason("priority is none", rejected, 2)], 0, null, null, false, [], [], false, false, null, [], null)
            {
                WithoutPlace = withoutPlace,
            },
        };
    }
}
