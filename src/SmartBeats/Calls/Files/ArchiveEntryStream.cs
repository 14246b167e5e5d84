namespace SmartBeats.Calls.Files;

/// <summary>An entry of an archive that owns what it lies in: disposing it closes all.</summary>
internal sealed class ArchiveEntryStream(Stream entry, params IDisposable[] owned) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => entry.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => entry.Read(buffer);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            entry.Dispose();
            foreach (var outer in owned)
            {
                outer.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
