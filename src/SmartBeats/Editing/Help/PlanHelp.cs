using System.Globalization;
using SmartBeats.Districting;

namespace SmartBeats.Editing.Help;

/// <summary>The engine at a person's side: proposes moves that mend, balance or tidy a draft. README.md of this folder.</summary>
/// <remarks>Deterministic: the same draft and order, the same moves.</remarks>
public sealed class PlanHelp
{
    private const long LeastEffort = 150_000;
    private const long EffortPerArea = 600;

    private readonly PlanDraft _draft;
    private readonly HelpOrder _order;
    private readonly AreaGraph _graph;
    private readonly int[] _beatOf;
    private readonly List<string> _names;

    private PlanHelp(PlanDraft draft, HelpOrder order)
    {
        (_draft, _order, _graph) = (draft, order, draft.Ground.Problem.Graph);
        (_beatOf, _names) = ([.. draft.BeatOfArea], [.. draft.Names]);
    }

    /// <summary>Proposes moves.</summary>
    /// <param name="before">Figures of the plan the draft began with.</param>
    /// <exception cref="InputException">A beat that is not there, or locks and gaps that leave no way.</exception>
    public static HelpProposal Propose(PlanDraft draft, EditFigures before, HelpOrder order, CancellationToken cancellation = default)
    {
        var help = new PlanHelp(draft, order);
        help.Run(cancellation);
        return help.Describe(before);
    }

    private void Run(CancellationToken cancellation)
    {
        int[] used = [.. _beatOf.Distinct().Order()];
        switch (_order.Kind)
        {
            case HelpKind.Repair:
                new Corridors(FlatGraph.From(_graph), _beatOf, Locked(used).ToHashSet(), LockedAreas.ToHashSet()).Join();
                MakeWhole(Region(used));
                break;
            case HelpKind.Balance:
                int[] beats = [.. _order.Beats.Select(Find).Distinct().Order()];
                Balance(
                    beats.Length > 1 ? beats : throw new InputException("beats", "one beat alone cannot be balanced", "Name two or more that touch."),
                    budget: null,
                    cancellation,
                    mustTouch: true);
                break;
            case HelpKind.Finish:
                Balance(used, _order.Budget, cancellation);
                break;
            case HelpKind.Split:
                Split(
                    _order.Beats is [var name] ? Find(name) : throw new InputException("beats", "not one beat to be split", "Name one."),
                    cancellation);
                break;
            default:
                new ChangeTidier(_draft, [.. Locked(used)], [.. LockedAreas], _beatOf).Tidy();
                break;
        }
    }

    private int Find(string name) => _names.IndexOf(name) is >= 0 and var beat && _beatOf.Contains(beat)
        ? beat
        : throw new InputException("beats", $"there is no beat \"{name}\"{NearMiss.Hint(name, _names)}", "Name beats of the draft.");

    private IEnumerable<int> Locked(IEnumerable<int> beats) =>
        beats.Where(beat => IsLocked(_names[beat]));

    private bool IsLocked(string name) =>
        _order.LockedBeats.Contains(name) || _draft.Ground.LockedBeats.Contains(name) || _draft.Ground.BeatsApart.Contains(name);

    private IEnumerable<int> LockedAreas => _order.LockedAreas.Concat(_draft.Ground.LockedAreas).Distinct();

    private SubGraph Region(int[] beats) => new(_graph, _beatOf, beats);

    private UsableBeats MakeWhole(SubGraph region)
    {
        var given = new GivenBeats(
            [.. region.Areas.Select(area => Array.IndexOf(region.Beats, _beatOf[area]))],
            [.. region.Beats.Select(beat => _names[beat])],
            region.Find(LockedAreas),
            [.. Locked(region.Beats).Select(beat => Array.IndexOf(region.Beats, beat))]);
        var (ids, seed) = (_draft.Ground.Map.Map.Areas, _draft.Ground.Problem.Seed);
        var whole = CurrentBeats.MakeUsable(region.Graph, given, region.Beats.Length, seed, area => ids[region.Areas[area]].Id);
        Put(region, whole.BeatOfArea, ListBeats(region, whole));
        return whole;
    }

    /// <summary>Per usable beat the draft's own; one that was split off takes the place of one that went.</summary>
    private static int[] ListBeats(SubGraph region, UsableBeats whole)
    {
        var free = new Queue<int>(Enumerable.Range(0, region.Beats.Length).Except(whole.GivenOfBeat));
        return [.. whole.GivenOfBeat.Select(beat => region.Beats[beat >= 0 ? beat : free.Dequeue()])];
    }

    /// <summary>The engine from the beats there are: whole first, then even, then short of border.</summary>
    private void Balance(int[] beats, double? budget, CancellationToken cancellation, bool mustTouch = false)
    {
        var region = Region(beats);
        if (mustTouch && FindLoneBeat(region) is { } lone)
        {
            throw new InputException("beats", $"beat {_names[lone]} touches none of the others", "Name beats that touch: areas change hands at a common border.");
        }

        var whole = MakeWhole(region);
        var current = new CurrentPlan(whole.BeatOfArea, budget, region.Find(LockedAreas), whole.LockedBeats)
        {
            BeatsApart = [.. whole.LockedBeats.Where(beat => _draft.Ground.BeatsApart.Contains(whole.Names[beat]))],
        };
        Design(region, beats.Length, current, ListBeats(region, whole), cancellation);
    }

    /// <summary>A beat that no chain of common borders joins to the first; null where all hang together.</summary>
    private int? FindLoneBeat(SubGraph region)
    {
        var reached = new HashSet<int> { region.Beats[0] };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var edge in region.Graph.Edges)
            {
                var (a, b) = (_beatOf[region.Areas[edge.A]], _beatOf[region.Areas[edge.B]]);
                if (reached.Contains(a) || reached.Contains(b))
                {
                    reached.Add(a);
                    reached.Add(b);
                }
            }
        }

        return region.Beats.Where(beat => !reached.Contains(beat)).Select(beat => (int?)beat).FirstOrDefault();
    }

    /// <summary>The lighter half becomes the new beat; of equal halves the one without the first area.</summary>
    private void Split(int beat, CancellationToken cancellation)
    {
        if (IsLocked(_names[beat]))
        {
            throw new InputException("beats", $"beat {_names[beat]} is locked", "Unlock it, then split it.");
        }

        var region = Region([beat]);
        _names.Add(NameNew());
        Design(region, 2, null, [beat, _names.Count - 1], cancellation);
        var (kept, made) = (Load(beat), Load(_names.Count - 1));
        if (made > kept || (made == kept && _beatOf[region.Areas[0]] != beat))
        {
            foreach (var area in region.Areas)
            {
                _beatOf[area] = _beatOf[area] == beat ? _names.Count - 1 : beat;
            }
        }
    }

    private void Design(SubGraph region, int count, CurrentPlan? current, int[] beatOfNumber, CancellationToken cancellation)
    {
        var effort = _order.Effort ?? LeastEffort + (EffortPerArea * region.Areas.Length);
        var wishes = current is null ? null : new PlanWishes { Current = current };
        var asked = _draft.Ground.Problem with { Graph = region.Graph, Beats = count, Goal = Goal.Compact, Effort = effort, Wishes = wishes };
        var designed = BeatEngine.Design(asked, threads: 1, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        Put(region, designed.Chosen.BeatOfArea, beatOfNumber);
    }

    private void Put(SubGraph region, int[] numberOfArea, int[] beatOfNumber)
    {
        for (var at = 0; at < region.Areas.Length; at++)
        {
            _beatOf[region.Areas[at]] = beatOfNumber[numberOfArea[at]];
        }
    }

    private long Load(int beat) =>
        Enumerable.Range(0, _beatOf.Length).Where(area => _beatOf[area] == beat).Sum(area => _graph.Weights[area]);

    private string NameNew()
    {
        var numbers = _names.Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : 0);
        return (Math.Max(_names.Count, numbers.Max()) + 1).ToString(CultureInfo.InvariantCulture);
    }

    private HelpProposal Describe(EditFigures before)
    {
        int[] moved = [.. Enumerable.Range(0, _beatOf.Length).Where(area => _beatOf[area] != _draft.BeatOfArea[area])];
        var moves = moved.GroupBy(area => _beatOf[area]).OrderBy(beat => beat.Key)
            .Select(beat => new ProposedMove([.. beat], _names[beat.Key], beat.Key >= _draft.Names.Count));
        return new HelpProposal([.. moves], DraftFigures.Measure(_draft.With(_names, _beatOf), before));
    }
}
