using System.Globalization;
using SmartBeats.Geography;
using SmartBeats.Publishing;

namespace SmartBeats.Editing;

/// <summary>Reads moves from a table of a spreadsheet: <c>area,beat</c>, an area a line, by its id or by what the map calls it.</summary>
/// <remarks>Neighbouring lines of one beat are one move. Other columns are read past, so that an <c>assignment.csv</c> with changed cells will do.</remarks>
public static class MoveTable
{
    private const string Form = "Write a table with the columns area and beat, an area a line.";
    private static readonly string[] _areaHeaders = ["area", "area_id", "id"];
    private static readonly string[] _beatHeaders = ["beat", "zone_id"];

    /// <summary>The moves, in the order of the lines.</summary>
    /// <param name="fileName">For messages.</param>
    /// <param name="content">CSV in UTF-8.</param>
    /// <param name="map">With its columns: areas may be named by the one that the plan's request labels them by.</param>
    /// <param name="parent">The plan that is edited.</param>
    /// <param name="newBeats">Names of beats that the moves may make.</param>
    /// <exception cref="InputException">A line that cannot be used: says which, and the near miss.</exception>
    public static IReadOnlyList<PlanMove> Read(string fileName, ReadOnlyMemory<byte> content, CityMap map, Plan parent, IReadOnlyList<string> newBeats)
    {
        var rows = SideText.Rows(fileName, SideText.Decode(fileName, content.Span, $"Save the table as CSV UTF-8. {Form}")).ToList();
        if (rows.Count == 0)
        {
            throw new InputException(fileName, "is empty", Form);
        }

        var (area, beat) = (FindColumn(rows[0], _areaHeaders), FindColumn(rows[0], _beatHeaders));
        var areas = new AreaFinder(map, AreaNames.Find(map, parent.Request));
        string[] known = [.. Enumerable.Range(1, parent.BeatCount).Select(parent.NameOfBeat)];
        var made = new HashSet<string>(StringComparer.Ordinal);
        var lineOf = new Dictionary<string, (string Beat, string Where)>(StringComparer.Ordinal);
        var moves = new List<(string Beat, bool IsNew, List<string> Areas)>();
        foreach (var (cells, where) in rows.Skip(1))
        {
            if (cells.Length <= Math.Max(area, beat) || cells[area].Length == 0 || cells[beat].Length == 0)
            {
                throw new InputException(where, "lacks an area or a beat", Form);
            }

            var id = areas.Find(SpreadsheetText.Restore(cells[area]), where);
            var name = CheckBeat(SpreadsheetText.Restore(cells[beat]), where, known, newBeats);
            if (!lineOf.TryAdd(id, (name, where)) && lineOf[id].Beat != name)
            {
                throw new InputException(where, $"area \"{id}\" is given to beat {name}, and to beat {lineOf[id].Beat} at {lineOf[id].Where}", "Keep one of the two lines.");
            }

            var isNew = newBeats.Contains(name) && made.Add(name);
            if (moves.Count == 0 || isNew || moves[^1].Beat != name)
            {
                moves.Add((name, isNew, []));
            }

            moves[^1].Areas.Add(id);
        }

        return moves.Count > 0
            ? [.. moves.Select(move => new PlanMove(move.Beat) { Areas = move.Areas, IsNew = move.IsNew })]
            : throw new InputException(fileName, "has no line below its header", Form);
    }

    private static string CheckBeat(string name, string where, string[] known, IReadOnlyList<string> newBeats) =>
        known.Contains(name) || newBeats.Contains(name)
        ? name
        : throw new InputException(
            where,
            $"the plan has no beat \"{name}\"{NearMiss.Hint(name, [.. known, .. newBeats])}",
            $"Beats are {Wording.Some(known)}. A beat that shall be made is named by --new-beats {name}.");

    private static int FindColumn((string[] Cells, string Where) header, string[] names)
    {
        var at = Array.FindIndex(header.Cells, cell => names.Contains(cell, StringComparer.OrdinalIgnoreCase));
        if (at >= 0)
        {
            return at;
        }

        var near = header.Cells.FirstOrDefault(cell => NearMiss.Of(cell, names) is not null);
        throw new InputException(
            header.Where,
            $"there is no column \"{names[0]}\"{(near is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (did you mean it by \"{near}\"?)"))}",
            Form);
    }

    /// <summary>Areas by id, or by a name that only one of them has.</summary>
    private sealed class AreaFinder(CityMap map, AreaNames? names)
    {
        private readonly HashSet<string> _ids = [.. map.Areas.Select(area => area.Id)];

        private readonly ILookup<string, string> _idsByName = (names?.Names ?? [])
            .Select((name, at) => (Name: name, map.Areas[at].Id))
            .Where(area => area.Name is not null)
            .ToLookup(area => area.Name!, area => area.Id, StringComparer.Ordinal);

        public string Find(string text, string where)
        {
            if (_ids.Contains(text))
            {
                return text;
            }

            string[] named = [.. _idsByName[text]];
            return named.Length switch
            {
                1 => named[0],
                0 => throw Refuse(text, where),
                _ => throw new InputException(
                    where, $"{named.Length} areas are called \"{text}\" ({names!.Column})", $"Write their ids: {Wording.Some(named)}."),
            };
        }

        private InputException Refuse(string text, string where) =>
            NearMiss.Of(text, _ids) is null && NearMiss.Of(text, _idsByName.Select(group => group.Key)) is { } near
            ? new InputException(where, $"area \"{text}\" is not in the map", $"Did you mean \"{near}\"?")
            : SideText.NotInMap(map, [(text, where)]);
    }
}
