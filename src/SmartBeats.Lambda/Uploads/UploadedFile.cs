using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SmartBeats.Files;
using SmartBeats.Pipeline.Intake;

namespace SmartBeats.Lambda.Uploads;

/// <summary>The bytes of one uploaded version, and what whoever uploaded it said of them.</summary>
internal sealed class UploadedFile(IAmazonS3 client, Upload upload)
{
    /// <summary>An archive is gone back and forth in, so it is held in memory; other files stream.</summary>
    private const long LargestArchiveBytes = 512L << 20;

    private bool _isArchive;
    private byte[]? _archive;

    /// <summary>What was said of the file, by name; known once it was looked at.</summary>
    public MetadataCollection Said { get; private set; } = new();

    /// <summary>Looks at the file's first bytes, and at what was said of it.</summary>
    /// <exception cref="SupersededException">Removed, or in a bucket without versions replaced: its own event follows.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        using var answer = await GetAsync(upload.Bytes == 0 ? null : new ByteRange(0, FileKind.HeadBytes - 1), cancellation);
        var head = new byte[FileKind.HeadBytes];
        var length = await answer.ResponseStream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        _isArchive = FileKind.Recognise(upload.Place.FileName, head.AsSpan(0, length)).Form is FileForm.Zip or FileForm.ZippedTable or FileForm.Workbook or FileForm.Parquet;
        Said = answer.Metadata;
    }

    /// <summary>The file as it is taken in: the version the event named, whatever was uploaded since.</summary>
    public IntakeFile ToIntake(CancellationToken cancellation) => new(upload.Place.FileName, upload.Bytes, () => Open(cancellation));

    /// <summary>Readers of files do not wait: their thread does.</summary>
    private Stream Open(CancellationToken cancellation) =>
        _isArchive ? new MemoryStream(_archive ??= ReadArchive(cancellation), writable: false) : OpenContent(cancellation);

    private Stream OpenContent(CancellationToken cancellation) => GetAsync(null, cancellation).GetAwaiter().GetResult().ResponseStream;

    private byte[] ReadArchive(CancellationToken cancellation)
    {
        if (upload.Bytes > LargestArchiveBytes)
        {
            throw new InputException(
                upload.Place.FileName,
                $"is an archive of {upload.Bytes >> 20:N0} MB, more than the {LargestArchiveBytes >> 20:N0} MB one may have here",
                "Send the file inside as it is, or packed with gzip.");
        }

        using var content = OpenContent(cancellation);
        using var bytes = new MemoryStream((int)upload.Bytes);
        content.CopyTo(bytes);
        return bytes.ToArray();
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
            return await client.GetObjectAsync(request, cancellation);
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            throw new SupersededException();
        }
    }
}
