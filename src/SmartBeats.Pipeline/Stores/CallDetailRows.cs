using System.Runtime.InteropServices;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>What calls in memory tell beside, by their places in a table: 48 bytes a call where some of its block tell something, none elsewhere.</summary>
/// <param name="rowsPerBlock">Calls that get or lack memory together.</param>
internal sealed class CallDetailRows(int rowsPerBlock)
{
    private const long NoStamp = long.MinValue;

    private static readonly Row _nothing = new() { Source = Call.Unknown, Received = NoStamp, Dispatched = NoStamp, Arrived = NoStamp, Cleared = NoStamp };

    private readonly List<Row[]?> _blocks = [];
    private readonly List<string> _texts = [""];
    private readonly Dictionary<string, int> _numberOfText = new(StringComparer.Ordinal) { [""] = 0 };

    /// <summary>Natures, units and beats by the numbers they are kept under; the first is empty.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public void Set(int at, CallDetails? details)
    {
        var block = at / rowsPerBlock;
        while (_blocks.Count <= block)
        {
            _blocks.Add(null);
        }

        if (details is null && _blocks[block] is null)
        {
            return;
        }

        var rows = _blocks[block] ??= CreateBlock();
        rows[at % rowsPerBlock] = details is null ? _nothing : new Row
        {
            Nature = FindNumber(details.Nature),
            Unit = FindNumber(details.Unit),
            Beat = FindNumber(details.Beat),
            Source = (byte)(details.IsOfficerInitiated switch { true => 1, false => 0, null => Call.Unknown }),
            Received = details.ReceivedUtc ?? NoStamp,
            Dispatched = details.DispatchedUtc ?? NoStamp,
            Arrived = details.ArrivedUtc ?? NoStamp,
            Cleared = details.ClearedUtc ?? NoStamp,
        };
    }

    /// <returns>Null where the call tells nothing.</returns>
    public CallDetails? Find(int at)
    {
        if (_blocks[at / rowsPerBlock] is not { } rows)
        {
            return null;
        }

        ref readonly var row = ref rows[at % rowsPerBlock];
        var details = new CallDetails
        {
            Nature = _texts[row.Nature],
            IsOfficerInitiated = Call.ReadFlag(row.Source),
            Unit = _texts[row.Unit],
            Beat = _texts[row.Beat],
            ReceivedUtc = ReadStamp(row.Received),
            DispatchedUtc = ReadStamp(row.Dispatched),
            ArrivedUtc = ReadStamp(row.Arrived),
            ClearedUtc = ReadStamp(row.Cleared),
        };
        return details.IsEmpty ? null : details;
    }

    /// <summary>The place of the call's nature in <see cref="Texts"/>; 0 for none.</summary>
    public int FindNature(int at) => _blocks[at / rowsPerBlock] is { } rows ? rows[at % rowsPerBlock].Nature : 0;

    /// <summary>As <see cref="Call.SourceCode"/>.</summary>
    public int FindSource(int at) => _blocks[at / rowsPerBlock] is { } rows ? rows[at % rowsPerBlock].Source : Call.Unknown;

    /// <summary>Whether it has plausible stamps of arrival and clearing.</summary>
    public bool IsTimed(int at)
    {
        if (_blocks[at / rowsPerBlock] is not { } rows)
        {
            return false;
        }

        ref readonly var row = ref rows[at % rowsPerBlock];
        return row.Arrived != NoStamp && row.Cleared != NoStamp && row.Cleared >= row.Arrived && row.Cleared - row.Arrived <= CallTimes.Longest;
    }

    private int FindNumber(string text)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numberOfText, text, out var isKnown);
        if (!isKnown)
        {
            number = _texts.Count;
            _texts.Add(text);
        }

        return number;
    }

    private Row[] CreateBlock()
    {
        var rows = new Row[rowsPerBlock];
        Array.Fill(rows, _nothing);
        return rows;
    }

    private static long? ReadStamp(long stamp) => stamp == NoStamp ? null : stamp;

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Row
    {
        public long Received;
        public long Dispatched;
        public long Arrived;
        public long Cleared;
        public int Nature;
        public int Unit;
        public int Beat;
        public byte Source;
    }
}
