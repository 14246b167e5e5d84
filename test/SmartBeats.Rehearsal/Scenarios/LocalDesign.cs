using System.Diagnostics;

namespace SmartBeats.Rehearsal.Scenarios;

/// <summary><c>smartbeats design</c> on this machine, in a process of its own: what the cloud's files are held against.</summary>
internal static class LocalDesign
{
    private static readonly string[] _ofTheReadingOnly = ["report.json", "rejected.csv"];

    /// <param name="cityJson">As the stack has set the city up.</param>
    /// <returns>The plan's files by name.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>> RunAsync(string cityJson, string map, byte[] mapContent, byte[] calls, string request)
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-local-");
        try
        {
            string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(Path("city.json"), cityJson);
            await File.WriteAllBytesAsync(Path(map), mapContent);
            await File.WriteAllBytesAsync(Path("calls.csv"), calls);
            await File.WriteAllTextAsync(Path("request.json"), request);
            var command = System.IO.Path.Combine(
                SharedData.RepositoryRoot(), "src", "SmartBeats.Cli",
                System.IO.Path.GetRelativePath(System.IO.Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Rehearsal"), AppContext.BaseDirectory), "SmartBeats.Cli.dll");
            var start = new ProcessStartInfo("dotnet", [command, "design", Path(map), Path("calls.csv"), "--request", Path("request.json"), "-o", Path("beats"), "--quiet"])
            {
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, errors);
            return Directory.GetFiles(Path("beats")).Where(file => !_ofTheReadingOnly.Contains(System.IO.Path.GetFileName(file)))
                .ToDictionary(file => System.IO.Path.GetFileName(file), File.ReadAllBytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static void ShouldBeTheSame(IReadOnlyDictionary<string, byte[]> published, IReadOnlyDictionary<string, byte[]> local)
    {
        published.Keys.Order(StringComparer.Ordinal).ShouldBe(local.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, content) in local)
        {
            published[name].AsSpan().SequenceEqual(content).ShouldBeTrue($"{name} differs from what smartbeats design writes");
        }
    }
}
