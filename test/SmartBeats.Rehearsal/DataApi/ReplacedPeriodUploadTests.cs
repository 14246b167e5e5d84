using System.Text;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>An upload that says which period it replaces, from its object to the rows and the words about it.</summary>
[Collection(DatabaseCollection.Name)]
public sealed class ReplacedPeriodUploadTests(RehearsalDatabase rehearsal) : IAsyncLifetime, IDisposable
{
    private const string Header = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n";
    private const string January = "a,1,,t,POINT(-112 33),2024-01-05 08:00:00,1\nb,2,,f,POINT(-112 33),2024-01-20 08:00:00,1\n";
    private const string February = "c,3,,t,POINT(-112 33),2024-02-02 08:00:00,1\n";

    private BucketCloud _cloud = null!;

    public async Task InitializeAsync()
    {
        _cloud = new BucketCloud(rehearsal.Server.Client(), await rehearsal.CreateAsync());
        await _cloud.Store.PutAsync(Keys.City.For("mesa"), Encoding.UTF8.GetBytes("{\"id\": \"mesa\", \"name\": \"Mesa\", \"timeZone\": \"America/Phoenix\"}"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task Calls_of_the_period_that_the_file_no_longer_has_are_removed_and_the_notice_says_so()
    {
        (await UploadAsync(Header + January + February)).ShouldContain("3 rows read: 3 calls new");
        var notice = await UploadAsync(Header + "b,2,,f,POINT(-112 33),2024-01-20 08:00:00,1\n", "2024-01-01..2024-01-31");
        notice.ShouldContain("1 rows read: 0 calls new, 0 changed, 1 as they were, 0 rows rejected.");
        notice.ShouldContain("It replaces 2024-01-01T00:00:00 to 2024-01-31T23:59:59: 1 calls that it no longer holds were removed.");
        (await EventsAsync()).ShouldBe("b c");
        // The event again, as S3 may send it.
        await new UploadIntake(_cloud, "again", CancellationToken.None).TakeAsync(_cloud.Last);
        (await EventsAsync()).ShouldBe("b c");
    }

    [Theory]
    [InlineData("last month", "replaces-period: is no period. Write its first and last day, or times, with two dots between them: 2024-01-01..2024-03-31.")]
    [InlineData("2042-01-01..2042-12-31", "calls.csv: holds no call of the period it is to replace, 2042-01-01T00:00:00 to 2042-12-31T23:59:59.")]
    public async Task A_period_that_cannot_be_meant_refuses_the_upload_and_removes_nothing(string period, string reason)
    {
        await UploadAsync(Header + January + February);
        var notice = await UploadAsync(Header + "b,9,,f,POINT(-112 33),2024-01-20 08:00:00,1\n", period);
        notice.ShouldContain("calls.csv was not loaded for Mesa. What was loaded before still counts.");
        notice.ShouldContain(reason);
        (await EventsAsync()).ShouldBe("a b c");
    }

    private async Task<string> UploadAsync(string csv, string? replaces = null)
    {
        var upload = _cloud.Put("incoming/mesa/calls.csv", csv, replaces);
        await new UploadIntake(_cloud, "request", CancellationToken.None).TakeAsync(upload);
        return _cloud.Notices[^1];
    }

    private async Task<string> EventsAsync() =>
        (await _cloud.Data(Patience.OfStages).QueryAsync("looking", "SELECT string_agg(event_number, ' ' ORDER BY event_number) FROM calls", []))[0].Text(0);
}
