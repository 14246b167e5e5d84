namespace SmartBeats.Calls.Files;

/// <summary>An entry of an archive that owns what it lies in: disposing it closes all.</summary>
internal sealed class ArchiveEntryStream(Stream entry, params IDisposable[] owned) : ForwardStream
{
    public override int Read(Span<byte> buffer) => entry.Read(buffer);

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
