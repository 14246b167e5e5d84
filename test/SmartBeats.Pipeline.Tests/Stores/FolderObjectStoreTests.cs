using System.Text;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Tests.Stores;

public sealed class FolderObjectStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");
    private readonly FolderObjectStore _store;

    public FolderObjectStoreTests() => _store = new FolderObjectStore(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_reads_back_as_it_was_written()
    {
        await _store.PutAsync("plans/glendale/a.json", Encoding.UTF8.GetBytes("{}"));
        (await ReadAsync("plans/glendale/a.json")).ShouldBe("{}");
    }

    [Fact]
    public async Task A_missing_file_is_null() => (await _store.OpenAsync("no/such.json")).ShouldBeNull();

    [Fact]
    public async Task Of_many_creators_exactly_one_wins_and_its_bytes_stay()
    {
        // Two that look at the same moment are rare: 1,000 files, each raced for.
        for (var file = 0; file < 1_000; file++)
        {
            var key = $"plans/{file}.json";
            using var start = new Barrier(4);
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return _store.TryCreateAsync(key, Encoding.UTF8.GetBytes($"writer {writer}"));
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
            won.Count(w => w).ShouldBe(1, key);
            (await ReadAsync(key)).ShouldBe($"writer {Array.IndexOf(won, true)}");
        }

        Directory.EnumerateFiles(_folder.FullName, ".*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Listing_is_by_prefix_in_order_and_shows_no_file_on_its_way()
    {
        await _store.PutAsync("b/2", ReadOnlyMemory<byte>.Empty);
        await _store.PutAsync("b/10", ReadOnlyMemory<byte>.Empty);
        await _store.PutAsync("a", ReadOnlyMemory<byte>.Empty);
        (await _store.ListAsync("b/")).ShouldBe(["b/10", "b/2"]);
        Directory.EnumerateFiles(_folder.FullName, ".*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData("a\\b")]
    public async Task A_key_that_could_leave_the_folder_is_refused(string key) =>
        await Should.ThrowAsync<ArgumentException>(() => _store.PutAsync(key, ReadOnlyMemory<byte>.Empty));

    [Fact]
    public async Task Deleting_twice_is_no_error()
    {
        await _store.PutAsync("a", ReadOnlyMemory<byte>.Empty);
        await _store.DeleteAsync("a");
        await _store.DeleteAsync("a");
        (await _store.ListAsync("")).ShouldBeEmpty();
    }

    private async Task<string> ReadAsync(string key)
    {
        await using var stream = (await _store.OpenAsync(key))!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
