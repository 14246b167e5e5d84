using SmartBeats.Districting;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Run;

public class AddedStageTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_stage_that_is_added_is_run_in_its_place_where_it_is_asked_for(ulong seed, bool isAskedFor)
    {
        await using var city = await SampleCity.LoadAsync();
        var seen = new Seen();
        var methods = new Dictionary<string, StageMethod>(StageMethods.All)
        {
            [AddedStage.Name] = new(
                async (tools, state, cancellation) =>
                {
                    tools.Threads.ShouldBe(3);
                    (await tools.Calls.VersionAsync(state.Ticket.City, cancellation)).ShouldBe(state.Ticket.CallsVersion);
                    await tools.Files.Store.PutAsync(AddedStage.Praise.For(state.Ticket.RunId), "{}"u8.ToArray(), cancellation);
                    return state;
                },
                request => request.Seed == 1),
        };
        var pipeline = new LocalPipeline(city.Store, city.Calls, SampleCity.City, threads: 3) { StagesInOrder = AddedStage.Stages, Methods = methods };
        await pipeline.RunAsync(new PlanRequest { Beats = 12, Effort = 200_000, Seed = seed }, "run-1", seen);
        (await city.Store.ListAsync("runs/run-1/praise.json")).Count.ShouldBe(isAskedFor ? 1 : 0);
        seen.Stages.Contains("praising the plan").ShouldBe(isAskedFor);
        seen.Stages.TakeLast(2).ShouldBe(["writing the plan", "done"]);
    }

    private sealed class Seen : IProgress<DesignProgress>
    {
        private readonly List<string> _stages = [];

        public IReadOnlyList<string> Stages => _stages;

        public void Report(DesignProgress value)
        {
            lock (_stages)
            {
                _stages.Add(value.Stage);
            }
        }
    }
}
