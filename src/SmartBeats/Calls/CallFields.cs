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

    /// <summary>What the call was about.</summary>
    Nature,

    /// <summary>Who began it.</summary>
    Source,
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

        if (request.Natures.Count > 0 || request.Diversion.Count > 0)
        {
            needed.Add(CallField.Nature);
        }

        if (request.Sources.Count > 0)
        {
            needed.Add(CallField.Source);
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
        CallField.Nature => call.Details is { Nature.Length: > 0 },
        CallField.Source => call.Details?.IsOfficerInitiated is not null,
        _ => call.Disposition.Length > 0,
    };

    /// <summary>Refuses natures that no call has: each is text that somebody typed, and one letter off counts nothing.</summary>
    /// <param name="where">The request, or the file the calls are of.</param>
    /// <param name="request">Its natures and those of its diversion are looked for.</param>
    /// <param name="known">Natures of the calls; without any, or as many as <paramref name="most"/>, nothing is refused.</param>
    /// <param name="most">A list of so many may be cut.</param>
    /// <exception cref="InputException">Names the first, with the near miss.</exception>
    public static void ThrowIfUnknown(string where, PlanRequest request, IReadOnlyCollection<string> known, int most = int.MaxValue)
    {
        if (known.Count == 0 || known.Count >= most)
        {
            return;
        }

        var natures = known.ToHashSet(StringComparer.Ordinal);
        if (request.Natures.Concat(request.Diversion.Keys).FirstOrDefault(nature => nature.Length > 0 && !natures.Contains(nature)) is { } absent)
        {
            throw new InputException(
                where, $"no call is of the nature \"{absent}\"{NearMiss.Hint(absent, known)}", $"Natures are written as in the calls file, such as {string.Join(", ", known.Take(5))}.");
        }
    }

    /// <summary>The refusal of a request that asks for a field no call has.</summary>
    /// <param name="where">The request, or the file the calls are of.</param>
    /// <param name="field">That is asked for.</param>
    public static InputException CreateRefusal(string where, CallField field)
    {
        var (what, column) = field switch
        {
            CallField.Priority => ("the request asks for priorities, and no call has a priority", "priority"),
            CallField.Incident => ("the request tells incidents from other calls, and no call says whether it is one", "is_incident"),
            CallField.Nature => ("the request asks for natures, and no call has a nature", "nature"),
            CallField.Source => ("the request asks who began calls, and no call says who did", "source"),
            _ => ("the request asks for dispositions, and no call has a disposition", "disposition"),
        };
        return new InputException(
            where,
            what,
            $"Leave that out of the request, or say which column of the calls file holds it (--map {column}=COLUMN) "
            + "and load the calls again.");
    }
}
