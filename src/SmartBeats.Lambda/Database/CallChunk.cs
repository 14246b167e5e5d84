using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartBeats.Calls;

namespace SmartBeats.Lambda.Database;

/// <summary>Calls gathered for one statement, as a JSON array of small objects.</summary>
/// <remarks>
/// The array travels as a text inside the request's JSON, where a quote becomes six bytes: what counts toward the Data
/// API's 4 MiB is measured as it will travel.
/// </remarks>
internal sealed class CallChunk : IDisposable
{
    /// <summary>Below 4 MiB by room for the statement, the names and one more row (a field has at most 64 KB, three times on the wire).</summary>
    public const int MostBytes = 3 << 20;

    private static readonly SearchValues<byte> _sixBytes = SearchValues.Create("\"'<>&+`"u8);

    private readonly ArrayBufferWriter<byte> _text = new(1 << 20);
    private readonly Utf8JsonWriter _writer;
    private long _place;
    private int _bytes;

    public CallChunk() => _writer = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public int Rows { get; private set; }

    public bool IsFull => _bytes >= MostBytes;

    public void Add(in Call call)
    {
        if (Rows++ == 0)
        {
            _writer.WriteStartArray();
        }

        var at = _text.WrittenCount;
        _writer.WriteStartObject();
        _writer.WriteString("e", call.EventNumber);
        _writer.WriteNumber("n", _place++);
        _writer.WriteNumber("p", call.Priority);
        _writer.WriteNumber("i", call.IncidentCode);
        _writer.WriteNumber("x", call.Longitude);
        _writer.WriteNumber("y", call.Latitude);
        _writer.WriteNumber("u", call.UtcSeconds);
        _writer.WriteNumber("l", call.LocalSeconds);
        _writer.WriteString("d", call.Disposition);
        if (call.ServiceMinuteHundredths is { } minutes)
        {
            _writer.WriteNumber("m", minutes);
        }

        if (call.Units is { } units)
        {
            _writer.WriteNumber("k", units);
        }

        if (call.Details is { } details)
        {
            WriteDetails(details, call.SourceCode);
        }

        _writer.WritePropertyName("h");
        _writer.WriteRawValue(CallSetVersion.HashOf(call).ToString(CultureInfo.InvariantCulture), skipInputValidation: true);
        _writer.WriteEndObject();
        _writer.Flush();
        _bytes += BytesOnTheWire(_text.WrittenSpan[at..]);
    }

    private void WriteDetails(CallDetails details, int source)
    {
        _writer.WriteString("a", details.Nature);
        _writer.WriteNumber("s", source);
        _writer.WriteString("b", details.Unit);
        _writer.WriteString("c", details.Beat);
        foreach (var (name, stamp) in new[] { ("t1", details.ReceivedUtc), ("t2", details.DispatchedUtc), ("t3", details.ArrivedUtc), ("t4", details.ClearedUtc) })
        {
            if (stamp is { } seconds)
            {
                _writer.WriteNumber(name, seconds);
            }
        }
    }

    /// <summary>The chunk's text; empties the chunk, places go on.</summary>
    public string Take()
    {
        _writer.WriteEndArray();
        _writer.Flush();
        var rows = Encoding.UTF8.GetString(_text.WrittenSpan);
        _text.ResetWrittenCount();
        _writer.Reset();
        (Rows, _bytes) = (0, 0);
        return rows;
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>At most this many bytes once the text is a string in JSON.</summary>
    internal static int BytesOnTheWire(ReadOnlySpan<byte> text)
    {
        var bytes = 0;
        foreach (var b in text)
        {
            bytes += b switch
            {
                >= 0x80 => 3,
                (byte)'\\' => 2,
                _ => _sixBytes.Contains(b) ? 6 : 1,
            };
        }

        return bytes;
    }
}
