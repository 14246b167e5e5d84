using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;
using RunStages = SmartBeats.Pipeline.Run.Stages;

namespace SmartBeats.Pipeline.Tests.Run;

public class StagesTests
{
    [Fact]
    public void Every_stage_but_the_one_that_tells_has_a_method_and_every_method_a_stage() =>
        StageMethods.All.Keys.ShouldBe(RunStages.All.Where(stage => !stage.TellsPeople).Select(stage => stage.Name), ignoreOrder: true);

    [Fact]
    public void A_condition_is_bound_to_each_stage_whose_entry_says_so_and_to_no_other() =>
        StageMethods.All.Where(method => method.Value.IsAskedFor is not null).Select(method => method.Key)
            .ShouldBe(RunStages.All.Where(stage => stage.IsOnlyIfAsked).Select(stage => stage.Name), ignoreOrder: true);

    [Fact]
    public void What_a_stage_reads_or_takes_an_earlier_one_has_written_or_kept()
    {
        var written = new HashSet<FileKey>();
        var kept = new HashSet<string>(["city", "request", "execution", "restarts"]);
        foreach (var stage in RunStages.All)
        {
            stage.Reads.Where(key => key.IsOfRun).ShouldBeSubsetOf(written, stage.Name);
            stage.Takes.ShouldBeSubsetOf(kept, stage.Name);
            written.UnionWith(stage.Writes);
            kept.UnionWith(stage.Keeps?.Fields ?? []);
            (stage.ForEach is null || kept.Contains(stage.ForEach.Items)).ShouldBeTrue(stage.Name);
        }
    }

    [Fact]
    public void Stages_begin_one_after_another_and_have_the_processors_they_divide_their_work_among()
    {
        RunStages.All.Select(stage => stage.Begins).ShouldBeInOrder();
        RunStages.All.Select(stage => stage.Name).Distinct().Count().ShouldBe(RunStages.All.Count);
        RunStages.All.ShouldAllBe(stage => stage.Threads == 1 || stage.Megabytes >= 1769 * stage.Threads);
        RunStages.All.ShouldAllBe(stage => stage.Seconds <= 900 && stage.Begins >= 0 && stage.Begins <= 1);
    }

    [Theory]
    [InlineData("{\"beats\": 4}", "")]
    [InlineData("{\"beats\": 4, \"response\": {}}", "EvaluatePlan")]
    [InlineData("{\"beats\": 4, \"goal\": \"response\"}", "EvaluatePlan")]
    [InlineData("{\"beats\": 4, \"rank\": 100}", "RankPlan")]
    [InlineData("{\"beats\": 4, \"backtest\": true}", "BacktestPlan")]
    public void Three_stages_are_run_only_where_a_request_asks_for_them(string request, string which)
    {
        string[] asked = [.. StageMethods.FindAsked(PlanRequestJson.Parse("request", request)).Select(stage => stage.Name)];
        string[] optional = ["EvaluatePlan", "RankPlan", "BacktestPlan"];
        asked.Intersect(optional).ShouldBe(which.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        asked.Except(optional).ShouldBe(
            ["ValidateRequest", "PartitionCalls", "JoinCalls", "MergeWorkload", "SeedBeats", "BalanceBeats", "ChoosePlan", "PublishPlan"]);
    }

    /// <summary>Each stage by itself, on a store that knows which keys it may touch.</summary>
    [Theory]
    [InlineData("{\"beats\": 12, \"effort\": 200000}")]
    [InlineData("{\"beats\": 12, \"effort\": 200000, \"response\": {}, \"rank\": 20, \"backtest\": {\"origins\": 1, \"seeds\": 1}}")]
    public async Task No_stage_touches_a_file_that_its_entry_does_not_name(string wanted)
    {
        await using var city = await SampleCity.LoadAsync();
        var store = new WatchedKeys(city.Store);
        var request = PlanRequestJson.Parse("request", wanted);
        var state = new RunState { Order = new RunOrder(SampleCity.City.Id, request, "run-1", []) };
        foreach (var stage in StageMethods.FindAsked(request))
        {
            foreach (var one in stage.ForEach is { } items ? state.Split(items) : [state])
            {
                // Anew for each, as a function does: nothing is kept from the stage before.
                var files = new RunFiles(store);
                files.KeepCity(SampleCity.City);
                var tools = new RunTools(files, stage.ReadsCalls ? city.Calls : null, 2);
                var ran = await StageMethods.All[stage.Name].RunAsync(tools, one, default);
                state = stage.ForEach is null ? ran : state;
            }

            store.Read.ShouldAllBe(key => stage.Reads.Any(known => known.Matches(key)), stage.Name);
            store.Written.ShouldAllBe(key => stage.Writes.Any(known => known.Matches(key)), stage.Name);
            store.Read.Clear();
            store.Written.Clear();
        }

        state.Published.ShouldNotBeNull();
    }

    private sealed class WatchedKeys(IObjectStore store) : IObjectStore
    {
        public List<string> Read { get; } = [];

        public List<string> Written { get; } = [];

        public Task<Stream?> OpenAsync(string key, CancellationToken cancellation = default)
        {
            Read.Add(key);
            return store.OpenAsync(key, cancellation);
        }

        public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
        {
            Written.Add(key);
            return store.PutAsync(key, content, cancellation);
        }

        public Task<ObjectStream> BeginAsync(string key, CancellationToken cancellation = default) => throw new InvalidOperationException(key);

        public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation = default)
        {
            Written.Add(key);
            return store.TryCreateAsync(key, content, cancellation);
        }

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellation = default) => throw new InvalidOperationException(prefix);

        public Task DeleteAsync(string key, CancellationToken cancellation = default) => throw new InvalidOperationException(key);
    }
}
