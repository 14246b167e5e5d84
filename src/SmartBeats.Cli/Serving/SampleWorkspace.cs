using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Api;
using SmartBeats.Calls;
using SmartBeats.Cli.Sample;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Cli.Serving;

/// <summary>The workspace of who names none: the sample city, and a first plan of it.</summary>
internal static class SampleWorkspace
{
    /// <summary>Below the folder the command is run in, so that it is found, kept and easily removed.</summary>
    public const string UsualFolder = "smartbeats-workspace";

    private const string MapName = "city.zip";
    private const string CallsName = "calls.csv";

    /// <summary>Twelve beats, as the README's first command asks for.</summary>
    private static readonly byte[] _firstRequest = "{\"beats\": 12}"u8.ToArray();

    /// <summary>The city's page: what its codes of disposition are called, those of Glendale, Arizona.</summary>
    private static readonly byte[] _preferences = """
        {"measures": "us", "labels": {"disposition": {
        "1": "Field interview", "2": "False alarm", "3": "Unable to locate", "5": "Assist fire department", "6": "Report", "9": "Contact made"}}}
        """u8.ToArray();

    /// <summary>Loads the sample city where there is no city yet, and asks for a first plan.</summary>
    public static async Task PrepareAsync(ApiHome home, CancellationToken cancellation)
    {
        var me = new ApiCaller(Environment.UserName, null);
        var request = new ApiRequest { Home = home, Method = "GET", Path = "/cities", Caller = me, Cancellation = cancellation };
        var (_, cities) = await ApiRouter.AnswerAsync(request);
        if (JsonNode.Parse(cities.Body.Span)?["cities"]?.AsArray().Count is not 0)
        {
            return;
        }

        Console.Error.WriteLine("No workspace is named: loading the sample city, and asking for 12 beats. The page shows the plan in a moment.");
        var city = await home.MakeSampleAsync!(cancellation);
        await ApiRouter.AnswerAsync(request with { Method = "POST", Path = $"/cities/{city}/plans", Body = _firstRequest });
    }

    /// <summary>Loads the sample city's map and calls; what is there already stays as it is.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> LoadCityAsync(string folder, CancellationToken cancellation)
    {
        var files = SampleWriter.Files(InventedCity.PublishedSeed).ToDictionary(file => file.Name, file => file.Content);
        var settings = CityJson.Read("city.json", files["city.json"]);
        var city = settings.City;
        await using var workspace = await Workspace.OpenAsync(folder, create: true, cancellation);
        if (await workspace.FindCityAsync(city.Id, cancellation) is not null)
        {
            return city.Id;
        }

        var map = CityMapReader.Read(MapName, new MemoryStream(files[MapName]), new CityMapOptions { IdField = settings.IdField });
        var before = await workspace.LoadMapAsync(city, MapName, map, cancellation);
        var reader = new CallReader(CallsName, city, new CallReadOptions { CityBox = map.Box() });
        await IngestCalls.RunAsync(workspace.Calls, city.Id, reader, new MemoryStream(files[CallsName]), null, cancellation: cancellation);
        foreach (var (name, kind) in ((string, ContextKind)[])[("streets.geojson", ContextKind.Roads), ("water.geojson", ContextKind.Water), ("places.geojson", ContextKind.Places)])
        {
            await CityContext.TakeAsync(workspace.Files, city.Id, kind, name, () => new MemoryStream(files[name]), map, cancellation: cancellation);
        }

        await CitySignals.TakeAsync(
            workspace.Files, city, "crashes", "crashes.geojson", () => new MemoryStream(files["crashes.geojson"]), map, cancellation: cancellation);
        await ReportAsync(MapName, MapLoadReport.Of(MapName, map, before).ToJson());
        await ReportAsync(CallsName, Encoding.UTF8.GetBytes(reader.Report!.ToJson()));
        await workspace.Files.PutAsync(Keys.Preferences.For(city.Id), _preferences, cancellation);
        await workspace.SaveCityAsync(settings, cancellation);
        return city.Id;

        Task ReportAsync(string name, byte[] report) =>
            workspace.Files.PutAsync(Keys.Report.For(city.Id, KeptReports.FolderOf(name), KeptReports.ReportName), report, cancellation);
    }
}
