using System.CommandLine;
using System.Globalization;
using System.Text;
using SmartBeats.Benchmarks.Engine;
using SmartBeats.Benchmarks.Processes;

namespace SmartBeats.Benchmarks.Native;

/// <summary><c>native</c>: the command and the functions compiled ahead of time, beside the same sources compiled as they run.</summary>
internal sealed class NativeVerb
{
    /// <summary>The command as the last build left it.</summary>
    private static readonly string _built = Path.Combine(
        SharedData.RepositoryRoot(), "src", "SmartBeats.Cli", "bin", "Release", "net10.0", "SmartBeats.Cli.dll");

    private readonly Option<FileInfo> _portable = new("--portable")
    {
        Description = "Packed for linux-x64: out/packed/linux-x64/smartbeats.",
        Required = true,
    };

    private readonly Option<FileInfo?> _newer = new("--v3") { Description = "The same for linux-x64-v3." };
    private readonly Option<DirectoryInfo[]> _functions = new("--functions")
    {
        Description = "Published functions, such as out/lambda, and the same with -p:PublishAot=false.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _runs = new("--runs") { Description = "Runs of each.", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _write = new("--write") { Description = "Put the table into this folder's README.md." };

    public static Command Create()
    {
        var verb = new NativeVerb();
        var command = new Command("native", "Command, server and functions compiled ahead of time, beside the same compiled as they run.")
        {
            verb._portable, verb._newer, verb._functions, verb._runs, verb._write,
        };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("smartbeats-native-");
        try
        {
            ShippedCommand[] commands = [new("as it runs", _built), new("native", parsed.GetValue(_portable)!.FullName)];
            if (parsed.GetValue(_newer) is { } newer)
            {
                commands = [.. commands, new("native, x86-64-v3", newer.FullName)];
            }

            var runs = parsed.GetValue(_runs);
            var table = new NativeTable(Machine.Here(withMetis: false), [.. commands.Select(command => command.Name)]);
            table.AddRow("file", [.. commands.Select(command => command.Size)]);
            foreach (var (name, arguments) in Designs(Path.Combine(scratch.FullName, "plan")))
            {
                table.AddRuns(name, Measure(commands, runs, name, arguments, Path.Combine(scratch.FullName, "plan")));
            }

            var serving = new List<ServeStart>();
            foreach (var command in commands)
            {
                serving.Add(await ServeStart.MeasureMedianAsync(3 * runs, command, Path.Combine(scratch.FullName, "workspace")));
            }

            string[] shown = [.. serving.Select(start => $"{Milliseconds(start.Link)}, {Milliseconds(start.Page)}")];
            table.AddRow("`serve`: link printed, page loaded", shown);
            var text = new StringBuilder(table.ToMarkdown());
            foreach (var folder in parsed.GetValue(_functions) ?? [])
            {
                var start = await FunctionStart.MeasureMedianAsync(3 * runs, folder.FullName);
                text.Append(CultureInfo.InvariantCulture, $"\nFunctions in `{folder.Name}`: first poll after {Milliseconds(start.Poll)}, ");
                text.Append(CultureInfo.InvariantCulture, $"first answer after {Milliseconds(start.First)}, ");
                text.Append(CultureInfo.InvariantCulture, $"second after {Milliseconds(start.Second)}; ");
                text.Append(CultureInfo.InvariantCulture, $"{start.Megabytes:0} MB at rest, {ZippedMegabytes(folder)} zipped.\n");
            }

            Console.Out.Write(text);
            if (parsed.GetValue(_write))
            {
                MarkedSection.Write("native", text.ToString());
            }

            return 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static IEnumerable<(string Name, string[] Arguments)> Designs(string plan)
    {
        var samples = Path.Combine(SharedData.RepositoryRoot(), "samples");
        var (seattle, chicago) = (SharedData.File("cities/seattle"), SharedData.File("cities/chicago"));
        yield return ("`--help`", ["--help"]);
        yield return ("sample city, 12 beats", [.. Design(samples, "city.zip", 12)]);
        yield return (
            "Seattle, 10,387 blocks, 54 beats",
            [.. Design(seattle, "city_blocks.zip", 54), "--city", "seattle", "--time-zone", "America/Los_Angeles"]);
        yield return (
            "Chicago, 23 beats, effort 200 million",
            [.. Design(chicago, "city.zip", 23), "--city", "chicago", "--time-zone", "America/Chicago", "--effort", "200000000"]);

        string[] Design(string folder, string map, int beats) =>
            ["design", Path.Combine(folder, map), Path.Combine(folder, "calls.csv"), "--beats", $"{beats}", "-o", plan];
    }

    /// <summary>Takes turns, so that a busy minute meets each of them, and holds every file written against the first's.</summary>
    private static ProcessRun[] Measure(ShippedCommand[] commands, int runs, string name, string[] arguments, string plan)
    {
        var best = new ProcessRun?[commands.Length];
        Dictionary<string, byte[]>? written = null;
        for (var turn = 0; turn < runs; turn++)
        {
            for (var at = 0; at < commands.Length; at++)
            {
                var run = commands[at].MeasureBest(1, () => Clear(plan), arguments);
                Console.Error.WriteLine($"{name}, {commands[at].Name}: {run.Processor:0.00} s of processor, {run.Wall:0.00} s");
                best[at] = best[at] is { } before && before.Processor <= run.Processor ? before : run;
                string[] paths = Directory.Exists(plan) ? Directory.GetFiles(plan) : [];
                var files = paths.ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
                written ??= files;
                if (files.Count != written.Count || files.Any(file => !file.Value.AsSpan().SequenceEqual(written[file.Key])))
                {
                    throw new InvalidOperationException($"{name}: {commands[at].Name} writes other bytes than {commands[0].Name}.");
                }
            }
        }

        return best!;
    }

    private static void Clear(string plan)
    {
        if (Directory.Exists(plan))
        {
            Directory.Delete(plan, recursive: true);
        }
    }

    private static string Milliseconds(double seconds) =>
        (1000 * seconds).ToString(seconds < 0.01 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";

    private static string ZippedMegabytes(DirectoryInfo folder)
    {
        var zip = Path.GetTempFileName();
        File.Delete(zip);
        System.IO.Compression.ZipFile.CreateFromDirectory(folder.FullName, zip);
        var bytes = new FileInfo(zip).Length;
        File.Delete(zip);
        return FormattableString.Invariant($"{bytes / 1048576.0:0.0} MB");
    }
}
