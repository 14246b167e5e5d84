using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SmartBeats.Api.Answers;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Stores;

/// <summary>Files of one bucket. S3 is strongly consistent: what was written is read and listed at once.</summary>
/// <remarks>The client retries throttling, 5xx and dropped connections itself (standard mode, 4 retries, full jitter).</remarks>
public sealed class S3ObjectStore(IAmazonS3 client, string bucket) : IObjectStore
{
    /// <summary>Two writers of one new key may both be told to come again (409): how often we do.</summary>
    private const int ConflictTries = 5;

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellation = default)
    {
        try
        {
            return (await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key }, cancellation)).ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default) =>
        await client.PutObjectAsync(Request(key, content), cancellation);

    public Task<ObjectStream> BeginAsync(string key, CancellationToken cancellation = default) =>
        Task.FromResult<ObjectStream>(new S3ObjectStream(client, bucket, key));

    public async Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
    {
        for (var tries = 1; ; tries++)
        {
            var request = Request(key, content);
            request.IfNoneMatch = "*";
            try
            {
                await client.PutObjectAsync(request, cancellation);
                return true;
            }
            catch (AmazonS3Exception taken) when (taken.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
            catch (AmazonS3Exception conflict) when (conflict.StatusCode == HttpStatusCode.Conflict && tries < ConflictTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * tries), cancellation);
            }
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation = default)
    {
        var keys = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        ListObjectsV2Response page;
        do
        {
            page = await client.ListObjectsV2Async(request, cancellation);
            keys.AddRange((page.S3Objects ?? []).Select(file => file.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    public async Task DeleteAsync(string key, CancellationToken cancellation = default) =>
        await client.DeleteObjectAsync(bucket, key, cancellation);

    private PutObjectRequest Request(string key, ReadOnlyMemory<byte> content) => new()
    {
        BucketName = bucket,
        Key = key,
        InputStream = new ReadOnlyMemoryStream(content),
        ContentType = MediaTypes.Of(key),
        // The signature covers the content's SHA-256: a second checksum in a trailer would add nothing but bytes.
        UseChunkEncoding = false,
    };

    /// <summary>The client wants a stream; memory as one, without a copy.</summary>
    private sealed class ReadOnlyMemoryStream(ReadOnlyMemory<byte> content) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => content.Length;

        public override long Position { get => _at; set => _at = checked((int)value); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var part = content.Span[_at..Math.Min(content.Length, _at + buffer.Length)];
            part.CopyTo(buffer);
            _at += part.Length;
            return part.Length;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _at + offset,
            _ => content.Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
