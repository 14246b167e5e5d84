using System.CommandLine;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using SmartBeats.Response;

namespace SmartBeats.Cli.Verbs;

/// <summary>A plan, the map it was made on and the calls that tell its demand, as three verbs take them.</summary>
internal sealed class PlanInputs
{
    private const string OtherShapes = "areas have the same ids and other shapes, so calls near their edges may count in other beats";

    private readonly Argument<FileInfo> _plan = new("PLAN") { Description = "A plan.json, or the folder it lies in." };
    private readonly Option<FileInfo?> _areas = new("--areas") { Description = "The map the plan was made on; areas.zip beside the plan where not said." };
    private readonly Option<string?> _idField = new("--id") { Description = "The map's attribute that holds the area ids; as in the plan where not said." };
    private readonly SideOptions _sides = new();
    private readonly CallTraitOptions _traits = new();
    private readonly CallFileOptions _callFile = new();
    private readonly Option<FileInfo?> _calls = new("--calls") { Description = "Calls for service: CSV." };

    /// <param name="isOptional">Whether the verb does without a plan where a workspace is named.</param>
    public void AddTo(Command verb, bool calls, bool isOptional = false)
    {
        _plan.Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne;
        verb.Arguments.Insert(0, _plan);
        verb.Options.Add(_areas);
        verb.Options.Add(_idField);
        _sides.AddTo(verb);
        if (calls)
        {
            _calls.Required = true;
            verb.Options.Add(_calls);
            _traits.AddTo(verb);
            _callFile.AddTo(verb);
        }
    }

    /// <summary>Whether a plan is named.</summary>
    public bool HasPlan(ParseResult parsed) => parsed.GetResult(_plan) is { Tokens.Count: > 0 };

    public PlanFile Plan(ParseResult parsed)
    {
        var path = PlanPath(parsed);
        return PlanJson.Read(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>The map and which areas touch, with the barriers and links given; areas in the plan's order of ids.</summary>
    /// <exception cref="InputException">Not the map of the plan.</exception>
    public async Task<(CityMap Map, AreaAdjacency Adjacency)> MapAsync(ParseResult parsed, PlanFile plan, CancellationToken cancellation)
    {
        var asked = parsed.GetValue(_areas);
        var beside = new FileInfo(Path.Combine(Path.GetDirectoryName(PlanPath(parsed))!, "areas.zip"));
        var file = asked ?? (beside.Exists ? beside : throw new InputException(
            "--areas", "a plan holds no shapes, and no areas.zip lies beside it", "Name the map the plan was made on: --areas city.zip."));
        await using var stream = file.OpenRead();
        var map = CityMapReader.Read(file.Name, stream, new CityMapOptions { IdField = parsed.GetValue(_idField) ?? (asked is null ? "AREA_ID" : plan.MapIdField) });
        if (!map.Areas.Select(area => area.Id).SequenceEqual(plan.AreaIds))
        {
            throw new InputException(file.Name, $"its {map.Areas.Count} areas are not the {plan.AreaIds.Count} of the plan, id by id", "Give the map the plan was made on, or design the plan again.");
        }

        if (map.Version != plan.Plan.MapVersion)
        {
            Screen.Warn($"{file.Name}: not the very map the plan was made on: {OtherShapes}.");
        }

        return (map, await _sides.AdjacencyAsync(parsed, map, plan.Plan.Request.Bridges, cancellation));
    }

    /// <summary>All calls of the file, joined to the map: whoever is on duty answers them all, not only those the plan was balanced on.</summary>
    public PatrolCallFile Calls(ParseResult parsed, PlanFile plan, CityMap map, CancellationToken cancellation)
    {
        var file = GivenCalls.Find(parsed.GetValue(_calls)!);
        var read = PatrolCallFile.Read(file.Name, file.Sources, plan.Plan.City, map, new CallFilter(_traits.Narrow(new PlanRequest(), parsed)), _callFile.Read(parsed, file.Files), cancellation);
        Screen.WarnOfCalls(file.Name, read);
        return read;
    }

    private string PlanPath(ParseResult parsed)
    {
        var given = parsed.GetValue(_plan)!.FullName;
        return Directory.Exists(given) ? Path.Combine(given, "plan.json") : given;
    }
}
