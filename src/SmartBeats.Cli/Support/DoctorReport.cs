using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SmartBeats.Cli.Sample;
using SmartBeats.Cli.Settings;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Support;

/// <summary>What somebody who is asked for help has to know: versions, sizes, timings, the last fault. No address, coordinate or name.</summary>
internal static class DoctorReport
{
    /// <summary>Lines of the report.</summary>
    /// <param name="folder">Of a workspace to measure; null for none.</param>
    public static async Task<IReadOnlyList<string>> WriteAsync(DirectoryInfo? folder, CancellationToken cancellation)
    {
        List<string> lines =
        [
            "SmartBeats report: versions, sizes, timings and the last fault; no address, coordinate or name.",
            "",
            Line("program", PrintVersion.FindVersion()),
            Line("engine", $"{RunTicket.EngineVersion}"),
            Line("compiled", RuntimeFeatureName()),
            Line(".NET", RuntimeInformation.FrameworkDescription),
            Line("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}"),
            Line("processors", Text($"{Environment.ProcessorCount}")),
            Line("memory", Text($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0.0} GB")),
            Line("culture", $"{CultureInfo.CurrentCulture.Name}, output {Console.OutputEncoding.WebName}"),
            Line("page", File.Exists(Path.Combine(AppContext.BaseDirectory, "console", "index.html")) ? "beside the program" : "not beside the program"),
            Line("settings file", $"{Tilde(CommandSettings.FindFile())} ({(File.Exists(CommandSettings.FindFile()) ? "there" : "none")})"),
            Line("temporary folder", Text($"{FreeOf(Path.GetTempPath())} free")),
        ];
        lines.AddRange(await TimeAsync(cancellation));
        lines.AddRange(folder is null ? [Line("workspace", "none named")] : await MeasureAsync(folder, cancellation));
        lines.Add("");
        lines.Add("Last fault:");
        lines.AddRange((LastFault.Find() ?? "none kept").TrimEnd().Split('\n').Select(line => $"  {line}"));
        return lines;
    }

    /// <summary>The invented city, so that two computers can be compared.</summary>
    private static async Task<IReadOnlyList<string>> TimeAsync(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var files = SampleWriter.Files(InventedCity.PublishedSeed).ToDictionary(file => file.Name, file => file.Content);
        var invented = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var map = CityMapReader.Read("city.zip", new MemoryStream(files["city.zip"]), new CityMapOptions());
        var read = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions(), cancellation);
        var touching = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await File.WriteAllBytesAsync(file, new byte[32_000_000], cancellation);
        }
        finally
        {
            File.Delete(file);
        }

        return
        [
            Line("sample city", Text($"made in {invented:0.00} s, map read in {read:0.00} s, its {adjacency.Boundaries.Count:N0} borders found in {touching:0.00} s")),
            Line("disk", Text($"32 MB written in {clock.Elapsed.TotalSeconds:0.00} s")),
        ];
    }

    private static async Task<IReadOnlyList<string>> MeasureAsync(DirectoryInfo folder, CancellationToken cancellation)
    {
        List<string> lines = [];
        try
        {
            await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
            var files = new DirectoryInfo(folder.FullName).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
            lines.Add(Line("workspace", Text($"{files.Count:N0} files of {files.Sum(file => file.Length) / 1e6:0.0} MB, calls.db {files.Where(file => file.Name.StartsWith("calls.db", StringComparison.Ordinal)).Sum(file => file.Length) / 1e6:0.0} MB, {FreeOf(folder.FullName)} free{(workspace.IsReadOnly ? ", cannot be written to" : "")}")));
            var number = 0;
            foreach (var city in workspace.Cities())
            {
                var clock = Stopwatch.StartNew();
                var map = await workspace.CurrentMapAsync(city, cancellation);
                var days = await workspace.Calls.ReadDaysAsync(city, cancellation);
                var plans = (await workspace.Files.ListAsync(Keys.PlanJson.Begin(city), cancellation)).Count(Keys.PlanJson.Matches);
                var loads = (await workspace.Calls.ListLoadsAsync(city, cancellation)).Count;
                lines.Add(Line(Text($"city {++number}"), Text($"{map?.Areas.Count ?? 0:N0} areas, {days.Sum(day => day.Calls):N0} calls of {days.Count:N0} days in {loads:N0} loads, {plans:N0} plans; read in {clock.Elapsed.TotalSeconds:0.00} s")));
            }
        }
        catch (Exception fault) when (fault is InputException or IOException or UnauthorizedAccessException)
        {
            lines.Add(Line("workspace", $"cannot be opened ({fault.GetType().Name})"));
        }

        return lines;
    }

    private static string RuntimeFeatureName() => System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "as it runs" : "ahead of time";

    private static string FreeOf(string folder)
    {
        try
        {
            return Text($"{new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace / 1e9:0.0} GB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "unknown";
        }
    }

    /// <summary>A path without the name of whoever's home it lies in.</summary>
    private static string Tilde(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 1 && path.StartsWith(home, StringComparison.Ordinal) ? "~" + path[home.Length..] : Path.GetFileName(path);
    }

    private static string Line(string what, string value) => $"{what,-17} {value}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
