using System.Buffers.Binary;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls put into the order of their event numbers before a database sees them; of two with one number the later is kept.</summary>
/// <remarks>
/// Rows that come in the database's own order are appended to its pages; in any other each is searched for and pages are split.
/// 64 MB of records are held (about 900,000 calls, and 16 bytes each to sort them); further ones lie sorted in a temporary file
/// that no other process sees, and all are merged as they are read.
/// </remarks>
/// <param name="bytesHeld">Records held in memory before they are written aside.</param>
internal sealed class StagedCalls(int bytesHeld = 64 << 20) : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly List<byte[]> _chunks = [];
    private readonly List<Entry> _entries = [];
    private readonly List<CallRunFile> _files = [];
    private int _used = ChunkBytes;
    private long _held;
    private bool _isSorted = true;

    /// <summary>Sorted runs written aside.</summary>
    public int Files => _files.Count;

    public void Add(in Call call)
    {
        var most = CallRecord.FindMostBytes(call);
        if (_used + most > ChunkBytes)
        {
            if (_held >= bytesHeld)
            {
                WriteAside();
            }

            _chunks.Add(new byte[Math.Max(most, ChunkBytes)]);
            _held += _chunks[^1].Length;
            _used = 0;
        }

        var record = _chunks[^1].AsSpan(_used);
        var length = CallRecord.Write(record, call);
        var entry = new Entry(Entry.ReadPrefix(CallRecord.ReadNumber(record)), _chunks.Count - 1, _used, length);
        _isSorted = _isSorted && (_entries.Count == 0 || Compare(_entries[^1], entry) < 0);
        _entries.Add(entry);
        _used += length;
    }

    /// <summary>Every event number once, ascending by its bytes in UTF-8: the order of text keys in SQLite.</summary>
    /// <returns>Records, each good until the next is asked for.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> ReadInOrder()
    {
        Sort();
        return _files.Count == 0 ? ReadHeld() : Merge();
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private IEnumerable<ReadOnlyMemory<byte>> Merge()
    {
        var runs = new PriorityQueue<IEnumerator<ReadOnlyMemory<byte>>, (ReadOnlyMemory<byte> Record, int Run)>(new ByNumber());
        for (var run = 0; run <= _files.Count; run++)
        {
            Queue((run < _files.Count ? _files[run].Read() : ReadHeld()).GetEnumerator(), run);
        }

        // Of one number the runs come in the order they were written in: the last of them is the latest row.
        while (runs.TryDequeue(out var first, out var place))
        {
            if (runs.TryPeek(out _, out var next) && IsSame(place.Record, next.Record))
            {
                Queue(first, place.Run);
                continue;
            }

            yield return place.Record;
            Queue(first, place.Run);
        }

        void Queue(IEnumerator<ReadOnlyMemory<byte>> run, int number)
        {
            if (run.MoveNext())
            {
                runs.Enqueue(run, (run.Current, number));
            }
        }
    }

    private void WriteAside()
    {
        Sort();
        _files.Add(CallRunFile.Write(ReadHeld()));
        _chunks.Clear();
        _entries.Clear();
        (_held, _isSorted) = (0, true);
    }

    private void Sort()
    {
        if (!_isSorted)
        {
            _entries.Sort(Compare);
            _isSorted = true;
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> ReadHeld()
    {
        for (var at = 0; at < _entries.Count; at++)
        {
            if (at + 1 == _entries.Count || !IsSame(RecordOf(_entries[at]), RecordOf(_entries[at + 1])))
            {
                yield return RecordOf(_entries[at]);
            }
        }
    }

    private ReadOnlyMemory<byte> RecordOf(in Entry entry) => _chunks[entry.Chunk].AsMemory(entry.At, entry.Length);

    private int Compare(Entry one, Entry other)
    {
        var order = one.Prefix.CompareTo(other.Prefix);
        if (order == 0)
        {
            order = CallRecord.ReadNumber(RecordOf(one).Span).SequenceCompareTo(CallRecord.ReadNumber(RecordOf(other).Span));
        }

        // Of one number in the order they came in.
        return order != 0 ? order : (one.Chunk, one.At).CompareTo((other.Chunk, other.At));
    }

    private static bool IsSame(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        CallRecord.ReadNumber(one.Span).SequenceEqual(CallRecord.ReadNumber(other.Span));

    /// <param name="Prefix">The number's first eight bytes, big endian: most comparisons end here.</param>
    private readonly record struct Entry(ulong Prefix, int Chunk, int At, int Length)
    {
        public static ulong ReadPrefix(ReadOnlySpan<byte> number)
        {
            Span<byte> first = stackalloc byte[8];
            first.Clear();
            number[..Math.Min(8, number.Length)].CopyTo(first);
            return BinaryPrimitives.ReadUInt64BigEndian(first);
        }
    }

    private sealed class ByNumber : IComparer<(ReadOnlyMemory<byte> Record, int Run)>
    {
        public int Compare((ReadOnlyMemory<byte> Record, int Run) x, (ReadOnlyMemory<byte> Record, int Run) y)
        {
            var order = CallRecord.ReadNumber(x.Record.Span).SequenceCompareTo(CallRecord.ReadNumber(y.Record.Span));
            return order != 0 ? order : x.Run.CompareTo(y.Run);
        }
    }
}
