using System.Text.Json.Serialization;
using SmartBeats.Api;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Server.Runs;

/// <summary>What is kept of a run, so that a stop does not lose it: it is written when the run is asked for and when it ends.</summary>
/// <param name="Attempt">At the plan, from 1.</param>
/// <param name="Status">Queued until it has ended: one found so at a start was broken off.</param>
/// <param name="Sides">Files the plan is made with, as <see cref="SideFile"/> writes them.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="EndedWith">The plan it ended with.</param>
internal sealed record RunFile(int Attempt, RunStatus Status, IReadOnlyList<string> Sides, string? Reason = null, string? EndedWith = null)
{
    public static Task<RunFile?> FindAsync(IObjectStore files, string city, string planId, CancellationToken cancellation) =>
        files.FindAsync(Keys.LocalRun.For(city, planId), RunFileJson.Default.RunFile, cancellation);

    public Task SaveAsync(IObjectStore files, string city, string planId) =>
        files.PutAsync(Keys.LocalRun.For(city, planId), this, RunFileJson.Default.RunFile);

    public RunStanding ToStanding() => new(Status) { Reason = Reason, PlanId = EndedWith };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunFile))]
internal sealed partial class RunFileJson : JsonSerializerContext;
