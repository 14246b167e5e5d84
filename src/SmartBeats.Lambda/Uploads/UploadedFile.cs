using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SmartBeats.Api.Uploads;
using SmartBeats.Files;

namespace SmartBeats.Lambda.Uploads;

/// <summary>The bytes of one uploaded version.</summary>
internal sealed class UploadedFile(IAmazonS3 client, Upload upload)
{
    /// <summary>The period that whoever uploaded it says it holds whole, as they wrote it; known once something was read.</summary>
    public string? Replaces { get; private set; }

    /// <summary>The file from its beginning; the version the event named, whatever was uploaded since.</summary>
    /// <exception cref="SupersededException">Removed, or in a bucket without versions replaced: its own event follows.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellation) => (await GetAsync(null, cancellation)).ResponseStream;

    public async Task<byte[]> HeadAsync(CancellationToken cancellation)
    {
        if (upload.Bytes == 0)
        {
            return [];
        }

        using var answer = await GetAsync(new ByteRange(0, FileKind.HeadBytes - 1), cancellation);
        using var head = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(head, cancellation);
        return head.ToArray();
    }

    private async Task<GetObjectResponse> GetAsync(ByteRange? range, CancellationToken cancellation)
    {
        var request = new GetObjectRequest { BucketName = upload.Bucket, Key = upload.Key, ByteRange = range };
        if (upload.VersionId.Length > 0)
        {
            request.VersionId = upload.VersionId;
        }
        else if (upload.ETag.Length > 0)
        {
            request.EtagToMatch = upload.ETag;
        }

        try
        {
            var answer = await client.GetObjectAsync(request, cancellation);
            Replaces = answer.Metadata[InviteUpload.ReplacesPeriod];
            return answer;
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            throw new SupersededException();
        }
    }
}
