using System.Text.Json;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Requests;

namespace SmartBeats.Lambda.Runs;

/// <summary>What a state hands to its function: pointers and small numbers, never data. A stage is handed the fields its entry names.</summary>
/// <param name="Request">The canonical request, with pointers to its side files.</param>
/// <param name="Execution">The execution's name.</param>
/// <param name="Restarts">How often this execution was begun again because the data changed.</param>
/// <param name="Part">The one, where the stage is run for each.</param>
/// <param name="Start">The one, where the stage is run for each.</param>
/// <param name="Error">What a Catch wrote: the run has failed.</param>
internal sealed record StageInput(
    string? City, JsonElement? Request, string? Execution, int? Restarts, RunTicket? Ticket, CallPart? Part, CallPart[]? Parts, int? Start, int[]? Starts, StateFault? Error)
{
    /// <exception cref="InvalidOperationException">A field the stage takes was not handed over: a fault of the state machine's definition.</exception>
    public void ThrowIfShort(Stage stage)
    {
        var wanted = stage.ForEach is { } each ? [.. stage.Takes, each.Item] : stage.Takes;
        if (wanted.FirstOrDefault(field => !Has(field)) is { } missing)
        {
            throw new InvalidOperationException($"The state passed no \"{missing}\".");
        }
    }

    /// <exception cref="InputException">The request is not one, or points to a side file that is none.</exception>
    public RunState ToState()
    {
        var state = new RunState
        {
            Parts = Part is null ? Parts ?? [] : [Part],
            Starts = Start is { } start ? [start] : Starts ?? [],
        };
        if (Ticket is not null)
        {
            return state with { Ticket = Ticket };
        }

        var (canonical, sides) = SidePointers.Detach(Request!.Value);
        return state with { Order = new RunOrder(City!, PlanRequestJson.Parse("request", canonical), ExecutionName.RunId(Execution!, Restarts ?? 0), sides) };
    }

    private bool Has(string field) => field switch
    {
        "city" => City is not null,
        "request" => Request is not null,
        "execution" => Execution is not null,
        "restarts" => Restarts is not null,
        // A run that failed has none to tell of.
        "ticket" => Ticket is not null || Error is not null,
        "part" => Part is not null,
        "parts" => Parts is not null,
        "start" => Start is not null,
        "starts" => Starts is not null,
        _ => false,
    };
}

/// <summary>As a Catch writes it.</summary>
internal sealed record StateFault(string? Error, string? Cause);

/// <summary>What a stage answers: the fields its entry keeps, and no others.</summary>
internal sealed record StageAnswer(RunTicket? Ticket, bool? Known, IReadOnlyList<CallPart>? Parts, IReadOnlyList<int>? Starts)
{
    public static StageAnswer Nothing { get; } = new(null, null, null, null);

    /// <summary>Items among what is kept; 1 where nothing is counted.</summary>
    public int CountItems() => Parts?.Count ?? Starts?.Count ?? 1;

    /// <exception cref="InputException">There are more parts than a run may have.</exception>
    public static async Task<StageAnswer> CreateAsync(Stage stage, RunState state, IObjectStore store, CancellationToken cancellation)
    {
        if (state.Parts.Count > Limits.MostCallParts)
        {
            throw new InputException(
                "request", $"more than {Limits.MostCallParts * 250_000:N0} calls pass its filters", "Narrow the dates, priorities or dispositions.");
        }

        bool Keeps(string field) => stage.Keeps?.Fields.Contains(field) == true;
        return new StageAnswer(
            Keeps("ticket") ? state.Ticket : null,
            Keeps(KeptAnswer.Known) ? await PlanFiles.IsPublishedAsync(store, state.Ticket.City, state.Ticket.PlanId, cancellation) : null,
            Keeps("parts") ? state.Parts : null,
            Keeps("starts") ? state.Starts : null);
    }
}
