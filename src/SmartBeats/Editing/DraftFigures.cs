using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Metrics;

namespace SmartBeats.Editing;

/// <summary>What a draft would be as a plan, said as programs read it.</summary>
/// <param name="Names">Of the beats as they would be published, in order of number.</param>
/// <param name="BeatOfArea">Per area its beat's number, from 1.</param>
/// <param name="Before">Figures of the plan the draft began with.</param>
/// <param name="Now">Those of the draft, to the last digit what a plan of it would say.</param>
/// <param name="Beats">Each beat's own, in order of number.</param>
/// <param name="Pieces">Beats that are not in one piece: areas by index, the largest piece first.</param>
/// <param name="Change">From the plan.</param>
public record DraftFigures(
    IReadOnlyList<string> Names,
    IReadOnlyList<int> BeatOfArea,
    EditFigures Before,
    EditFigures Now,
    IReadOnlyList<BeatMeasures> Beats,
    IReadOnlyList<BeatParts> Pieces,
    EditChange Change)
{
    /// <summary>From today's beats, by their names; null where the plan did not begin with them.</summary>
    public EditChange? Today { get; init; }

    /// <summary>What was wished of the plan, as the draft meets it, by beats and map alone; null where nothing of that kind was.</summary>
    public WishFigures? Wishes { get; init; }

    /// <summary>The same of the plan the draft began with.</summary>
    public WishFigures? WishesBefore { get; init; }

    /// <summary>Measures a draft.</summary>
    /// <param name="before">Figures of the plan it began with.</param>
    public static DraftFigures Measure(PlanDraft draft, EditFigures before)
    {
        var measured = draft.MeasureWithoutBound();
        return new DraftFigures(
            measured.Beats.Names,
            [.. measured.Beats.BeatOfArea.Select(beat => beat + 1)],
            before,
            EditFigures.From(measured.Measures),
            measured.Measures.Beats,
            measured.Parts,
            measured.Change)
        {
            Today = MeasureToday(draft.Ground, measured.Beats),
            Wishes = measured.Wishes,
            WishesBefore = draft.MeasureParentWishes(),
        };
    }

    /// <summary>As a plan's change is measured: an area that has no beat today is not counted.</summary>
    private static EditChange? MeasureToday(DraftGround ground, EditedBeats beats) => ground.Today is not { } today ? null : EditChange.Measure(
        ground.Workload,
        [.. Enumerable.Range(0, today.Count).Where(area => today[area] is { } name && name != beats.Names[beats.BeatOfArea[area]])]);

    /// <summary>One line of JSON, camelCase.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DraftJson.Default.DraftFigures);
}

/// <summary>What the request of a plan keeps as it is.</summary>
/// <param name="Beats">By name.</param>
/// <param name="Areas">By index.</param>
/// <param name="BeganWithToday">Whether the plan began with beats of today: a draft may begin with them too.</param>
public sealed record DraftLocks(IReadOnlyList<string> Beats, IReadOnlyList<int> Areas, bool BeganWithToday)
{
    /// <summary>Of the plan a draft began with; beats left out of the balance are among them.</summary>
    public static DraftLocks Of(PlanDraft draft) => new(
        [.. draft.Ground.LockedBeats.Concat(draft.Ground.BeatsApart).Distinct().Order(StringComparer.Ordinal)],
        [.. draft.Ground.LockedAreas.Order()],
        draft.Ground.Today is not null);

    /// <summary>One line of JSON, camelCase.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DraftJson.Default.DraftLocks);
}

/// <summary>Written without reflection, for homes that have none.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DraftFigures))]
[JsonSerializable(typeof(DraftLocks))]
internal sealed partial class DraftJson : JsonSerializerContext;
