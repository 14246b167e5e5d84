namespace SmartBeats.Pipeline.Intake;

/// <summary>A stream that tells how much of it is read, at most a hundred times.</summary>
internal sealed class WatchedStream(Stream content, long bytes, IProgress<double>? progress) : Stream
{
    private long _read;
    private long _nextTold;

    public override bool CanRead => true;

    public override bool CanSeek => content.CanSeek;

    public override bool CanWrite => false;

    public override long Length => content.Length;

    public override long Position
    {
        get => content.Position;
        set => content.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        _read += read;
        if (progress is not null && bytes > 0 && _read >= _nextTold)
        {
            _nextTold = _read + bytes / 100;
            progress.Report(Math.Min(1, (double)_read / bytes));
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => content.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
