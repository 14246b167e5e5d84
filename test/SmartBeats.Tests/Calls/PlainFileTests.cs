using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

/// <summary>What a file in the plain contract comes to may never move: plans are kept under its version.</summary>
public sealed class PlainFileTests
{
    [Fact]
    public void Version_of_a_plain_file_never_changes() =>
        CallCsv.Read($"{CallCsv.Header},service_minutes,units\n{CallCsv.Row},12.3,2\n{CallCsv.Row.Replace("E1,3", "E2,1")},,\n").Report!.Version
            .ShouldBe("792f3e66c7d6f4e287ab553cc49569ce");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Version_of_the_sample_calls_never_changes(int threads)
    {
        using var file = File.OpenRead(Path.Combine(SharedData.RepositoryRoot(), "samples", "calls.csv"));
        var report = new CallReader("calls.csv", CallCsv.Glendale, new CallReadOptions { Threads = threads }).Read(file, _ => { });
        report.Version.ShouldBe("e62f9eafcf825d9aeed474edba31f796");
    }
}
