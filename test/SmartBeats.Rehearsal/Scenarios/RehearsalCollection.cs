namespace SmartBeats.Rehearsal.Scenarios;

/// <summary>One rehearsal for all tests that need it: it takes its time to come up.</summary>
public sealed class RunningRehearsal : IAsyncLifetime
{
    private readonly Lazy<Task<SampleGeneration>> _sample;
    private readonly Dictionary<string, object> _made = [];

    public RunningRehearsal() => _sample = new(() => SampleGeneration.RunAsync(Rehearsal));

    internal Rehearsal Rehearsal { get; private set; } = null!;

    /// <summary>The sample city, loaded and designed once.</summary>
    internal Task<SampleGeneration> SampleAsync() => _sample.Value;

    /// <summary>What is made once for all tests of the collection, which run one after another.</summary>
    internal async Task<T> OnceAsync<T>(string name, Func<Task<T>> makeAsync)
    {
        if (!_made.TryGetValue(name, out var made))
        {
            _made[name] = made = (await makeAsync())!;
        }

        return (T)made;
    }

    internal Department People(string city) => new(Rehearsal, city);

    public async Task InitializeAsync() => Rehearsal = await Rehearsal.StartAsync(_ => { });

    public async Task DisposeAsync()
    {
        Console.WriteLine($"Rehearsal: {Figures.StartUps(Rehearsal)}; {Figures.Package()}; {Rehearsal.Gateway.Log.Calls.Count} calls to AWS.");
        Console.WriteLine($"Rehearsal, most memory resident: {Figures.Memory(Rehearsal)}.");
        var denied = Rehearsal.DeniedToTheStack();
        await Rehearsal.DisposeAsync();
        denied.ShouldBeEmpty("every call of the rehearsal is to be allowed by its caller's synthesised policy");
    }
}

/// <summary>Dos Puentes of the samples folder, from its two files to its plan.</summary>
/// <param name="Stages">What the status said on the way, each once.</param>
internal sealed record SampleGeneration(
    Department People, string PlanId, IReadOnlyDictionary<string, byte[]> Files, IReadOnlyList<string> Stages, IReadOnlyDictionary<string, byte[]> Local)
{
    public const string Request = """{"beats": 12, "seed": 1}""";

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot(), "samples", name));

    public static async Task<SampleGeneration> RunAsync(Rehearsal rehearsal)
    {
        var people = new Department(rehearsal, Cities.DosPuentes);
        await people.LoadAsync(Read("city.zip"), "city.zip", Read("calls.csv"));
        var planId = await people.StartAsync(Request);
        var stages = new List<string>();
        var end = await people.FollowAsync(planId, status =>
        {
            var stage = (string?)status["stage"] ?? (string)status["status"]!;
            if (!stages.Contains(stage))
            {
                stages.Add(stage);
            }
        });
        ((string?)end["status"]).ShouldBe("published", end.ToJsonString() + await people.HistoryAsync(planId));
        await people.EndAsync(planId);
        var local = await LocalDesign.RunAsync(System.Text.Encoding.UTF8.GetString(Read("city.json")), "city.zip", Read("city.zip"), Read("calls.csv"), Request);
        return new SampleGeneration(people, planId, await people.FilesAsync($"plans/{Cities.DosPuentes}/{planId}/"), stages, local);
    }
}

[CollectionDefinition(Name)]
public sealed class RehearsalCollection : ICollectionFixture<RunningRehearsal>
{
    public const string Name = "rehearsal";
}
