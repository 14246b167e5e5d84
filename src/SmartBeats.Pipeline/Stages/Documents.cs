using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Calls;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Districting.Ranking;
using SmartBeats.Geography;
using SmartBeats.Metrics;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Response;

namespace SmartBeats.Pipeline.Stages;

/// <summary>The city's current map, by its version.</summary>
public sealed record CurrentMap(string Version, string FileName, int Areas)
{
    /// <summary>Hash of the areas' attributes; null for a map without, or loaded before they were kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Columns { get; init; }

    /// <summary>What is known of a map that was read.</summary>
    public static CurrentMap Create(string fileName, CityMap map) => new(map.Version, fileName, map.Areas.Count) { Columns = map.Columns.Hash };
}

/// <summary>One part of the calls, joined to the map: sparse, by area index.</summary>
/// <param name="WithoutMinutes">Calls counted that have no service minutes.</param>
public sealed record JoinedCalls(int[] Area, long[] Calls, long[] Weight, long CallsOutside, long WithoutMinutes)
{
    /// <summary>What the calls weigh in each further criterion of the request, like <see cref="Weight"/>; null where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long[][]? Others { get; init; }

    /// <summary>Calls counted that officers began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BegunByOfficers { get; init; }

    /// <summary>Places with the most of the calls; null in runs that began before they were counted.</summary>
    public PlaceLoad[]? Places { get; init; }

    /// <summary>Calls counted on weekdays from 8 to 17.</summary>
    public long OfficeCalls { get; init; }

    /// <summary>How the calls were resolved; null where there are too many ways, and in runs that began before they were counted.</summary>
    public DispositionRows? Dispositions { get; init; }
}

/// <summary>The engine's problem as a file: edges as three columns.</summary>
/// <param name="Notes">Sentences about the request and the data that the plan will carry.</param>
public sealed record ProblemDocument(
    long[] Weights, int[] A, int[] B, int[] Cost, int Beats, Goal Goal, double Tolerance, ulong Seed, long Effort, string[] Notes)
{
    /// <summary>What is asked beside; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanWishes? Wishes { get; init; }

    /// <summary>Whether beats are balanced about the mean of their own part of the map: see <see cref="DistrictingProblem.EvenWithinParts"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EvenWithinParts { get; init; }

    /// <summary>What figures on the wishes are called by; null without wishes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WishNames? Names { get; init; }

    /// <summary>The answer, per area its beat, 0-based, where somebody made it by hand and nothing is to be searched for; null for a search.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int[]? Edited { get; init; }

    public static ProblemDocument Of(DistrictingProblem problem, IReadOnlyList<string> notes) => new(
        [.. problem.Graph.Weights],
        [.. problem.Graph.Edges.Select(edge => edge.A)],
        [.. problem.Graph.Edges.Select(edge => edge.B)],
        [.. problem.Graph.Edges.Select(edge => edge.Cost)],
        problem.Beats, problem.Goal, problem.Tolerance, problem.Seed, problem.Effort, [.. notes])
    {
        Wishes = problem.Wishes,
        EvenWithinParts = problem.EvenWithinParts,
    };

    public DistrictingProblem ToProblem()
    {
        var edges = new GraphEdge[A.Length];
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = new GraphEdge(A[i], B[i], Cost[i]);
        }

        return (new DistrictingProblem(new AreaGraph(Weights, edges), Beats, Goal, Tolerance, Seed, Effort) { Wishes = Wishes, EvenWithinParts = EvenWithinParts }).ForBeats(Beats);
    }
}

/// <summary>The chosen plan, designed on response where that is the goal, with what it and the others mean for patrols and callers.</summary>
/// <param name="Alternatives">In the order of the result's alternatives.</param>
public sealed record EvaluatedPlan(DesignResult Result, ResponseEvaluation Chosen, ResponseEvaluation[] Alternatives, EvaluatedShift[] Shifts);

/// <summary>A shift's own map with what it and the common one mean there.</summary>
/// <param name="Hours">Such as <c>22-6</c>.</param>
/// <param name="BeatOfArea">0-based, by the numbers of the chosen plan.</param>
/// <param name="ChangedShare">Share of the whole plan's workload that has another beat than there.</param>
/// <param name="Workload">Of the shift's calls alone.</param>
/// <param name="LowerBound">Of the largest deviation on that workload, a fraction.</param>
/// <param name="ForcedAreas">Heavier than a fair share of it.</param>
/// <param name="Common">The chosen plan on the shift.</param>
/// <param name="Own">The shift's own map on the shift.</param>
public sealed record EvaluatedShift(
    string Hours,
    int[] BeatOfArea,
    double ChangedShare,
    AreaWorkload Workload,
    double LowerBound,
    int[] ForcedAreas,
    ResponseEvaluation Common,
    ResponseEvaluation Own);

/// <summary>How the stages' files are written: camelCase, no white space, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CurrentMap))]
[JsonSerializable(typeof(SignalRecord))]
[JsonSerializable(typeof(JoinedCalls))]
[JsonSerializable(typeof(DatedLoads))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(AreaWorkload))]
[JsonSerializable(typeof(AreaAdjacency))]
[JsonSerializable(typeof(StartPlan))]
[JsonSerializable(typeof(DesignResult))]
[JsonSerializable(typeof(EvaluatedPlan))]
[JsonSerializable(typeof(PlanRank))]
[JsonSerializable(typeof(BacktestResult))]
[JsonSerializable(typeof(CallPart))]
[JsonSerializable(typeof(RunTicket))]
[JsonSerializable(typeof(AdoptedBeats))]
[JsonSerializable(typeof(CityVerdict))]
internal sealed partial class DocumentJson : JsonSerializerContext;

/// <summary>Reads and writes documents by key.</summary>
internal static class DocumentStore
{
    public static Task PutAsync<T>(this IObjectStore store, string key, T document, CancellationToken cancellation) =>
        store.PutAsync(key, JsonSerializer.SerializeToUtf8Bytes(document, typeof(T), DocumentJson.Default), cancellation);

    /// <exception cref="InvalidOperationException">The file is missing: a stage ran before the one that writes it.</exception>
    public static async Task<T> GetAsync<T>(this IObjectStore store, string key, CancellationToken cancellation)
        where T : notnull =>
        await store.FindAsync<T>(key, cancellation) ?? throw new InvalidOperationException($"{key} is missing: the stage that writes it has not run.");

    public static async Task<T?> FindAsync<T>(this IObjectStore store, string key, CancellationToken cancellation)
    {
        await using var stream = await store.OpenAsync(key, cancellation);
        return stream is null ? default : (T?)await JsonSerializer.DeserializeAsync(stream, typeof(T), DocumentJson.Default, cancellation);
    }
}
