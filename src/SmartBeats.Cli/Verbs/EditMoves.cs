using System.CommandLine;
using SmartBeats.Comparison;
using SmartBeats.Districting.Ranking;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Verbs;

/// <summary>The moves of an edit as flags give them: a table, and beats to merge after it.</summary>
internal sealed class EditMoves
{
    private readonly Option<FileInfo?> _moves = new("--moves") { Description = "Which area goes to which beat: CSV with the columns area (its id, or what the map calls it) and beat." };
    private readonly Option<FileInfo?> _begin = new("--begin") { Description = "Other beats to begin with, before the moves: polygons, an assignment.csv or a plan.json." };
    private readonly Option<int?> _rank = new("--rank") { Description = "Rank the edited plan among so many random legal plans; as the plan it is made of where not said." };
    private readonly Option<string[]> _newBeats = new("--new-beats") { Description = "Names of beats that the moves make, e.g. 13,14.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _merge = new("--merge") { Description = "After the moves, a beat that joins another: FROM=INTO, e.g. 5=6; may be given again.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _author = new("--author") { Description = "Who made the moves, as the plan shall say." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_begin);
        verb.Options.Add(_moves);
        verb.Options.Add(_newBeats);
        verb.Options.Add(_merge);
        verb.Options.Add(_author);
        verb.Options.Add(_rank);
    }

    /// <summary>What is asked for the edited plan beside the moves.</summary>
    /// <exception cref="InputException">A number that is out of range.</exception>
    public PlanRequest Ask(ParseResult parsed, PlanRequest request) => parsed.GetValue(_rank) switch
    {
        null => request,
        >= 0 and <= PlanRank.MostPlans and var rank => request with { Rank = rank },
        _ => throw new InputException(_rank.Name, $"is not from 0 to {PlanRank.MostPlans:N0}", "Write among how many random plans to rank the plan; 0 for none."),
    };

    /// <exception cref="InputException">A line or a flag that cannot be used; says which.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public async Task<PlanEdit> ReadAsync(ParseResult parsed, PlanFile parent, CityMap map, CancellationToken cancellation)
    {
        var moves = new List<PlanMove>();
        if (parsed.GetValue(_begin) is { } begin)
        {
            moves.AddRange(Lay(BeatList.Read(begin.Name, await ReadFileAsync(begin, cancellation), map), parent, map));
        }

        if (parsed.GetValue(_moves) is { } file)
        {
            // A beat that the first moves made is there for the table.
            string[] made = [.. moves.Where(move => move.IsNew).Select(move => move.Beat)];
            var table = MoveTable.Read(file.Name, await ReadFileAsync(file, cancellation), map, parent.Plan, [.. ReadNewBeats(parsed), .. made]);
            moves.AddRange(table.Select(move => made.Contains(move.Beat) ? move with { IsNew = false } : move));
        }

        moves.AddRange((parsed.GetValue(_merge) ?? []).Select(ReadMerge));
        return moves.Count > 0
            ? PlanEdit.Create(parent, moves, parsed.GetValue(_author)?.Trim())
            : throw new InputException(_moves.Name, "nothing is to be moved", "Give a table with the columns area and beat, --merge FROM=INTO, or other beats to begin with (--begin FILE).");
    }

    private List<PlanMove> Lay(BeatList beats, PlanFile parent, CityMap map)
    {
        var given = beats.On(map).Beats;
        string[] nameless = [.. map.Areas.Where(area => given.BeatOfArea[area.Index] < 0).Select(area => area.Id)];
        if (nameless.Length > 0)
        {
            throw new InputException(_begin.Name, $"no beat is given to {string.Join(", ", nameless.Take(5))}{(nameless.Length > 5 ? $" and {nameless.Length - 5:N0} more areas of the map" : "")}", "Give each area a beat.");
        }

        string[] own = [.. Enumerable.Range(1, parent.Plan.BeatCount).Select(parent.Plan.NameOfBeat)];
        return
        [
            .. map.Areas.GroupBy(area => given.Names[given.BeatOfArea[area.Index]], StringComparer.Ordinal)
                .Select(beat => new PlanMove(PlanMoves.CheckName(_begin.Name, beat.Key)) { Areas = [.. beat.Select(area => area.Id)], IsNew = !own.Contains(beat.Key) }),
        ];
    }

    private static async Task<byte[]> ReadFileAsync(FileInfo file, CancellationToken cancellation) => file.Exists
        ? await File.ReadAllBytesAsync(file.FullName, cancellation)
        : throw new FileNotFoundException($"{file}: there is no such file. Check its name and folder.");

    private List<string> ReadNewBeats(ParseResult parsed) =>
        [.. (parsed.GetValue(_newBeats) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(name => PlanMoves.CheckName(_newBeats.Name, name))];

    private PlanMove ReadMerge(string text)
    {
        string[] names = text.Split('=', StringSplitOptions.TrimEntries);
        return names.Length == 2 && names.All(name => name.Length > 0)
            ? new PlanMove(names[1]) { Merge = names[0] }
            : throw new InputException(_merge.Name, $"\"{text}\" does not say which beat joins which", "Write FROM=INTO, such as 5=6.");
    }
}
