namespace SmartBeats.Calls;

/// <summary>What makes a record unreadable before its fields are looked at.</summary>
internal enum RecordFault : byte
{
    None,
    UnclosedQuote,
    TextAfterQuote,
    QuoteInsideField,
    TooLong,
}

/// <summary>One record inside a block's bytes, its line ending left out. A faulty one ends with the line of its fault.</summary>
/// <param name="Line">Line of the file on which the record starts, from 1.</param>
internal readonly record struct RecordSpan(long Line, int Start, int Length, RecordFault Fault);

/// <summary>A run of whole records as bytes.</summary>
internal sealed class RecordBlock
{
    public byte[] Bytes { get; set; } = [];

    public List<RecordSpan> Records { get; } = [];

    public ReadOnlySpan<byte> BytesOf(in RecordSpan record) => Bytes.AsSpan(record.Start, record.Length);
}
