using System.Text;
using Amazon.RDSDataService;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using SmartBeats.Lambda;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

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

    /// <summary>The functions' world with one object in its bucket and a real database behind it.</summary>
    private sealed class BucketCloud(AmazonRDSDataServiceClient database, string name) : Cloud, IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-rehearsal-");
        private readonly OneObject _s3 = new();
        private readonly Topics _topics = new();
        private int _versions;

        public Upload Last { get; private set; } = null!;

        public List<string> Notices => _topics.Sent;

        public override IObjectStore Store => new FolderObjectStore(_folder.FullName);

        public override IAmazonS3 S3 => _s3;

        public override IAmazonSimpleNotificationService Notifications => _topics;

        public override Lambda.Database.DataApi Data(Patience patience) => DataApiServer.Database(database, name, patience);

        public override string Variable(string variable) => variable + ":";

        public Upload Put(string key, string text, string? replaces)
        {
            (_s3.Content, _s3.Replaces) = (Encoding.UTF8.GetBytes(text), replaces);
            return Last = new Upload("bucket", key, $"v{++_versions}", Upload.Pad($"{_versions:x4}"), "", _s3.Content.Length);
        }

        public void Dispose()
        {
            _s3.Dispose();
            _topics.Dispose();
            database.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    private sealed class OneObject() : AmazonS3Client(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), Amazon.RegionEndpoint.USWest2)
    {
        public byte[] Content { get; set; } = [];

        public string? Replaces { get; set; }

        public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
        {
            var answer = new GetObjectResponse { ResponseStream = new MemoryStream(Content) };
            if (Replaces is not null)
            {
                answer.Metadata["replaces-period"] = Replaces;
            }

            return Task.FromResult(answer);
        }
    }

    private sealed class Topics() : AmazonSimpleNotificationServiceClient("key", "secret", Amazon.RegionEndpoint.USWest2)
    {
        public List<string> Sent { get; } = [];

        public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
        {
            Sent.Add(request.Message);
            return Task.FromResult(new PublishResponse());
        }
    }
}
