namespace SmartBeats.Districting;

/// <summary>A problem made ready for work: flat graph, connected parts with their beats, forced areas set aside, bounds.</summary>
internal sealed class DistrictingTask
{
    private readonly Lazy<LowerBound> _bound;

    public DistrictingTask(DistrictingProblem problem)
    {
        problem = problem.Wishes is { AskForNothing: true } ? problem with { Wishes = null } : problem;
        Problem = problem;
        var given = FlatGraph.From(problem.Graph);
        Beats = problem.Beats;
        Check(problem, given.Count);
        WishCheck.On(problem, given);
        var shared = problem is { EvenWithinParts: true, Wishes: null } ? PartShares.Scale(given, Beats, problem.Tolerance) : null;
        var asked = given;
        given = shared ?? given;
        Given = given;
        var (forced, weights) = SetAside.Of(given.Weight, Beats, problem.Tolerance, problem.Wishes?.Current);
        Forced = forced;
        Heavy = shared is null ? forced : SetAside.Of(asked.Weight, Beats, problem.Tolerance, null).Forced;
        IsShared = shared is not null;
        Graph = new FlatGraph(given.First, given.Neighbour, given.Cost, weights);
        Graph = problem.Wishes is null ? Graph : Graph.With(WishSet.Of(problem, Graph));
        Parts = Components.Find(Graph);
        if (Parts.Count > Beats)
        {
            throw new InputException(
                "beats",
                $"{Beats} beats cannot cover a map of {Parts.Count} disconnected parts",
                $"Ask for at least {Parts.Count} beats, or link the parts (bridges).");
        }

        Stuck = [];
        if (problem.Wishes is null)
        {
            (Stuck, Graph, RestBound) = StuckAreas.SetAside(Graph, Forced, Beats, problem.Tolerance, LowerBound.Of(forced.Length == 0 ? given : Graph, Beats));
            Parts = Stuck.Length == 0 ? Parts : Components.Find(Graph);
        }

        BeatsOfPart = Graph.Wishes?.BeatsOfPart(Parts) ?? Apportionment.Share(Parts, Beats).Beats;
        Links = new LocalLinks(Graph);
        var counted = SetAside.BeatsApart(given.Weight, Beats, problem.Wishes?.Current);
        var countedGraph = counted == given.Weight ? given : new FlatGraph(given.First, given.Neighbour, given.Cost, counted);
        _bound = new Lazy<LowerBound>(() => problem.Wishes is null
            ? IsShared ? LowerBound.Of(asked, Beats) : IsAsGiven ? RestBound! : LowerBound.Of(given, Beats)
            : WishBounds.Of(LowerBound.Of(countedGraph, Beats), problem, counted));
        RestBound ??= forced.Length == 0 && problem.Wishes?.Current is not { LockedBeats.Length: > 0 } ? LowerBound.Of(given, Beats) : LowerBound.Of(Graph, Beats);
        if (problem.Wishes is not null)
        {
            RestBound = WishBounds.Criteria(WishBounds.Budget(RestBound, problem, weights), problem, Graph);
        }
    }

    private DistrictingTask(DistrictingTask other, FlatGraph graph)
    {
        (Problem, Given, Beats, Forced, Graph, Parts) = (other.Problem, other.Given, other.Beats, other.Forced, graph, other.Parts);
        (BeatsOfPart, Links, _bound, RestBound, Stuck) = (other.BeatsOfPart, other.Links, other._bound, other.RestBound, other.Stuck);
        (Heavy, IsShared) = (other.Heavy, other.IsShared);
    }

    /// <summary>The task with its preferences left aside; null where it has none.</summary>
    public DistrictingTask? WithoutPreferences() =>
        Graph.Wishes is { HasPreferences: true } wishes ? new DistrictingTask(this, Graph.With(wishes.WithoutPreferences())) : null;

    public DistrictingProblem Problem { get; }

    /// <summary>Areas heavier than a fair share of all work; those set aside are heavier than one of what the search balances.</summary>
    public int[] Heavy { get; }

    /// <summary>Whether parts of the map count as many shares as they have beats (<see cref="PartShares"/>): no figure of the search is then one of the plan.</summary>
    public bool IsShared { get; }

    /// <summary>Every area with its own weight, none set aside.</summary>
    public FlatGraph Given { get; }

    public FlatGraph Graph { get; }

    public int Beats { get; }

    public Components Parts { get; }

    public int[] BeatsOfPart { get; }

    public int[] Forced { get; }

    /// <summary>What else no plan can mend, set aside as well; where more is asked than balance and borders, nothing is.</summary>
    public StuckBeat[] Stuck { get; }

    /// <summary>Whether the search works on the weights given.</summary>
    public bool IsAsGiven => Forced.Length == 0 && Stuck.Length == 0;

    public LocalLinks Links { get; }

    /// <summary>Whether today's beats are to be mended within a change budget.</summary>
    public bool HasBudget => BudgetLadder.Fits(this) && Graph.Wishes!.Budget != long.MaxValue;

    /// <summary>Whether the effort is little for so large a map: see <see cref="Tuning.Plenty"/>.</summary>
    public bool IsScarce => Tuning.IsScarce(Problem);

    /// <summary>On the deviation of any plan, every area with its own weight.</summary>
    public LowerBound Bound => _bound.Value;

    /// <summary>On the deviation once forced areas are set aside.</summary>
    public LowerBound RestBound { get; }

    /// <summary>The deviation within which a goal looks at borders only.</summary>
    public double Limit(Goal goal) => goal switch
    {
        Goal.Compact => Math.Max(Problem.Tolerance, RestBound.Deviation),
        Goal.Compromise => Math.Max((Problem.Tolerance + RestBound.Deviation) / 2, RestBound.Deviation),
        _ => RestBound.Deviation,
    };

    public SeededRandom Random(ulong key) => SeededRandom.Derive(Problem.Seed, key);

    private static void Check(DistrictingProblem problem, int areas)
    {
        if (problem.Beats < 1 || problem.Beats > areas)
        {
            throw new InputException("beats", $"{problem.Beats} beats cannot be made of {areas} areas", $"Ask for 1 to {areas} beats.");
        }

        if (!(problem.Tolerance is > 0 and <= 1))
        {
            throw new InputException("tolerance", FormattableString.Invariant($"{problem.Tolerance} is not above 0 and at most 1"), "Give the tolerance as a fraction: 0.01 for 1 %.");
        }

        if (problem.Effort < 0)
        {
            throw new InputException("effort", $"{problem.Effort} is negative", "Give 0 or more, or leave it out.");
        }
    }
}
