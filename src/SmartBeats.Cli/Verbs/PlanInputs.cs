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
        return PlanFolder.Read(parsed.GetValue(_plan)!);
    }

    /// <summary>The map and which areas touch, with the barriers and links given; areas in the plan's order of ids.</summary>
    /// <exception cref="InputException">Not the map of the plan.</exception>
    public async Task<(CityMap Map, AreaAdjacency Adjacency)> MapAsync(ParseResult parsed, PlanFile plan, CancellationToken cancellation)
    {
        var (name, map) = PlanFolder.ReadMap(parsed.GetValue(_plan)!, plan, parsed.GetValue(_areas), parsed.GetValue(_idField));
        if (!map.Areas.Select(area => area.Id).SequenceEqual(plan.AreaIds))
        {
            throw new InputException(name, $"its {map.Areas.Count} areas are not the {plan.AreaIds.Count} of the plan, id by id", "Give the map the plan was made on, or design the plan again.");
        }

        if (map.Version != plan.Plan.MapVersion)
        {
            Screen.Warn($"{name}: not the very map the plan was made on: {OtherShapes}.");
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
}
