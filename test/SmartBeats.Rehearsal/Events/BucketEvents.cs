using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Rehearsal.Access;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Events;

/// <summary>What becomes of an event of the bucket before it reaches the function.</summary>
internal enum Delivery
{
    Once,

    /// <summary>Delivered two times, the second one right after.</summary>
    Twice,

    /// <summary>Kept back until a test delivers it.</summary>
    Held,
}

/// <summary>S3's notifications: watches what is written under a prefix and tells the function, at least once and in no order.</summary>
/// <param name="prefix">Of the notification's one rule.</param>
/// <param name="sizeOf">Of an object that was put together from parts, in bytes.</param>
/// <param name="deliver">Invokes the function with the event.</param>
internal sealed class BucketEvents(string bucket, string prefix, Func<string, Task<long>> sizeOf, Action<byte[]> deliver)
{
    private readonly Lock _lock = new();
    private readonly List<byte[]> _held = [];
    private readonly List<byte[]> _delivered = [];
    private long _sequence = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 20;

    public Delivery Mode { get; set; }

    /// <summary>Events that tests keep back, in the order they happened.</summary>
    public IReadOnlyList<byte[]> Held
    {
        get
        {
            lock (_lock)
            {
                return [.. _held];
            }
        }
    }

    public IReadOnlyList<byte[]> Delivered
    {
        get
        {
            lock (_lock)
            {
                return [.. _delivered];
            }
        }
    }

    public async Task WatchAsync(Call call, Arrival request, Answer answer)
    {
        if (call.Service != "s3" || answer.Status is < 200 or > 299)
        {
            return;
        }

        var (place, key) = RequestedPermissions.Place(request);
        var name = (request.Method, request.Has("uploadId"), request.Has("uploads"), request.Has("partNumber")) switch
        {
            ("PUT", false, _, _) => request.Header("x-amz-copy-source") is null ? "ObjectCreated:Put" : "ObjectCreated:Copy",
            ("POST", true, _, _) => "ObjectCreated:CompleteMultipartUpload",
            _ => null,
        };
        if (name is null || place != bucket || !key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return;
        }

        Take(Event(name, key, name == "ObjectCreated:Put" ? request.Body.Length : await sizeOf(key), answer));
    }

    /// <summary>Delivers an event, by itself or once more.</summary>
    public void Deliver(byte[] happened)
    {
        lock (_lock)
        {
            _held.Remove(happened);
            _delivered.Add(happened);
        }

        deliver(happened);
    }

    private void Take(byte[] happened)
    {
        switch (Mode)
        {
            case Delivery.Held:
                lock (_lock)
                {
                    _held.Add(happened);
                }

                break;
            case Delivery.Twice:
                Deliver(happened);
                Deliver(happened);
                break;
            default:
                Deliver(happened);
                break;
        }
    }

    /// <summary>As the service writes it; keys are escaped as in a form.</summary>
    private byte[] Event(string name, string key, long bytes, Answer answer) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["eventVersion"] = "2.5",
            ["eventSource"] = "aws:s3",
            ["awsRegion"] = Account.Region,
            ["eventTime"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["eventName"] = name,
            ["userIdentity"] = new JsonObject { ["principalId"] = "AWS:AROAEXAMPLE:analyst" },
            ["requestParameters"] = new JsonObject { ["sourceIPAddress"] = "127.0.0.1" },
            ["responseElements"] = new JsonObject { ["x-amz-request-id"] = "C3D13FE58DE4C810", ["x-amz-id-2"] = "rehearsal" },
            ["s3"] = new JsonObject
            {
                ["s3SchemaVersion"] = "1.0",
                ["configurationId"] = "incoming",
                ["bucket"] = new JsonObject { ["name"] = bucket, ["ownerIdentity"] = new JsonObject { ["principalId"] = "A3NL1KOZZKEXAMPLE" }, ["arn"] = $"arn:aws:s3:::{bucket}" },
                ["object"] = new JsonObject
                {
                    ["key"] = WebUtility.UrlEncode(key).Replace("%2F", "/", StringComparison.Ordinal),
                    ["size"] = bytes,
                    ["eTag"] = (answer.Header("ETag") ?? ETagIn(answer)).Trim('"'),
                    ["versionId"] = answer.Header("x-amz-version-id"),
                    ["sequencer"] = Interlocked.Increment(ref _sequence).ToString("X18", CultureInfo.InvariantCulture),
                },
            },
        }),
    }.ToJsonString());

    private static string ETagIn(Answer answer) =>
        System.Xml.Linq.XDocument.Parse(Encoding.UTF8.GetString(answer.Body)).Descendants().FirstOrDefault(node => node.Name.LocalName == "ETag")?.Value ?? "";
}
