using System.Text;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

public class RejectedStreamTests
{
    /// <summary>Held back until the axes are judged is a bounded part of the file, and not all of it where no row is good.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Rejected_rows_of_a_file_without_a_good_one_are_handed_on_long_before_its_end(int threads)
    {
        using var file = new BadRows(48 << 20);
        using var rejected = new FirstRow(file);
        var reader = new CallReader("bad.csv", new City("x", "X", "America/Phoenix"), new CallReadOptions { Threads = threads });
        Should.Throw<InputException>(() => reader.Read(file, _ => { }, rejected));
        reader.Report!.Rejected.ShouldBe(file.Rows);
        rejected.BytesRead.ShouldBeInRange(1, 24 << 20);
    }

    private sealed class BadRows(long bytes) : MemoryStream
    {
        private static readonly byte[] _row = Encoding.UTF8.GetBytes("B,42,1200 West Some Street,t,POINT(-112.01 33.01),2024-03-02 00:00:00,6\n");
        private byte[] _left = Encoding.UTF8.GetBytes("event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition\n");

        public long Given { get; private set; }

        public long Rows { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            if (_left.Length == 0)
            {
                if (Given >= bytes)
                {
                    return 0;
                }

                _left = _row;
                Rows++;
            }

            var now = Math.Min(buffer.Length, _left.Length);
            _left.AsSpan(0, now).CopyTo(buffer);
            _left = _left[now..];
            Given += now;
            return now;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }

    private sealed class FirstRow(BadRows file) : StringWriter
    {
        private int _lines;

        public long BytesRead { get; private set; }

        public override void Write(char value) => _lines += value == '\n' ? 1 : 0;

        public override void Write(string? value)
        {
            if (_lines == 1 && BytesRead == 0)
            {
                BytesRead = file.Given;
            }
        }
    }
}
