using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Districting;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Pipeline.Stages;

/// <summary>The city's data changed while a run was using it: the run is to be started again.</summary>
public sealed class DataChangedException(string message) : Exception(message);

/// <summary>Adds up the joined parts and sets the engine's problem: workload per area and which areas touch.</summary>
public static class MergeWorkload
{
    /// <returns>How many starts the problem is to be given.</returns>
    /// <exception cref="DataChangedException">Map or calls are no longer those the run was started on.</exception>
    /// <exception cref="InputException">Nothing passes the filters, or the request cannot be met on this map.</exception>
    public static async Task<int> RunAsync(RunFiles files, ICallSource calls, RunTicket ticket, int parts, CancellationToken cancellation = default)
    {
        var request = await files.ReadRequestAsync(ticket, cancellation);
        var map = RequestShares.NamesColumnsOrSignals(request)
            ? await files.ReadMapWithColumnsAsync(ticket, cancellation)
            : await files.ReadMapAsync(ticket, cancellation);
        var notes = new List<string>();
        var counted = await AddUpAsync(files, calls, ticket, request, map.Areas.Count, parts, notes, cancellation);
        var workload = await SignalWorkload.AddAsync(files, ticket, request, map, counted, notes, cancellation);
        await files.ThrowIfChangedAsync(calls, ticket, cancellation);

        var adjacency = AreaAdjacencyBuilder.Build(map, new AdjacencyOptions
        {
            Bridges = request.Bridges,
            Barriers = await PairsAsync(SideFiles.Barriers),
            Links = await PairsAsync(SideFiles.Links),
            Lengths = (await files.ReadCityAsync(ticket.City, cancellation)).Lengths,
        }, cancellation);
        var within = await BeatSectors.FindGivenAsync(files, ticket, map, cancellation);
        if (within is not null && request.Bridges)
        {
            (adjacency, var linked) = ExclaveLinks.Join(map, adjacency, within.OfArea);
            notes.AddRange(linked is null ? [] : [linked]);
        }

        var edited = (await EditedPlans.FindAsync(files, ticket, cancellation))?.Apply(map);
        var beats = edited?.Names.Count ?? CountBeats(request, workload, notes) + request.WithoutBeats.Count;
        var graph = CreateGraph(workload.Weights, adjacency);
        if (request.Sectors > 0)
        {
            SectorDesign.Check(graph, beats, request.Sectors);
        }

        // A hand may draw across sectors; the search does not.
        if (within is not null && edited is null)
        {
            graph = within.Nest(graph);
            within.Check(graph, beats);
        }

        var wished = await WishPreparation.OfAsync(files, ticket, request, map, workload, graph, edited?.CountParentBeats() ?? beats, notes, cancellation);
        wished = edited is null || wished is not var (wishes, names) ? wished : (wishes, EditedPlans.NameWishes(names, edited, workload, graph));
        var effort = request.Effort ?? BeatEngine.DefaultEffort(graph, beats);
        // The engine lays a compact plan; EvaluatePlan designs on response from there.
        var goal = request.Goal == Goal.Response ? Goal.Compact : request.Goal;
        var problem = new DistrictingProblem(graph, beats, goal, request.Tolerance, request.Seed, effort) { Wishes = wished?.Wishes, EvenWithinParts = within is not null };
        if (request.AutoTolerance)
        {
            var dated = await DatedCalls.FindAsync(files, ticket, cancellation);
            problem = problem with { Tolerance = WidestTolerance.Find(problem, dated, workload, request, notes, cancellation) };
        }

        // What was made by hand is not searched for.
        var starts = edited is null ? BeatEngine.StartCount(problem) : 0;

        await files.WriteWorkloadAsync(ticket, workload, cancellation);
        await files.WriteAdjacencyAsync(ticket, adjacency, cancellation);
        await files.WriteProblemAsync(ticket, ProblemDocument.Of(problem, notes) with { Names = wished?.Names, Edited = edited?.BeatOfArea }, cancellation);
        return starts;

        async Task<IReadOnlyList<(int A, int B)>> PairsAsync(string role) =>
            await files.ReadSideAsync(ticket, role, cancellation) is { } content ? AreaPairList.Read(role, content).On(map) : [];
    }

    /// <summary>Areas with what they weigh, and which of them touch: bridges cost next to nothing to cut.</summary>
    internal static AreaGraph CreateGraph(long[] weights, AreaAdjacency adjacency) => new(weights, [.. Edges(adjacency)]);

    private static async Task<AreaWorkload> AddUpAsync(
        RunFiles files, ICallSource source, RunTicket ticket, PlanRequest request, int areas, int parts, List<string> notes, CancellationToken cancellation)
    {
        var calls = new long[areas];
        var weights = new long[areas];
        var criteria = RequestCriterion.Of(request);
        var others = criteria.Skip(1).Select(_ => new long[areas]).ToArray();
        long outside = 0, withoutMinutes = 0, begunByOfficers = 0;
        var dispositions = new List<DispositionRows?>();
        for (var part = 0; part < parts; part++)
        {
            var joined = await files.ReadPartAsync(ticket, part, cancellation);
            outside += joined.CallsOutside;
            withoutMinutes += joined.WithoutMinutes;
            begunByOfficers += joined.BegunByOfficers;
            dispositions.Add(joined.Dispositions);
            for (var i = 0; i < joined.Area.Length; i++)
            {
                calls[joined.Area[i]] += joined.Calls[i];
                weights[joined.Area[i]] += joined.Weight[i];
                for (var c = 0; c < others.Length; c++)
                {
                    others[c][joined.Area[i]] += joined.Others![c][i];
                }
            }
        }

        var counted = calls.Sum();
        if (counted == 0 && (RequestShares.HasCalls(request) || request.Balance.Count > 0))
        {
            throw outside == 0
                ? new InputException("request", "no call passes its filters", "Widen the dates, priorities or dispositions, or load the calls of that time.")
                : new InputException("request", string.Create(CultureInfo.InvariantCulture, $"all {outside} calls that pass its filters lie outside the city's map"), "Check that map and calls are of the same city, and that longitude comes before latitude.");
        }

        var filter = new CallFilter(request);
        var minutes = criteria.FirstOrDefault(criterion => criterion.Kind is WorkloadKind.ServiceMinutes or WorkloadKind.TimeOnScene) is { } byMinutes ? new CallFilter(request with { Workload = byMinutes.Kind }) : filter;
        if (minutes.MinutesNote("calls", counted, withoutMinutes) is { } note)
        {
            notes.Add(note);
        }

        notes.AddRange(await SourceNotes.DescribeAsync(source, ticket.City, request, counted, begunByOfficers, cancellation));
        notes.AddRange(await SourceNotes.DescribePlacesAsync(source, ticket.City, request, cancellation));
        return new AreaWorkload(calls, weights, filter.UnitsPerOne, filter.Unit, outside)
        {
            Dispositions = DispositionRows.AddUp(dispositions, areas),
            Others = [.. criteria.Skip(1).Select((criterion, c) =>
            {
                var own = new CallFilter(request with { Workload = criterion.Kind });
                return new AreaCriterion(criterion.Name, own.Unit, own.UnitsPerOne, criterion.Weight, others[c]);
            })],
        };
    }

    private static int CountBeats(PlanRequest request, AreaWorkload workload, List<string> notes)
    {
        if (request.Beats is { } asked)
        {
            return asked;
        }

        var derived = BeatCount.Derive(workload, request.WorkloadPerBeat!.Value);
        notes.Add(derived.Note);
        return derived.Beats;
    }

    private static IEnumerable<GraphEdge> Edges(AreaAdjacency adjacency)
    {
        foreach (var (a, b, metres) in adjacency.Boundaries)
        {
            yield return new GraphEdge(a, b, (int)Math.Clamp(Math.Round(metres * 10), 1, 1e8));
        }

        foreach (var (a, b, _) in adjacency.Bridges)
        {
            yield return new GraphEdge(a, b, 1);
        }
    }
}
