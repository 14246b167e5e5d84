using System.Globalization;

namespace SmartBeats.Api.Tests.Uploads;

/// <summary>Counts what the whole process allocates, so no other test runs beside it.</summary>
[Collection(nameof(LargeUploadTests))]
[CollectionDefinition(nameof(LargeUploadTests), DisableParallelization = true)]
public sealed class LargeUploadTests : IAsyncLifetime
{
    private const string Uploads = $"/cities/{LaptopHome.City}/uploads";

    private LaptopHome _home = null!;

    public async Task InitializeAsync() => _home = await LaptopHome.CreateAsync();

    public async Task DisposeAsync()
    {
        _home.Faults.ShouldBeEmpty();
        await _home.DisposeAsync();
    }

    [Fact]
    public async Task A_file_larger_than_memory_allows_streams_to_the_disk()
    {
        const long bytes = 300L << 20;
        var invited = (await _home.AskAsync("POST", Uploads, string.Create(CultureInfo.InvariantCulture, $$"""{"fileName": "zeros.csv", "bytes": {{bytes}}}"""))).Json;
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        (await _home.AskAsync("PUT", (string)invited["url"]!, content: new Zeros(bytes))).Answer.Status.ShouldBe(202);
        await _home.WaitAsync();
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(64L << 20);
        ((string)(await _home.AskAsync("GET", $"{Uploads}/{invited["upload"]}")).Json["status"]!).ShouldBe("refused");
    }

    private sealed class Zeros(long length) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _read);
            buffer.AsSpan(offset, read).Clear();
            _read += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
