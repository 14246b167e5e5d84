using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Geography;

namespace SmartBeats.Benchmarks;

/// <summary><c>data</c>: from files to workload, and each step alone; beside it, where asked, the original's path on the same files.</summary>
internal static class DataVerb
{
    private const int JoinPoints = 2_000_000;

    public static Command Create()
    {
        var areas = new Option<FileInfo>("--areas") { Description = "City map (zip).", Required = true };
        var calls = new Option<FileInfo>("--calls") { Description = "Calls CSV.", Required = true };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone.", DefaultValueFactory = _ => "America/Los_Angeles" };
        var runs = new Option<int>("--runs") { Description = "Runs; medians are printed.", DefaultValueFactory = _ => 3 };
        var peer = new Option<bool>("--peer") { Description = "Run the original's path too (python3 with geopandas)." };
        var verb = new Command("data", "Files to workload, the map alone, the join alone.") { areas, calls, zone, runs, peer };
        verb.SetAction(parsed =>
        {
            var result = Measure(parsed.GetValue(areas)!, parsed.GetValue(calls)!, new City("city", "City", parsed.GetValue(zone)!), parsed.GetValue(runs));
            if (parsed.GetValue(peer))
            {
                result["originalSeconds"] = OriginalSeconds(parsed.GetValue(areas)!, parsed.GetValue(calls)!);
                result["timesFaster"] = result["originalSeconds"] / result["fileToWorkloadSeconds"];
            }

            foreach (var (name, value) in result)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} {value,14:N3}"));
            }

            Console.Out.WriteLine(JsonSerializer.Serialize(result));
            return 0;
        });
        return verb;
    }

    private static SortedDictionary<string, double> Measure(FileInfo areas, FileInfo calls, City city, int runs)
    {
        var map = ReadMap(areas);
        var result = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["areas"] = map.Areas.Count,
            ["mapSeconds"] = Median(runs, () => ReadMap(areas)),
            ["adjacencySeconds"] = Median(runs, () => AreaAdjacencyBuilder.Build(map, new AdjacencyOptions())),
            ["indexSeconds"] = Median(runs, () => _ = AreaIndex.Build(map)),
        };
        FileTally tally = null!;
        result["fileToWorkloadSeconds"] = Median(runs, () => tally = FileTally.Of(ReadMap(areas), calls, city));
        result["rows"] = tally.Rows;
        result["callsInAreas"] = tally.Calls.Sum();
        result["callsOutside"] = tally.Outside;
        result["rowsPerSecond"] = tally.Rows / result["fileToWorkloadSeconds"];
        result["readAloneSeconds"] = Median(runs, () =>
        {
            using var stream = calls.OpenRead();
            new CallReader(calls.Name, city, new CallReadOptions()).Read(stream, _ => { }, null, CancellationToken.None);
        });
        result["joinPointsPerSecond"] = JoinAlone(map, runs);
        result["peakMegabytes"] = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        return result;
    }

    private static CityMap ReadMap(FileInfo file)
    {
        using var stream = file.OpenRead();
        return CityMapReader.Read(file.Name, stream, new CityMapOptions());
    }

    private static double JoinAlone(CityMap map, int runs)
    {
        var index = AreaIndex.Build(map);
        var box = map.Box();
        var random = new SeededRandom(1);
        var longitude = new double[JoinPoints];
        var latitude = new double[JoinPoints];
        for (var i = 0; i < JoinPoints; i++)
        {
            longitude[i] = box.MinLongitude + random.NextDouble() * (box.MaxLongitude - box.MinLongitude);
            latitude[i] = box.MinLatitude + random.NextDouble() * (box.MaxLatitude - box.MinLatitude);
        }

        var found = new int[JoinPoints];
        var seconds = Median(runs, () => Parallel.For(0, 2, half =>
        {
            var (from, length) = (half * (JoinPoints / 2), JoinPoints / 2);
            index.Find(longitude.AsSpan(from, length), latitude.AsSpan(from, length), found.AsSpan(from, length));
        }));
        return JoinPoints / seconds;
    }

    private static double OriginalSeconds(FileInfo areas, FileInfo calls)
    {
        var script = Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Benchmarks", "original_path.py");
        var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, areas.FullName, calls.FullName, "within"]) { RedirectStandardOutput = true })!;
        var json = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return JsonDocument.Parse(json).RootElement.GetProperty("seconds").GetDouble();
    }

    private static double Median(int runs, Action work)
    {
        work();
        var seconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[runs / 2];
    }
}
