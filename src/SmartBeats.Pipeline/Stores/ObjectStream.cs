namespace SmartBeats.Pipeline.Stores;

/// <summary>A file of an object store that is written bit by bit, in memory that does not grow with it.</summary>
/// <remarks>Nobody sees it before it is completed; disposed before that, it leaves what was there as it was.</remarks>
public abstract class ObjectStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Puts the file in place, of an older one too. Nothing can be written after.</summary>
    public abstract Task CompleteAsync(CancellationToken cancellation = default);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
