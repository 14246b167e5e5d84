using System.Text;
using System.Text.Json;
using SmartBeats.Geography;
using SmartBeats.Publishing;

namespace SmartBeats.Editing;

/// <summary>Moves on a plan, with all that is needed to make them again: README.md of this folder.</summary>
public sealed class PlanEdit
{
    private const string Remedy = "Edit the plan again.";

    private readonly string[] _areas;
    private readonly int[] _beatOfArea;

    private PlanEdit(string parent, string parentCalls, string? author, string[] beats, string[] areas, int[] beatOfArea, IReadOnlyList<PlanMove> moves)
    {
        (Parent, ParentCalls, Author, ParentBeats, _areas, _beatOfArea, Moves) = (parent, parentCalls, author, beats, areas, beatOfArea, moves);
        Canonical = Write();
        Hash = SideText.HashOf(Canonical.Span);
    }

    /// <summary>Id of the plan that is edited.</summary>
    public string Parent { get; }

    /// <summary>Version of the calls it was made from.</summary>
    public string ParentCalls { get; }

    /// <summary>Who made the moves; null where nobody is known by name.</summary>
    public string? Author { get; }

    /// <summary>Names of its beats, in order of number.</summary>
    public IReadOnlyList<string> ParentBeats { get; }

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<PlanMove> Moves { get; }

    /// <summary>One JSON array: a head, then the moves.</summary>
    public ReadOnlyMemory<byte> Canonical { get; }

    /// <summary>Of the canonical bytes, 32 hexadecimal digits.</summary>
    public string Hash { get; }

    /// <summary>Moves on a plan; whether they can be made, <see cref="Apply"/> says.</summary>
    /// <param name="parent">As its file has it.</param>
    /// <param name="moves">At least one.</param>
    /// <param name="author">Null or empty where nobody is known by name.</param>
    public static PlanEdit Create(PlanFile parent, IReadOnlyList<PlanMove> moves, string? author) => new(
        parent.Plan.PlanId,
        parent.Plan.CallsVersion,
        author is { Length: > 0 } ? author : null,
        [.. Enumerable.Range(1, parent.Plan.BeatCount).Select(parent.Plan.NameOfBeat)],
        [.. parent.AreaIds],
        [.. parent.Plan.BeatOfArea.Select(number => number - 1)],
        moves);

    /// <summary>Reads the canonical bytes.</summary>
    /// <exception cref="InputException">They are no edit.</exception>
    public static PlanEdit Read(string where, ReadOnlyMemory<byte> canonical)
    {
        try
        {
            using var document = JsonDocument.Parse(canonical);
            var head = document.RootElement[0];
            var areas = head.GetProperty("areas").EnumerateArray().ToArray();
            return new PlanEdit(
                head.GetProperty("parent").GetString()!,
                head.GetProperty("calls").GetString()!,
                head.TryGetProperty("author", out var author) ? author.GetString() : null,
                [.. head.GetProperty("beats").EnumerateArray().Select(name => name.GetString()!)],
                [.. areas.Select(area => area[0].GetString()!)],
                [.. areas.Select(area => area[1].GetInt32())],
                [.. document.RootElement.EnumerateArray().Skip(1).SelectMany((move, at) => PlanMoves.ReadJson(PlanMoves.Name(where, at), JsonElement.Parse($"[{move.GetRawText()}]")))]);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new InputException(where, "is no edit of a plan", Remedy, fault);
        }
    }

    /// <summary>Makes the moves.</summary>
    /// <param name="map">With the parent's areas, id by id in the same order.</param>
    /// <exception cref="InputException">Another map, a name or an id that is not there, or nothing that changes.</exception>
    public EditedBeats Apply(CityMap map)
    {
        if (!map.Areas.Select(area => area.Id).SequenceEqual(_areas))
        {
            throw new InputException(
                "edit",
                $"the city's map has {map.Areas.Count} areas that are not the {_areas.Length} of plan {Parent}, id by id",
                "Design a plan on the map there is now, with that plan as --current, and edit it.");
        }

        var indexOf = map.Areas.ToDictionary(area => area.Id, area => area.Index, StringComparer.Ordinal);
        var names = ParentBeats.ToList();
        var beatOf = (int[])_beatOfArea.Clone();
        for (var at = 0; at < Moves.Count; at++)
        {
            MakeMove(Moves[at], PlanMoves.Name("moves", at), map, indexOf, names, beatOf);
        }

        return beatOf.AsSpan().SequenceEqual(_beatOfArea)
            ? throw new InputException("moves", "they change nothing: every area has the beat it had", "Give an area to another beat.")
            : EditedBeats.Create(names, beatOf, _beatOfArea);
    }

    private static void MakeMove(PlanMove move, string where, CityMap map, Dictionary<string, int> indexOf, List<string> names, int[] beatOf)
    {
        if (move.IsNew && names.Contains(move.Beat))
        {
            throw new InputException(where, $"beat \"{move.Beat}\" is there already", "Give the new beat another name, or leave out that it is new.");
        }

        var to = move.IsNew ? names.Count : FindBeat(move.Beat, where, names);
        if (move.IsNew)
        {
            names.Add(move.Beat);
        }

        if (move.Merge is { } merged)
        {
            var from = FindBeat(merged, where, names);
            for (var area = 0; area < beatOf.Length; area++)
            {
                beatOf[area] = beatOf[area] == from ? to : beatOf[area];
            }

            return;
        }

        foreach (var id in move.Areas!)
        {
            beatOf[indexOf.TryGetValue(id, out var area) ? area : throw SideText.NotInMap(map, [(id, where)])] = to;
        }
    }

    private static int FindBeat(string name, string where, List<string> names) => names.IndexOf(name) is >= 0 and var at
        ? at
        : throw new InputException(where, $"there is no beat \"{name}\"{NearMiss.Hint(name, names)}", $"Beats are {Wording.Some(names)}; one that is made by the move is said to be new: \"new\": true, or --new-beats.");

    private ReadOnlyMemory<byte> Write()
    {
        var text = new StringBuilder("[{\"parent\":").Append(Quote(Parent)).Append(",\"calls\":").Append(Quote(ParentCalls));
        text.Append(Author is null ? "" : $",\"author\":{Quote(Author)}").Append(",\"beats\":[").AppendJoin(',', ParentBeats.Select(Quote));
        text.Append("],\"areas\":[").AppendJoin(',', _areas.Select((id, at) => FormattableString.Invariant($"[{Quote(id)},{_beatOfArea[at]}]"))).Append("]}");
        foreach (var move in Moves)
        {
            text.Append(",{").Append(move.Merge is { } merged ? $"\"merge\":{Quote(merged)}" : $"\"areas\":[{string.Join(',', move.Areas!.Select(Quote))}]");
            text.Append(",\"beat\":").Append(Quote(move.Beat)).Append(move.IsNew ? ",\"new\":true}" : "}");
        }

        return Encoding.UTF8.GetBytes(text.Append("]\n").ToString());
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}

/// <summary>A plan's beats once moves are made.</summary>
/// <param name="Names">Of the beats, in order of number; none is empty.</param>
/// <param name="BeatOfArea">0-based.</param>
/// <param name="ParentBeatOfArea">Before the moves, by the parent's numbers, 0-based.</param>
/// <param name="ChangedAreas">Areas that have another beat than before, ascending.</param>
public sealed record EditedBeats(IReadOnlyList<string> Names, int[] BeatOfArea, int[] ParentBeatOfArea, int[] ChangedAreas)
{
    /// <summary>How many beats the parent had.</summary>
    public int CountParentBeats() => ParentBeatOfArea.Max() + 1;

    /// <summary>Leaves empty beats out and closes the gaps between the numbers.</summary>
    /// <param name="names">Of all beats there ever were, the parent's first.</param>
    /// <param name="beatOf">By those.</param>
    internal static EditedBeats Create(IReadOnlyList<string> names, int[] beatOf, int[] parentBeatOf)
    {
        var isUsed = new bool[names.Count];
        foreach (var beat in beatOf)
        {
            isUsed[beat] = true;
        }

        int[] kept = [.. Enumerable.Range(0, names.Count).Where(beat => isUsed[beat])];
        var number = new int[names.Count];
        for (var at = 0; at < kept.Length; at++)
        {
            number[kept[at]] = at;
        }

        return new EditedBeats(
            [.. kept.Select(beat => names[beat])],
            [.. beatOf.Select(beat => number[beat])],
            parentBeatOf,
            [.. Enumerable.Range(0, beatOf.Length).Where(area => beatOf[area] != parentBeatOf[area])]);
    }
}
