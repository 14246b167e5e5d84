using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Tests.Calls.Files;
using SmartBeats.Tests.Geography;
using Xunit.Abstractions;

namespace SmartBeats.Formats.Tests.Parquet;

/// <summary>Calls that DuckDB wrote as Parquet are the calls of the CSV they were made of.</summary>
public class ParquetTextTests(ITestOutputHelper output)
{
    private const int Rows = 400;
    private const long MostBytesAllocated = 64L << 20;

    /// <summary>The first week of January alone does not tell.</summary>
    private static readonly CallReadOptions _monthFirst = new() { Mapping = new MappingSources { Changes = new MappingChanges { DayFirst = false } } };

    private static readonly City _city = new("dos-puentes", "Dos Puentes", "America/Phoenix");

    static ParquetTextTests() => FormatReaders.Register();

    [Fact]
    public void Typed_columns_of_a_portal_are_read_as_its_csv()
    {
        var read = new MappedCsv(Fixture("portal_snappy.parquet"), city: _city, name: "calls.parquet");
        var expected = new MappedCsv(FirstRows("portal_export.csv"), _monthFirst, _city);
        read.Refusal.ShouldBeNull();
        read.Calls.Count.ShouldBe(Rows);
        read.Calls.SequenceEqual(expected.Calls).ShouldBeTrue();
        read.Report!.Version.ShouldBe(expected.Report!.Version);
        read.Report.Notes.ShouldContain("calls.parquet: columns of lists or bytes are left out: Tags/list/element.");
    }

    /// <summary>A moment of a known zone comes to the city's own time.</summary>
    [Fact]
    public void The_plain_contract_is_read_without_a_question()
    {
        var read = new MappedCsv(Fixture("plain_zstd.parquet"), new CallReadOptions { Mapping = new MappingSources() }, _city, "calls.parquet");
        var expected = new MappedCsv(FirstRows("portal_export.csv"), _monthFirst, _city);
        read.Refusal.ShouldBeNull();
        read.Calls.Select(call => (call.EventNumber, call.UtcSeconds, call.LocalSeconds, call.Priority, call.IsIncident, call.Disposition, call.Longitude, call.Latitude))
            .ShouldBe(expected.Calls.Select(call => (call.EventNumber, call.UtcSeconds, call.LocalSeconds, call.Priority, call.IsIncident, call.Disposition, call.Longitude, call.Latitude)));
    }

    [Fact]
    public void Monthly_files_of_both_forms_are_one_load()
    {
        CallSource[] files =
        [
            new("2024-01.parquet", () => new MemoryStream(Fixture("portal_snappy.parquet"))),
            new("2024-02.csv", () => new MemoryStream(FirstRows("portal_export.csv"))),
        ];
        var read = new MappedCsv(files, _monthFirst, _city);
        read.Refusal.ShouldBeNull();
        (read.Report!.Rows, read.Report.Duplicates).ShouldBe((2 * Rows, Rows));
    }

    [Fact]
    public void A_file_cut_off_is_refused_in_words() =>
        new MappedCsv(Fixture("portal_snappy.parquet")[..10_000], city: _city, name: "calls.parquet").Refusal!.Message.ShouldBe(
            "calls.parquet: is a damaged Parquet file, or of a kind that is not read here. Export or download it again, or give the calls as CSV.");

    /// <summary>SMARTBEATS_FUZZ sets the number of mutants; 1,000 where it is not set.</summary>
    [Theory]
    [InlineData("portal_snappy.parquet", 21)]
    [InlineData("plain_zstd.parquet", 22)]
    public void A_damaged_file_is_read_or_refused_with_a_sentence(string name, ulong seed)
    {
        var mutants = int.TryParse(Environment.GetEnvironmentVariable("SMARTBEATS_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : 1_000;
        var original = Fixture(name);
        var random = new SeededRandom(seed);
        var (read, most, slowest) = (0, 0L, TimeSpan.Zero);
        for (var round = 0; round < mutants; round++)
        {
            var mutant = Mutation.Mutate(original, random);
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), System.Diagnostics.Stopwatch.GetTimestamp());
            var calls = new MappedCsv(mutant, new CallReadOptions { Threads = 1, MaxRejectedShare = 1, Mapping = new MappingSources() }, _city, "calls.parquet");
            (calls.Refusal?.Remedy ?? calls.Report?.Version).ShouldNotBeNullOrEmpty($"round {round}");
            read += calls.Refusal is null ? 1 : 0;
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(began);
            slowest = took > slowest ? took : slowest;
        }

        output.WriteLine($"{name}: {mutants} mutants, {read} read, at most {most >> 20} MB allocated and {slowest.TotalSeconds:0.0} s");
        most.ShouldBeLessThan(MostBytesAllocated);
    }

    private static byte[] Fixture(string name) =>
        File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Formats.Tests", "Parquet", "Fixtures", name));

    private static byte[] FirstRows(string sample) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', File.ReadLines(Path.Combine(SharedData.RepositoryRoot(), "samples", sample)).Take(Rows + 1)) + "\n");
}
