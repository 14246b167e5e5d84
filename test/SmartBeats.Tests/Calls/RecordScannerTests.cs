using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class RecordScannerTests
{
    [Theory]
    [InlineData("a,b\nc,d", "1:a,b|2:c,d")]
    [InlineData("a\r\nb\rc\n", "1:a|2:b|3:c")]
    [InlineData("\uFEFFa\n\n\nb\n\n", "1:a|2:|3:|4:b|5:")]
    [InlineData("\"a\r\nb\rc\nd\",x\ne", "1:\"a\r\nb\rc\nd\",x|5:e")]
    [InlineData("\"a\"\"b\",\"\"\nc", "1:\"a\"\"b\",\"\"|2:c")]
    [InlineData("a,\"b\nc\nd", "1!UnclosedQuote:a,\"b|2:c|3:d")]
    [InlineData("a,\"b\" c\nd", "1!TextAfterQuote:a,\"b\" c|2:d")]
    [InlineData("a,\"b\n\" c\nd", "1!TextAfterQuote:a,\"b|2!UnclosedQuote:\" c|3:d")]
    [InlineData("a, \"b\"\nd", "1!QuoteInsideField:a, \"b\"|2:d")]
    // The fault of the second quoted field is its own line's: what the first field spans is not read again.
    [InlineData("\"a\nb\",\"c\nd\ne", "1!UnclosedQuote:\"a\nb\",\"c|3:d|4:e")]
    [InlineData("", "")]
    public void Scanner_cuts_records_and_knows_their_lines(string csv, string expected)
    {
        foreach (var blockBytes in new[] { 4, 5, 7, 16, 4096 })
        {
            Scan(csv, blockBytes).ShouldBe(expected, $"in blocks of {blockBytes} bytes");
        }
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void A_quoted_field_may_span_100_lines(int lines, bool refused)
    {
        var csv = $"\"{string.Join('\n', Enumerable.Repeat("x", lines))}\",y\nz";
        Scan(csv, 64).StartsWith("1!UnclosedQuote:\"x|2:x|", StringComparison.Ordinal).ShouldBe(refused);
    }

    [Theory]
    [InlineData(RecordScanner.MaxFieldBytes - 1, false)]
    [InlineData(RecordScanner.MaxFieldBytes + 1, true)]
    public void A_quoted_field_may_hold_64_KB(int bytes, bool refused)
    {
        var csv = $"\"{new string('x', bytes - 2)}\n\"\nz";
        Scan(csv, 4096).StartsWith("1!UnclosedQuote:\"", StringComparison.Ordinal).ShouldBe(refused);
        Scan(csv, 4096).ShouldEndWith(refused ? "|2!UnclosedQuote:\"|3:z" : ":z");
    }

    [Fact]
    public void A_line_without_an_end_is_one_rejected_record_in_bounded_memory()
    {
        var scanner = new RecordScanner(new Repeated("abcdefgh"u8.ToArray(), 64 * 1024 * 1024));
        var block = new RecordBlock();
        var records = 0;
        while (scanner.TryNext(block))
        {
            records += block.Records.Count;
            block.Records.ShouldAllBe(record => record.Fault == RecordFault.TooLong);
        }

        records.ShouldBe(1);
        block.Bytes.Length.ShouldBeLessThan(8 * 1024 * 1024);
    }

    [Theory]
    [InlineData("\"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n")]
    [InlineData("\"\n")]
    [InlineData("\"\"\"\n")]
    [InlineData("\"x\"y\"\n")]
    [InlineData("a,\"b\nc,\"\"\n")]
    [InlineData("\r\"")]
    public void Many_stray_quotes_take_time_in_proportion_to_the_file(string unit)
    {
        // Quadratic work on 8 MB would not end within the test run.
        var scanner = new RecordScanner(new Repeated(Encoding.UTF8.GetBytes(unit), 8 * 1024 * 1024));
        var block = new RecordBlock();
        var records = 0;
        while (scanner.TryNext(block))
        {
            records += block.Records.Count;
        }

        records.ShouldBeGreaterThan(1);
        block.Bytes.Length.ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public void Scanner_and_parser_read_back_any_fields_written_by_the_book()
    {
        var field = Gen.Elements("", "a", " b ", ",", "\"", "\"\"", "\n", "\r\n", "\r", "é😎", ",\"\n\"", "'=1").ArrayOf().Select(parts => string.Concat(parts.Take(6)));
        var file = field.ArrayOf().Select(fields => fields.Append("").Prepend("x").ToArray()).ArrayOf();
        Prop.ForAll(
            Arb.From(file),
            rows =>
            {
                var csv = string.Join("\r\n", rows.Select(row => string.Join(',', row.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))));
                return new[] { 8, 4096 }.All(blockBytes => CsvCorpus.Read(Encoding.UTF8.GetBytes(csv), blockBytes).Select(row => row.Cells).SequenceEqual(rows, Cells.Same));
            }).QuickCheckThrowOnFailure();
    }

    private static string Scan(string csv, int blockBytes)
    {
        var scanner = new RecordScanner(new MemoryStream(Encoding.UTF8.GetBytes(csv)), blockBytes: blockBytes);
        var block = new RecordBlock();
        var found = new List<string>();
        while (scanner.TryNext(block))
        {
            found.AddRange(block.Records.Select(record => string.Create(
                CultureInfo.InvariantCulture,
                $"{record.Line}{(record.Fault == RecordFault.None ? "" : $"!{record.Fault}")}:{Encoding.UTF8.GetString(block.BytesOf(record))}")));
        }

        return string.Join('|', found);
    }

    private sealed class Cells : IEqualityComparer<string[]>
    {
        public static Cells Same { get; } = new();

        public bool Equals(string[]? x, string[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(string[] obj) => obj.Length;
    }

    /// <summary>A few bytes over and over, without ever holding the file.</summary>
    private sealed class Repeated(byte[] unit, long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, length - _position);
            for (var i = 0; i < taken; i++)
            {
                buffer[offset + i] = unit[(_position + i) % unit.Length];
            }

            _position += taken;
            return taken;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
