using CsvHelper;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Calls;

/// <summary>Reads what a plain file tells of its calls beside the contract's own columns. Not for two threads at once.</summary>
/// <remarks>None of it rejects a row: a stamp that is none and a source without a meaning leave their field empty, and are counted.</remarks>
internal sealed class CallDetailReader
{
    /// <summary>Characters kept of a text; what follows is cut.</summary>
    public const int LongestText = 200;

    private const int MostShared = 20_000;

    /// <summary>Names of the columns, in the order they are read in.</summary>
    public static readonly IReadOnlyList<string> Names = ["nature", "source", "unit", "beat", "received", "dispatched", "arrived", "cleared"];

    private readonly int[] _places;
    private readonly CityClock _clock;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool?> _sources = new(StringComparer.Ordinal);

    /// <param name="places">Of the columns of <see cref="Names"/> in a row; below 0 where the file has none.</param>
    /// <param name="clock">Of the city whose local time stamps without an offset are in.</param>
    public CallDetailReader(int[] places, CityClock clock) => (_places, _clock) = (places, clock);

    /// <summary>Rows with a source that is neither citizen nor officer.</summary>
    public long UnknownCodes { get; private set; }

    /// <summary>Rows with a stamp that is none.</summary>
    public long UnreadStamps { get; private set; }

    /// <returns>Null where the row tells nothing.</returns>
    public CallDetails? Read(IParser row)
    {
        var unread = false;
        var details = new CallDetails
        {
            Nature = ReadText(row, 0),
            IsOfficerInitiated = ReadSource(row),
            Unit = ReadText(row, 2),
            Beat = ReadText(row, 3),
            ReceivedUtc = ReadStamp(row, 4, ref unread),
            DispatchedUtc = ReadStamp(row, 5, ref unread),
            ArrivedUtc = ReadStamp(row, 6, ref unread),
            ClearedUtc = ReadStamp(row, 7, ref unread),
        };
        UnreadStamps += unread ? 1 : 0;
        return details.IsEmpty ? null : details;
    }

    private string ReadText(IParser row, int field)
    {
        if (_places[field] < 0 || row[_places[field]].Trim() is not { Length: > 0 } text)
        {
            return "";
        }

        text = text.Length > LongestText ? text[..LongestText] : text;
        if (_texts.TryGetValue(text, out var shared))
        {
            return shared;
        }

        if (_texts.Count < MostShared)
        {
            _texts.Add(text, text);
        }

        return text;
    }

    private bool? ReadSource(IParser row)
    {
        var text = ReadText(row, 1);
        if (text.Length == 0)
        {
            return null;
        }

        if (!_sources.TryGetValue(text, out var source))
        {
            source = CodeTables.FindSource(text) is { } meaning ? meaning == "officer" : null;
            if (_sources.Count < MostShared)
            {
                _sources.Add(text, source);
            }
        }

        UnknownCodes += source is null ? 1 : 0;
        return source;
    }

    private long? ReadStamp(IParser row, int field, ref bool unread)
    {
        if (_places[field] < 0 || row[_places[field]].AsSpan().Trim() is not { IsEmpty: false } text)
        {
            return null;
        }

        if (_clock.TryRead(text, out var utc, out _))
        {
            return utc;
        }

        unread = true;
        return null;
    }
}
