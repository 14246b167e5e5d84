using SmartBeats.Comparison;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Answers;

/// <summary>The invented city with a plan, one more that began with today's beats, and what answers are made from.</summary>
public sealed class PlannedCity : IAsyncLifetime
{
    private SampleCity? _city;

    public static string Id => SampleCity.City.Id;

    internal SampleCity City => _city!;

    public AnswerSources Sources { get; private set; } = null!;

    public PlanFile Plan { get; private set; } = null!;

    public PlanFile FromToday { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _city = await SampleCity.LoadAsync();
        Sources = new AnswerSources(_city.Store, _city.Calls, new AnswerShelves());
        Plan = await DesignAsync("first", new PlanRequest { Beats = 12, Effort = 300_000, Priorities = [1, 2, 3] }, []);
        var drawn = await File.ReadAllBytesAsync(Path.Combine(SampleCity.Samples, "todays_beats.geojson"));
        var today = await SideFiles.PutAsync(_city.Store, Id, BeatList.Read("todays_beats.geojson", drawn, _city.Map));
        FromToday = await DesignAsync("second", new PlanRequest { Beats = 12, Effort = 300_000, ChangeBudget = 0.2 }, [today]);
    }

    public async Task DisposeAsync() => await _city!.DisposeAsync();

    private async Task<PlanFile> DesignAsync(string runId, PlanRequest request, SideFile[] sides) =>
        (await new LocalPipeline(_city!.Store, _city.Calls, SampleCity.City, threads: 2) { Sides = sides }.RunAsync(request, runId)).Published;
}
