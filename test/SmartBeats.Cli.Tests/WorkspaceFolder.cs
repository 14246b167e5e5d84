namespace SmartBeats.Cli.Tests;

/// <summary>A folder with a small city's files, to load into a workspace <c>ws</c> in it; every command runs there.</summary>
internal sealed class WorkspaceFolder : IDisposable
{
    public const string Header = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition";
    public static readonly string[] Zone = ["--time-zone", "America/Phoenix"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    public Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(_folder.FullName, arguments);

    public Task<CommandRun> IngestAsync(params string[] arguments) => RunAsync(["ingest", .. arguments, "--workspace", "ws"]);

    /// <summary>Three beats of little effort, into <c>out</c>.</summary>
    public Task<CommandRun> DesignAsync(params string[] arguments) =>
        RunAsync(["design", "--workspace", "ws", "--beats", "3", "--effort", "10000", "-o", "out", .. arguments]);

    public string Read(string name) => File.ReadAllText(this[name]);

    public void Write(string name, string text) => File.WriteAllText(this[name], text);

    /// <summary>Nine square areas in three rows.</summary>
    /// <param name="prefix">Of the ids.</param>
    public void WriteMap(string name, string prefix = "A")
    {
        var features = Enumerable.Range(0, 9).Select(i =>
        {
            var (west, south) = (-112 + (i % 3 / 64.0), 33 + (i / 3 / 64.0));
            var (east, north) = (west + (1 / 64.0), south + (1 / 64.0));
            return FormattableString.Invariant($$$"""{"type":"Feature","properties":{"id":"{{{prefix}}}{{{i}}}"},"geometry":{"type":"Polygon","coordinates":[[[{{{west}}},{{{south}}}],[{{{east}}},{{{south}}}],[{{{east}}},{{{north}}}],[{{{west}}},{{{north}}}],[{{{west}}},{{{south}}}]]]}}""");
        });
        Write(name, $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""");
    }

    /// <summary>A call in the middle of each area on each of the days of January 2024.</summary>
    public static IEnumerable<string> Calls(int days) =>
        from day in Enumerable.Range(1, days)
        from area in Enumerable.Range(0, 9)
        select Call($"T-{day:00}-{area}", day, area);

    public static string Call(string eventNumber, int day, int area, string priority = "3") => FormattableString.Invariant(
        $"{eventNumber},{priority},{area} SECRET LANE,t,POINT({-112 + ((area % 3 + 0.5) / 64)} {33 + ((area / 3 + 0.5) / 64)}),2024-01-{day:00} 12:00:00,6");

    public void WriteCalls(string name, params IEnumerable<string> rows) => File.WriteAllLines(this[name], [Header, .. rows]);
}
