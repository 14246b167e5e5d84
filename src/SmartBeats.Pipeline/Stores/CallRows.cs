using System.Runtime.InteropServices;
using SmartBeats.Calls;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Calls in memory without their event numbers and details, by their places in a table: 28 bytes a call.</summary>
/// <remarks>What few calls differ in (offset, units, disposition, priority, incident) is kept once, and each call has a number for it.</remarks>
/// <param name="rowsPerBlock">Calls that get memory together.</param>
internal sealed class CallRows(int rowsPerBlock)
{
    private readonly List<Row[]> _blocks = [];
    private readonly Dictionary<CallKind, int> _numberOfKind = [];
    private readonly List<CallKind> _kinds = [];
    private readonly Dictionary<string, int> _numberOfDisposition = new(StringComparer.Ordinal);
    private readonly List<string> _dispositions = [];

    /// <summary>Codes by the numbers they are kept under.</summary>
    public IReadOnlyList<string> Dispositions => _dispositions;

    public int Count { get; private set; }

    public void Add(in Call call)
    {
        if (Count % rowsPerBlock == 0)
        {
            _blocks.Add(new Row[rowsPerBlock]);
        }

        Count++;
        Set(Count - 1, call);
    }

    public void Set(int at, in Call call) => _blocks[at / rowsPerBlock][at % rowsPerBlock] = new Row
    {
        Longitude = call.Longitude,
        Latitude = call.Latitude,
        Seconds = (uint)call.LocalSeconds,
        MinuteHundredths = call.ServiceMinuteHundredths ?? CallKind.None,
        Kind = FindKind(call),
    };

    /// <summary>The call without its event number and its details.</summary>
    public Call Read(int at)
    {
        ref readonly var row = ref _blocks[at / rowsPerBlock][at % rowsPerBlock];
        var kind = _kinds[row.Kind];
        var local = kind.FindLocalSeconds(row.Seconds);
        return new(
            "",
            kind.Priority,
            Call.ReadFlag(kind.Incident),
            row.Longitude,
            row.Latitude,
            local - kind.UtcOffset,
            local,
            _dispositions[kind.Disposition],
            row.MinuteHundredths == CallKind.None ? null : row.MinuteHundredths,
            kind.Units == CallKind.None ? null : kind.Units);
    }

    public (double Longitude, double Latitude) ReadPlace(int at)
    {
        ref readonly var row = ref _blocks[at / rowsPerBlock][at % rowsPerBlock];
        return (row.Longitude, row.Latitude);
    }

    public double ReadLongitude(int at) => _blocks[at / rowsPerBlock][at % rowsPerBlock].Longitude;

    /// <summary>Minutes, <see cref="CallKind.None"/> for none, beside what the call shares with others.</summary>
    public CallKind ReadKind(int at, out long localSeconds, out int minuteHundredths)
    {
        ref readonly var row = ref _blocks[at / rowsPerBlock][at % rowsPerBlock];
        var kind = _kinds[row.Kind];
        (localSeconds, minuteHundredths) = (kind.FindLocalSeconds(row.Seconds), row.MinuteHundredths);
        return kind;
    }

    private int FindKind(in Call call)
    {
        ref var disposition = ref CollectionsMarshal.GetValueRefOrAddDefault(_numberOfDisposition, call.Disposition, out var isKnown);
        if (!isKnown)
        {
            disposition = _dispositions.Count;
            _dispositions.Add(call.Disposition);
        }

        var kind = new CallKind(
            (int)(call.LocalSeconds >> 32), (int)(call.LocalSeconds - call.UtcSeconds), call.Units ?? CallKind.None, disposition, call.Priority, (byte)call.IncidentCode);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numberOfKind, kind, out isKnown);
        if (!isKnown)
        {
            number = _kinds.Count;
            _kinds.Add(kind);
        }

        return number;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Row
    {
        public double Longitude;
        public double Latitude;
        public uint Seconds;
        public int MinuteHundredths;
        public int Kind;
    }
}

/// <summary>What many calls share.</summary>
/// <param name="Era">The upper half of the local seconds: 0 but for calls before 1970 or after 2106.</param>
/// <param name="UtcOffset">Local seconds less those of UTC.</param>
/// <param name="Units"><see cref="None"/> where the call does not say.</param>
/// <param name="Disposition">The code's number.</param>
/// <param name="Incident">As <see cref="Call.IncidentCode"/>.</param>
internal readonly record struct CallKind(int Era, int UtcOffset, int Units, int Disposition, byte Priority, byte Incident)
{
    /// <summary>What no field of a call is: minutes and units are 0 or more.</summary>
    public const int None = -1;

    public long FindLocalSeconds(uint seconds) => ((long)Era << 32) + seconds;
}
