using Amazon.S3;
using Amazon.S3.Model;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Stores;

/// <summary>An object written in parts of 8 MiB; one below that size in one piece.</summary>
/// <remarks>What is begun and not completed is removed by the bucket's own rule, within two days: no right to abort is needed.</remarks>
internal sealed class S3ObjectStream(IAmazonS3 client, string bucket, string key) : ObjectStream
{
    /// <summary>At most 10,000 parts an object: 80 GB.</summary>
    private const int PartBytes = 8 << 20;

    private readonly MemoryStream _part = new();
    private readonly List<PartETag> _sent = [];
    private string? _upload;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var now = buffer[..Math.Min(buffer.Length, PartBytes - (int)_part.Length)];
            _part.Write(now);
            buffer = buffer[now.Length..];
            if (_part.Length == PartBytes)
            {
                // The reader of a file writes what it rejects as it goes, and waits here.
                SendAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
        }
    }

    public override async Task CompleteAsync(CancellationToken cancellation = default)
    {
        if (_upload is null)
        {
            _part.Position = 0;
            await client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    InputStream = _part,
                    ContentType = MediaTypes.Of(key),
                    UseChunkEncoding = false,
                    AutoCloseStream = false,
                },
                cancellation);
            return;
        }

        if (_part.Length > 0)
        {
            await SendAsync(cancellation);
        }

        await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _upload, PartETags = _sent }, cancellation);
    }

    protected override void Dispose(bool disposing)
    {
        _part.Dispose();
        base.Dispose(disposing);
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        _upload ??= (await client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = MediaTypes.Of(key) }, cancellation)).UploadId;
        _part.Position = 0;
        var answer = await client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = _upload,
                PartNumber = _sent.Count + 1,
                InputStream = _part,
                PartSize = _part.Length,
                UseChunkEncoding = false,
            },
            cancellation);
        _sent.Add(new PartETag(answer));
        _part.SetLength(0);
    }
}
