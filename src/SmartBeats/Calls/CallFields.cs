using SmartBeats.Requests;

namespace SmartBeats.Calls;

/// <summary>What a call may lack, and a request may ask for.</summary>
public enum CallField
{
    /// <summary>1 to 9.</summary>
    Priority,

    /// <summary>Whether it was registered as an incident.</summary>
    Incident,

    /// <summary>Code of the outcome.</summary>
    Disposition,
}

/// <summary>Holds what requests ask of calls against what calls have.</summary>
public static class CallFields
{
    /// <summary>Fields without which a request would count nothing, or weigh all calls alike.</summary>
    /// <param name="request">Any request.</param>
    public static IReadOnlyList<CallField> FindNeeded(PlanRequest request)
    {
        var needed = new List<CallField>();
        var weighsPriorities = request.PriorityWeights.Count > 0
            && RequestCriterion.Of(request).Any(criterion => criterion.Kind == WorkloadKind.PriorityWeights);
        if (request.Priorities.Count > 0 || weighsPriorities)
        {
            needed.Add(CallField.Priority);
        }

        if (request.Data != CallData.All)
        {
            needed.Add(CallField.Incident);
        }

        if (request.Dispositions.Count > 0)
        {
            needed.Add(CallField.Disposition);
        }

        return needed;
    }

    /// <summary>Whether a call has a field.</summary>
    /// <param name="call">As it was read.</param>
    /// <param name="field">Looked for.</param>
    public static bool IsKnown(in Call call, CallField field) => field switch
    {
        CallField.Priority => call.Priority > 0,
        CallField.Incident => call.IsIncident is not null,
        _ => call.Disposition.Length > 0,
    };

    /// <summary>The refusal of a request that asks for a field no call has.</summary>
    /// <param name="where">The request, or the file the calls are of.</param>
    /// <param name="field">That is asked for.</param>
    public static InputException CreateRefusal(string where, CallField field)
    {
        var (what, column) = field switch
        {
            CallField.Priority => ("the request asks for priorities, and no call has a priority", "priority"),
            CallField.Incident => ("the request tells incidents from other calls, and no call says whether it is one", "is_incident"),
            _ => ("the request asks for dispositions, and no call has a disposition", "disposition"),
        };
        return new InputException(
            where,
            what,
            $"Leave that out of the request, or say which column of the calls file holds it (--map {column}=COLUMN) "
            + "and load the calls again.");
    }
}
