using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>Makes what would be deployed: the published functions and the synthesised template.</summary>
internal static class Synthesis
{
    private static readonly string _root = SharedData.RepositoryRoot();

    /// <summary>Where everything the rehearsal makes lies; not in the repository.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(_root, "out", "rehearsal")).FullName;

    public static string FunctionsFolder { get; } = Path.Combine(_root, "out", "lambda");

    /// <summary>Publishes the functions as README and <c>cdk.json</c> do, where a source is newer than the last time.</summary>
    public static async Task PublishAsync()
    {
        var stamp = Path.Combine(Folder, "published");
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(_root, "src"), "*", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)),
            .. Directory.EnumerateFiles(_root, "Directory.*"), Path.Combine(_root, "global.json"),
        ];
        if (File.Exists(Path.Combine(FunctionsFolder, Lambda.Names.Executable)) && sources.Max(File.GetLastWriteTimeUtc) < File.GetLastWriteTimeUtc(stamp))
        {
            return;
        }

        await RunAsync(
            "dotnet",
            [
                "publish", Path.Combine(_root, "src", "SmartBeats.Lambda"), "-c", "Release", "-r", "linux-x64",
                "-p:NuGetLockFilePath=obj/linux-x64.lock.json", "-o", FunctionsFolder, "--verbosity", "quiet", "--nologo",
                // The build has looked at the same sources.
                "-p:RunAnalyzers=false",
            ],
            // A lock file made here is new: locked restore has nothing to hold it against.
            new() { ["CI"] = "" });
        await File.WriteAllTextAsync(stamp, "");
    }

    /// <summary>Bytes of the package as it is uploaded.</summary>
    public static long ZippedBytes()
    {
        var zip = Path.Combine(Folder, "functions.zip");
        File.Delete(zip);
        ZipFile.CreateFromDirectory(FunctionsFolder, zip, CompressionLevel.Optimal, includeBaseDirectory: false);
        return new FileInfo(zip).Length;
    }

    /// <param name="context">Of <c>cdk.json</c>: cities and operators.</param>
    public static async Task<JsonObject> TemplateAsync(JsonObject context)
    {
        var app = Path.Combine(_root, "cdk", "SmartBeats.Cdk", Path.GetRelativePath(Path.Combine(_root, "test", "SmartBeats.Rehearsal"), AppContext.BaseDirectory), "SmartBeats.Cdk.dll");
        var output = Path.Combine(Folder, "cdk.out");
        await RunAsync("dotnet", [app, "-o", output, "--functions", FunctionsFolder], new() { ["CDK_CONTEXT_JSON"] = context.ToJsonString(), ["JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION"] = "1" });
        return JsonNode.Parse(await File.ReadAllTextAsync(Directory.GetFiles(output, "*.template.json").Single()))!.AsObject();
    }

    private static async Task RunAsync(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _root };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // A server of MSBuild's that stays behind would hold our pipes open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await error}");
        }
    }
}
