using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace SmartBeats.Lambda.Uploads;

internal enum ContentKind
{
    Calls,
    Map,
}

/// <summary>The bytes of one uploaded version.</summary>
internal sealed class UploadedFile(IAmazonS3 client, Upload upload)
{
    /// <summary>The object's own word for a period it replaces; S3 keeps it as <c>x-amz-meta-replaces-period</c>.</summary>
    public const string ReplacesPeriod = "replaces-period";

    private const int HeadBytes = 4096;

    private static readonly string[] _mapEndings = [".zip", ".geojson", ".json", ".shp", ".shx", ".dbf", ".prj", ".gpkg", ".kml", ".kmz"];

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

        using var answer = await GetAsync(new ByteRange(0, HeadBytes - 1), cancellation);
        using var head = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(head, cancellation);
        return head.ToArray();
    }

    /// <summary>Whose reader shall have a file: judged by its content, by its name where the content says nothing. The reader refuses what it is not.</summary>
    public static ContentKind KindOf(ReadOnlySpan<byte> head, string fileName)
    {
        if (head.StartsWith("PK"u8))
        {
            // A workbook is a zip, too; the reader of calls knows what to say to it.
            return head.IndexOf("xl/"u8) >= 0 || head.IndexOf("[Content_Types].xml"u8) >= 0 ? ContentKind.Calls : ContentKind.Map;
        }

        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        var isJson = text.Length > 0 && text[0] is (byte)'{' or (byte)'[';
        var isShape = head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0x27, 0x0A]);
        return isJson || isShape || (!LooksLikeCsv(text) && _mapEndings.Contains(Path.GetExtension(fileName).ToLowerInvariant())) ? ContentKind.Map : ContentKind.Calls;
    }

    private static bool LooksLikeCsv(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOf((byte)'\n') is var end and > 0 ? text[..end] : text;
        return line.Count((byte)',') >= 2 && !line.Contains((byte)0);
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
            Replaces = answer.Metadata[ReplacesPeriod];
            return answer;
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            throw new SupersededException();
        }
    }
}
