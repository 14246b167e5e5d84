using SmartBeats.Metrics;

namespace SmartBeats.Editing;

/// <summary>A plan under a person's hand, measured after every stroke as the checker measures a finished one.</summary>
/// <remarks>How it keeps up with a hand is in README.md of this folder. For one caller at a time.</remarks>
public sealed class PlanDraft
{
    private readonly DraftGround _ground;
    private readonly int[] _parentBeatOf;
    private readonly List<string> _names;
    private readonly int[] _beatOf;
    private readonly List<BeatShape?> _shapes;

    /// <summary>Begins with a plan.</summary>
    /// <param name="names">Of its beats, in order of number.</param>
    /// <param name="beatOfArea">Per area its beat, 0-based.</param>
    public PlanDraft(DraftGround ground, IReadOnlyList<string> names, IReadOnlyList<int> beatOfArea)
    {
        (_ground, _parentBeatOf, _beatOf, _names) = (ground, [.. beatOfArea], [.. beatOfArea], [.. names]);
        _shapes = [.. names.Select(_ => (BeatShape?)null)];
    }

    private PlanDraft(PlanDraft other, IEnumerable<string> names, IEnumerable<int> beatOfArea, IEnumerable<BeatShape?> shapes)
    {
        (_ground, _parentBeatOf, _names, _beatOf, _shapes) = (other._ground, other._parentBeatOf, [.. names], [.. beatOfArea], [.. shapes]);
    }

    internal DraftGround Ground => _ground;

    /// <summary>Per area the beat it had in the plan, by its place in <see cref="Names"/>.</summary>
    internal IReadOnlyList<int> ParentBeatOfArea => _parentBeatOf;

    /// <summary>Names of all beats there were, emptied ones among them: a beat keeps its place in this list.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Per area its beat, by its place in <see cref="Names"/>.</summary>
    public IReadOnlyList<int> BeatOfArea => _beatOf;

    /// <summary>Makes a beat, still without areas.</summary>
    /// <returns>Its place in <see cref="Names"/>.</returns>
    /// <exception cref="ArgumentException">There is a beat of that name.</exception>
    public int AddBeat(string name)
    {
        if (_names.Contains(name))
        {
            throw new ArgumentException($"There is a beat \"{name}\" already.", nameof(name));
        }

        _names.Add(name);
        _shapes.Add(null);
        return _names.Count - 1;
    }

    /// <summary>Gives areas to a beat.</summary>
    /// <param name="areas">By index.</param>
    /// <param name="beat">Its place in <see cref="Names"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such beat.</exception>
    public void Give(IReadOnlyList<int> areas, int beat)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(beat, _names.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(beat);
        foreach (var area in areas)
        {
            var from = _beatOf[area];
            if (from != beat)
            {
                (_shapes[from], _shapes[beat]) = (null, null);
                _beatOf[area] = beat;
            }
        }
    }

    /// <summary>Another draft with the same beats and what is known of them.</summary>
    public PlanDraft Copy() => new(this, _names, _beatOf, _shapes);

    /// <summary>The draft with other beats, and what is known of those that are the same in both.</summary>
    /// <param name="names">Of all beats there were, emptied ones among them, the plan's own first.</param>
    /// <param name="beatOfArea">Per area its beat, by its place in <paramref name="names"/>.</param>
    /// <exception cref="ArgumentException">Another number of areas, a beat that is not named, or a name twice.</exception>
    public PlanDraft With(IReadOnlyList<string> names, IReadOnlyList<int> beatOfArea)
    {
        if (beatOfArea.Count != _beatOf.Length || beatOfArea.Any(beat => beat < 0 || beat >= names.Count))
        {
            throw new ArgumentException($"{_beatOf.Length} areas need a beat each, one of the {names.Count} named.", nameof(beatOfArea));
        }

        var placeOf = names.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        int[] moved = [.. _names.Select(name => placeOf.GetValueOrDefault(name, -1))];
        var shapes = new BeatShape?[names.Count];
        for (var beat = 0; beat < moved.Length; beat++)
        {
            if (moved[beat] >= 0)
            {
                shapes[moved[beat]] = _shapes[beat];
            }
        }

        for (var area = 0; area < _beatOf.Length; area++)
        {
            var (from, to) = (moved[_beatOf[area]], beatOfArea[area]);
            if (from == to)
            {
                continue;
            }

            shapes[to] = null;
            if (from >= 0)
            {
                shapes[from] = null;
            }
        }

        return new PlanDraft(this, names, beatOfArea, shapes);
    }

    /// <summary>Makes of the draft's plan what an edit makes of it.</summary>
    /// <param name="edited">Of the same parent.</param>
    public void Take(EditedBeats edited)
    {
        for (var beat = 0; beat < edited.Names.Count; beat++)
        {
            var place = _names.IndexOf(edited.Names[beat]) is >= 0 and var at ? at : AddBeat(edited.Names[beat]);
            Give([.. edited.ChangedAreas.Where(area => edited.BeatOfArea[area] == beat)], place);
        }
    }

    /// <summary>The beats as they would be published.</summary>
    public EditedBeats FindBeats() => EditedBeats.Create(_names, _beatOf, _parentBeatOf);

    /// <summary>Everything a published plan of these beats would say of them.</summary>
    /// <remarks>Cost: outlines of the beats touched since, and one pass over areas and borders.</remarks>
    public DraftMeasures Measure() => Measure(_ground.FindBounds);

    /// <summary>The same but for the bound, which is 0: it is dear where there are other beats than before, and no figure of a draft.</summary>
    internal DraftMeasures MeasureWithoutBound() => Measure(beats => (0, _ground.FindForced(beats)));

    private DraftMeasures Measure(Func<int, (double LowerBound, IReadOnlyList<int> ForcedAreas)> find)
    {
        RenewShapes();
        var beats = FindBeats();
        int[] numbered = [.. beats.BeatOfArea.Select(beat => beat + 1)];
        var count = beats.Names.Count;
        var (bound, forced) = find(count);
        int[] apart = [.. Enumerable.Range(1, count).Where(number => _ground.BeatsApart.Contains(beats.Names[number - 1]))];
        BeatShape[] shapes = [.. beats.Names.Select(name => _shapes[_names.IndexOf(name)]!.Value)];
        var measures = PlanEvaluator.Measure(_ground.Map, _ground.Workload, numbered, count, bound, forced, shapes, apart);
        return new DraftMeasures(beats, measures, MeasureWishes(beats, numbered, forced), BeatParts.Find(_ground.Map, numbered, count), EditChange.Measure(_ground.Workload, beats.ChangedAreas));
    }

    /// <summary>How the plan that the draft began with meets what was wished of it; null where nothing was.</summary>
    internal WishFigures? MeasureParentWishes()
    {
        if (_ground.Wishes is null)
        {
            return null;
        }

        var parent = EditedBeats.Create(_names, _parentBeatOf, _parentBeatOf);
        return MeasureWishes(parent, [.. parent.BeatOfArea.Select(beat => beat + 1)], _ground.FindForced(parent.Names.Count));
    }

    private WishFigures? MeasureWishes(EditedBeats beats, int[] numbered, IReadOnlyList<int> forced) => _ground.Wishes is var (wishes, names)
        ? WishEvaluator.Measure(_ground.Map, _ground.Workload, wishes, _ground.NameWishes(names, beats.Names), numbered, beats.Names.Count, forced)
        : null;

    private void RenewShapes()
    {
        bool[] wanted = [.. _shapes.Select(shape => shape is null)];
        if (!wanted.Contains(true))
        {
            return;
        }

        var outlines = _ground.Outlines.Dissolve(_beatOf, wanted);
        for (var beat = 0; beat < wanted.Length; beat++)
        {
            _shapes[beat] = wanted[beat] ? BeatShape.Measure(outlines[beat]) : _shapes[beat];
        }
    }
}

/// <summary>What a draft is worth.</summary>
/// <param name="Beats">As they would be published.</param>
/// <param name="Measures">As published.</param>
/// <param name="Wishes">As published; null where nothing is wished.</param>
/// <param name="Parts">Beats that are not in one piece.</param>
/// <param name="Change">From the plan the draft began with.</param>
public sealed record DraftMeasures(EditedBeats Beats, PlanMeasures Measures, WishFigures? Wishes, IReadOnlyList<BeatParts> Parts, EditChange Change);
