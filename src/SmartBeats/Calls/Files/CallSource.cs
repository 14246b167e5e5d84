namespace SmartBeats.Calls.Files;

/// <summary>A calls file, or one of several that make one load.</summary>
public sealed class CallSource
{
    private readonly Func<Stream> _open;

    /// <summary>A file that can be opened again.</summary>
    /// <param name="name">As messages name it.</param>
    /// <param name="open">Opens it from its beginning; called as often as it is read, at least once, and each stream is disposed.</param>
    public CallSource(string name, Func<Stream> open)
        : this(name, open, canReopen: true)
    {
    }

    internal CallSource(string name, Func<Stream> open, bool canReopen) => (Name, _open, CanReopen) = (name, open, canReopen);

    /// <summary>As messages name it.</summary>
    public string Name { get; }

    /// <summary>Whether it can be looked at before it is read.</summary>
    internal bool CanReopen { get; }

    /// <summary>What is to be known of how it is read, a sentence each.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    internal Stream Open() => _open();

    /// <summary>A stream of somebody else's, read from where it stands and left open.</summary>
    internal static CallSource FromStream(string name, Stream stream)
    {
        var start = stream.CanSeek ? stream.Position : -1;
        return new CallSource(name, Open, start >= 0);

        Stream Open()
        {
            if (start >= 0)
            {
                stream.Position = start;
            }

            return new UnownedStream(stream);
        }
    }

    /// <summary>The same bytes through another stream.</summary>
    internal CallSource Through(Func<Stream, Stream> form) => new(Name, () => form(_open()), CanReopen) { Notes = Notes };
}
