using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Tests.Run;

public class RunProgressTests
{
    private static readonly PlanRequest _plain = new() { Beats = 4 };
    private static readonly PlanRequest _all = _plain with { Response = new(), Rank = 100, Backtest = new() };

    [Theory]
    [InlineData("", "ValidateRequest", 0)]
    [InlineData("request", "JoinCalls", 0.05)]
    [InlineData("request calls/0 calls/1", "JoinCalls", 0.05)]
    [InlineData("request calls/0 workload", "MergeWorkload", 0.12)]
    [InlineData("request calls/0 workload adjacency problem", "SeedBeats", 0.15)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 seeded/1 seeded/2 seeded/3", "SeedBeats", 0.15)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 seeded/1 seeded/2 seeded/3 balanced/2", "BalanceBeats", 0.38)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 seeded/1 balanced/0 balanced/1", "ChoosePlan", 0.6)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 balanced/0 chosen", "EvaluatePlan", 0.8)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 balanced/0 chosen evaluated", "RankPlan", 0.85)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 balanced/0 chosen evaluated ranked", "BacktestPlan", 0.87)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 balanced/0 chosen evaluated ranked backtested", "PublishPlan", 0.9)]
    [InlineData("request calls/0 workload adjacency problem seeded/0 balanced/0 chosen outcome", "EvaluatePlan", 0.8)]
    public void Stage_and_share_follow_from_what_was_written(string files, string stage, double share) => ShouldShow(_all, files, stage, share);

    [Fact]
    public void A_stage_nobody_asked_for_is_not_shown() => ShouldShow(_plain, "request problem chosen", "PublishPlan", 0.9);

    private static void ShouldShow(PlanRequest request, string files, string stage, double share)
    {
        string[] keys = [.. files.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"runs/beats-x-a1/{name}.json")];
        var (shown, done) = RunProgress.Find(StageMethods.FindAsked(request), keys);
        (shown.Name, done).ShouldBe((stage, share));
    }
}
