using SmartBeats.Benchmarks.Processes;

namespace SmartBeats.Benchmarks.Native;

/// <summary>One way the command comes to a desk.</summary>
/// <param name="Name">Heading of its column.</param>
/// <param name="File">What is shipped: the native file, or the assembly that <c>dotnet</c> runs.</param>
internal sealed record ShippedCommand(string Name, string File)
{
    private bool IsAssembly => Path.GetExtension(File) == ".dll";

    public string Program => IsAssembly ? "dotnet" : File;

    public string[] Before => IsAssembly ? [File] : [];

    /// <summary>In words: what lies on the disk, the page and the texts beside it left out.</summary>
    public string Size => IsAssembly
        ? "needs .NET"
        : string.Join(" + ", Directory.GetFiles(Path.GetDirectoryName(File)!, "*.so").Prepend(File).Select(Megabytes));

    /// <summary>The run of the least processor time; what others did on the machine only ever adds to it.</summary>
    public ProcessRun MeasureBest(int runs, Action prepare, params string[] arguments) =>
        ProcessRun.MeasureBest(runs, prepare, Program, [.. Before, .. arguments]);

    private static string Megabytes(string file) => FormattableString.Invariant($"{new FileInfo(file).Length / 1e6:0.0} MB");
}
