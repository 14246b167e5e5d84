using SmartBeats.Comparison;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>The moves that make other beats of a plan: those patrolled today, another plan's, or those of a file.</summary>
/// <param name="Moves">To be made on the plan as it is; empty where they are its own beats.</param>
/// <param name="Beats">How many there are then.</param>
/// <param name="ByGround">Ids of areas that were matched by the ground they cover, since their id was not known.</param>
/// <param name="Joined">Ids of areas the beats say nothing of: they joined a neighbour.</param>
/// <param name="Notes">What reading them came to, a sentence each.</param>
public sealed record LaidBeats(
    IReadOnlyList<ProposedAreas> Moves, int Beats, IReadOnlyList<string> ByGround, IReadOnlyList<string> Joined, IReadOnlyList<string> Notes)
{
    /// <summary>Beats of a file: polygons, an assignment or a plan.</summary>
    /// <exception cref="InputException">None of those.</exception>
    public static Task<LaidBeats> FromFileAsync(AnswerSources sources, string city, PlanFile parent, string name, byte[] content) =>
        LayAsync(sources, city, parent, map => Task.FromResult(Read(BeatList.Read(name, content, map), map)));

    /// <summary>The beats a city patrols; where nobody has said which, those of today that the plan itself began with.</summary>
    /// <exception cref="InputException">None were adopted, and the plan began with none.</exception>
    public static async Task<LaidBeats> FromAdoptedAsync(AnswerSources sources, string city, PlanFile parent, CancellationToken cancellation)
    {
        if (await CityBeats.FindAsync(sources.Files, city, null, cancellation) is { } adopted)
        {
            return adopted.PlanId is { } planId
                ? await FromPlanAsync(sources, city, parent, planId)
                : await LayAsync(sources, city, parent, async map => Read(await CityBeats.ReadBeatsAsync(sources.Files, city, adopted, map, cancellation), map));
        }

        var began = parent.Plan.Sides.FirstOrDefault(side => side.Role == SideFiles.Current) ?? throw new InputException(
            "adopted", "nobody has said which beats the city patrols", "Say it first (adopt), or give the beats as a file.");
        return await LayAsync(sources, city, parent, async map => Read(BeatList.Read(SideFiles.Current, await sources.ReadSideAsync(city, began), map), map));
    }

    /// <summary>Another plan's beats, whatever version of the map it was made on.</summary>
    /// <exception cref="InputException">No such plan.</exception>
    public static async Task<LaidBeats> FromPlanAsync(AnswerSources sources, string city, PlanFile parent, string planId)
    {
        var other = await sources.FindPlanAsync(city, planId) ?? throw new InputException(
            "plan", $"there is no plan \"{planId}\" of {city}", "Give the id of a plan that was made for this city: 32 digits from 0 to f.");
        return await LayAsync(sources, city, parent, async map =>
        {
            var version = other.Plan.MapVersion;
            var isThere = version == parent.Plan.MapVersion || await HasMapAsync(sources, city, version);
            var laid = PlanOverlay.Lay(other, isThere ? await sources.ReadMapAsync(city, version) : null, map);
            return (laid.NameOfArea, laid.ByGround, isThere ? [] : ["The plan's own map is kept no more: its areas are matched by their ids alone."]);
        });
    }

    private static async Task<bool> HasMapAsync(AnswerSources sources, string city, string version)
    {
        await using var stream = await sources.Files.OpenAsync(Keys.Areas.For(city, version));
        return stream is not null;
    }

    private static (string?[] Names, IReadOnlyList<int> ByGround, IReadOnlyList<string> Notes) Read(BeatList beats, CityMap map)
    {
        var (given, note) = beats.On(map);
        return ([.. given.BeatOfArea.Select(beat => beat < 0 ? null : given.Names[beat])], [], note is null ? beats.Notes : [.. beats.Notes, note]);
    }

    private static async Task<LaidBeats> LayAsync(
        AnswerSources sources, string city, PlanFile parent, Func<CityMap, Task<(string?[] Names, IReadOnlyList<int> ByGround, IReadOnlyList<string> Notes)>> readAsync)
    {
        var ground = await DraftAnswer.FindGroundAsync(sources, city, parent);
        var (names, byGround, notes) = await readAsync(ground.Map);
        if (names.All(name => name is null))
        {
            throw new InputException("beats", "they name no area of this map and cover none of it", "Give beats of this city.");
        }

        foreach (var name in names.OfType<string>().Distinct())
        {
            PlanMoves.CheckName("beats", name);
        }

        var laid = StartingBeats.Lay(ground.Start, names);
        string Name(int area) => ground.Map.Areas[area].Id;
        var moves = laid.Moves.Select(move => new ProposedAreas([.. move.Areas.Select(Name)], move.Beat) { New = move.IsNew }).ToArray();
        var draft = ground.Start.Copy();
        if (moves.Length > 0)
        {
            draft.Take(PlanEdit.Create(parent, [.. moves.Select(move => new PlanMove(move.Beat) { Areas = move.Areas, IsNew = move.New })], null).Apply(ground.Map));
        }

        return new LaidBeats(moves, draft.FindBeats().Names.Count, [.. byGround.Select(Name)], [.. laid.Joined.Select(Name)], notes);
    }
}
