using System.Text;
using Amazon.RDSDataService;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using SmartBeats.Api.Uploads;
using SmartBeats.Lambda;
using SmartBeats.Lambda.Database;
using SmartBeats.Lambda.Uploads;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>The functions' world with uploaded objects in its bucket, every version kept, and a real database behind it.</summary>
internal sealed class BucketCloud(AmazonRDSDataServiceClient database, string name) : Cloud, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-rehearsal-");
    private readonly Versions _s3 = new();
    private readonly Topics _topics = new();

    public Upload Last { get; private set; } = null!;

    /// <summary>What was sent, in order.</summary>
    public List<string> Notices => _topics.Sent;

    public override IObjectStore Store => new FolderObjectStore(_folder.FullName);

    public override IAmazonS3 S3 => _s3;

    public override IAmazonSimpleNotificationService Notifications => _topics;

    public override Lambda.Database.DataApi Data(Patience patience) => DataApiServer.Database(database, name, patience);

    public override string Variable(string variable) => variable + ":";

    /// <summary>Puts an object, and gives the event of it.</summary>
    /// <param name="said">Metadata.</param>
    public Upload Put(string key, byte[] content, params (string Name, string Value)[] said)
    {
        _s3.Objects.Add((content, said));
        var version = _s3.Objects.Count;
        return Last = new Upload("bucket", key, $"{version}", Upload.Pad($"{version:x4}"), "", content.Length)
        {
            Happened = new DateTimeOffset(2026, 3, 4, 5, 6, version % 60, TimeSpan.Zero),
        };
    }

    public Upload Put(string key, string text, string? replaces) =>
        Put(key, Encoding.UTF8.GetBytes(text), replaces is null ? [] : [(InviteUpload.ReplacesPeriod, replaces)]);

    public async Task<string?> ReadAsync(string key)
    {
        await using var stream = await Store.OpenAsync(key);
        using var reader = stream is null ? null : new StreamReader(stream);
        return reader is null ? null : await reader.ReadToEndAsync();
    }

    public void Dispose()
    {
        _s3.Dispose();
        _topics.Dispose();
        database.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class Versions() : AmazonS3Client(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), Amazon.RegionEndpoint.USWest2)
    {
        public List<(byte[] Content, (string Name, string Value)[] Said)> Objects { get; } = [];

        public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
        {
            var (content, said) = Objects[int.Parse(request.VersionId, System.Globalization.CultureInfo.InvariantCulture) - 1];
            var asked = request.ByteRange is { } range ? content[(int)range.Start..(int)Math.Min(content.Length, range.End + 1)] : content;
            var answer = new GetObjectResponse { ResponseStream = new MemoryStream(asked) };
            foreach (var (name, value) in said)
            {
                answer.Metadata[name] = value;
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
