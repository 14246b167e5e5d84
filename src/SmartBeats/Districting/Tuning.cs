namespace SmartBeats.Districting;

/// <summary>The few numbers the search is run with, in one place; README.md says what each kind of move is worth.</summary>
internal static class Tuning
{
    /// <summary>Areas per beat on the coarsest graph, and the fewest areas it may have.</summary>
    public const int CoarsePerBeat = 30;

    public const int CoarseLeast = 300;

    /// <summary>Share of a multilevel run's effort that goes to graphs coarser than the given one, in percent.</summary>
    public const int CoarseShare = 35;

    /// <summary>Coarse plans a start begins with, of which ever fewer go on to finer graphs; and the share of the coarse effort that goes to the coarsest one, in percent.</summary>
    public const int Race = 8;

    public const int RaceShare = 20;

    /// <summary>Deviation that counts as balanced on a coarse graph, in typical areas: the finer ones even it out.</summary>
    public const double CoarseLimit = 0.7;

    /// <summary>Effort per area that four starts are worth; below it, two.</summary>
    public const int LeastPerAreaOfStarts = 2_000;

    /// <summary>Effort per area below which it is scarce: starts begin colder (and get more of it under the compact goal), and instead of different plans the best are recombined with themselves.</summary>
    public const int Plenty = 5_000;

    /// <summary>Most rounds of crossover, two children each, and the effort per area below which a child is not worth its coarsening.</summary>
    public const int MostRounds = 3;

    public const int LeastPerAreaOfChild = 60;

    /// <summary>Independent last runs under the chosen goal, of which the best is delivered.</summary>
    public const int Finishers = 2;

    /// <summary>Annealing runs in a row, each from the best plan of the one before, while balance is not met.</summary>
    public const int TightenCycles = 4;

    /// <summary>Areas looked at by pair recombination, per area looked at by border moves, on graphs of large areas.</summary>
    public const double PairWork = 1;

    /// <summary>What looking at one area in pair recombination costs in effort.</summary>
    public const int PairPrice = 4;

    /// <summary>Typical area / mean load from which on pair recombination gets its full share.</summary>
    public const double PairGrain = 0.05;

    /// <summary>How readily a refused move is tried as a swap, relative to typical area / tolerance.</summary>
    public const double SwapWork = 0.2;

    public static Cooling SeedCoarse { get; } = new(1.0, 0.1, 0.5, 4);

    public static Cooling SeedFiner(bool scarce) => new(scarce ? 0.5 : 0.6, 0.15, 1, 10);

    public static Cooling Fine(bool scarce) => new(scarce ? 0.4 : 0.6, 0.15, 2, 200);

    public static Cooling CrossoverCoarse(bool scarce) => new(scarce ? 0.25 : 0.5, 0.1, 1, 4);

    public static Cooling CrossoverFine(bool scarce) => new(scarce ? 0.35 : 0.5, 0.15, 4, 200);

    /// <summary>Beats / areas from which on balance is hard because areas are large.</summary>
    public const double CoarseGrain = 0.03;

    /// <summary>Where areas are small: cool, so that the borders found are kept while loads are evened out along them; every
    /// other run is warmer, for beats that a few heavy areas lock.</summary>
    public static Cooling TightenFine(ulong run) => new(run % 2 == 0 ? 0.3 : 0.7, 0.1, run % 2 == 0 ? 1 : 4, 1000, 0.7, true);

    /// <summary>Where areas are large: hot and short. A low first price of imbalance finds the way over bad plans, a high one
    /// polishes; which is better differs from graph to graph, so the last runs take turns.</summary>
    public static Cooling TightenCoarse(ulong run) => new(2, 0.3, run % 2 == 0 ? 2 : 20, 300, 0.7, true);

    /// <summary>Rounds in which balance is sought, each from the best plan of the one before.</summary>
    public const int TightenRounds = 2;

    /// <summary>Of a round's effort, in percent, what goes to annealing, and what to dividing regions anew; the rest wins back border.</summary>
    public const int TightenAnneal = 20;

    public const int TightenDivide = 60;

    /// <summary>Temperature at which a division that lengthens the border is kept, at first and at last, in mean edge costs.</summary>
    public const double DivideHot = 2;

    public const double DivideCold = 0.2;

    /// <summary>Border that is given without asking for a better worst beat, in temperatures.</summary>
    public const double MendWorth = 0.7;

    /// <summary>Share of its effort, at the end, in which dividing anew only wins back border.</summary>
    public const double DivideWin = 0.5;

    /// <summary>Border at the balance reached.</summary>
    public static Cooling WinBack { get; } = new(1.0, 0.15, 20, 1000, 1);

    /// <summary>Price of a typical area that is away from home while today's beats are mended, in mean edge costs: change counts, borders hardly.</summary>
    public const double AwayPrice = 10;

    /// <summary>Each rung's deviation over the next one's, and steps towards the budget after the last.</summary>
    public const double LadderStep = 2;

    public const int LadderZooms = 6;

    /// <summary>How much less even a plan may be from which another way is sought.</summary>
    public const double LadderBack = 10;

    /// <summary>Share of the effort after the starts that goes to coming closer to the budget, in percent.</summary>
    public const int ApproachShare = 60;

    /// <summary>What the curve of change may take beside a design that has no budget, in percent of its effort.</summary>
    public const int CurveShare = 25;

    /// <summary>Shares of the workload for which the curve of change says what they buy.</summary>
    public static double[] CurveShares { get; } = [0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

    /// <summary>Share of a step's effort that goes to coarser graphs, in percent.</summary>
    public const int LadderCoarseShare = 70;

    /// <summary>What a unit of workload beyond the deviation costs, in units away: about the borders it would have to cross to where there is room.</summary>
    public const double CrossedBorders = 1.5;

    public static Cooling LadderCoarse { get; } = new(6, 1, 200, 1000);

    public static Cooling LadderFine { get; } = new(6, 0.3, 200, 1000);

    /// <summary>Of the effort for crossover and finishing, what the exact search of a small map may take at most, in percent.</summary>
    public const int ExactShare = 80;

    /// <summary>Share of the whole effort that goes to starts, in percent: less where an exact search may follow, which wants it all.</summary>
    public static int StartsShare(DistrictingProblem problem) => problem.Goal != Goal.Compact || ExactPlans.CanTry(problem) ? 30 : IsScarce(problem) ? 80 : 60;

    /// <summary>Whether the effort is little for so large a map.</summary>
    public static bool IsScarce(DistrictingProblem problem) => problem.Effort < (long)Plenty * problem.Graph.Weights.Count;

    /// <summary>Share of the effort after the starts that goes to crossover, in percent; 20 go to the other goals, the rest finishes the chosen one.</summary>
    public static int CombineShare(Goal goal) => goal == Goal.Compact ? 50 : 10;
}
