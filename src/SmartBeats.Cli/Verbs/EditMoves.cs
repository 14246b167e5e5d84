using System.CommandLine;
using SmartBeats.Editing;
using SmartBeats.Geography;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary>The moves of an edit as flags give them: a table, and beats to merge after it.</summary>
internal sealed class EditMoves
{
    private readonly Option<FileInfo?> _moves = new("--moves") { Description = "Which area goes to which beat: CSV with the columns area (its id, or what the map calls it) and beat." };
    private readonly Option<string[]> _newBeats = new("--new-beats") { Description = "Names of beats that the moves make, e.g. 13,14.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _merge = new("--merge") { Description = "After the moves, a beat that joins another: FROM=INTO, e.g. 5=6; may be given again.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _author = new("--author") { Description = "Who made the moves, as the plan shall say." };

    public void AddTo(Command verb)
    {
        verb.Options.Add(_moves);
        verb.Options.Add(_newBeats);
        verb.Options.Add(_merge);
        verb.Options.Add(_author);
    }

    /// <exception cref="InputException">A line or a flag that cannot be used; says which.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public async Task<PlanEdit> ReadAsync(ParseResult parsed, PlanFile parent, CityMap map, CancellationToken cancellation)
    {
        var moves = new List<PlanMove>();
        if (parsed.GetValue(_moves) is { } file)
        {
            if (!file.Exists)
            {
                throw new FileNotFoundException($"{file}: there is no such file. Check its name and folder.");
            }

            var content = await File.ReadAllBytesAsync(file.FullName, cancellation);
            moves.AddRange(MoveTable.Read(file.Name, content, map, parent.Plan, ReadNewBeats(parsed)));
        }

        moves.AddRange((parsed.GetValue(_merge) ?? []).Select(ReadMerge));
        return moves.Count > 0
            ? PlanEdit.Create(parent, moves, parsed.GetValue(_author)?.Trim())
            : throw new InputException(_moves.Name, "nothing is to be moved", "Give a table with the columns area and beat, or --merge FROM=INTO.");
    }

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
