using System.Globalization;

namespace SmartBeats.Response;

/// <summary>Priorities in print, and calls that have none among them.</summary>
internal static class PriorityWords
{
    /// <summary>What begins a sentence: <c>Priority 2 calls</c>.</summary>
    /// <param name="priority">1 to 9, or <see cref="PatrolCall.NoPriority"/>.</param>
    public static string NameCalls(int priority) => priority == PatrolCall.NoPriority
        ? "Calls without a priority"
        : string.Create(CultureInfo.InvariantCulture, $"Priority {priority} calls");

    /// <summary>What begins a sentence of several alike: <c>Priority 1, 2 and 4 calls</c>.</summary>
    /// <param name="priorities">At least one, each 1 to 9, or <see cref="PatrolCall.NoPriority"/>.</param>
    public static string NameCalls(IReadOnlyList<int> priorities)
    {
        int[] named = [.. priorities.Where(priority => priority != PatrolCall.NoPriority)];
        if (named.Length == 0)
        {
            return NameCalls(PatrolCall.NoPriority);
        }

        var all = string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", named[..^1])}{(named.Length > 1 ? " and " : "")}{named[^1]}");
        return $"Priority {all} calls{(named.Length < priorities.Count ? " and calls without a priority" : "")}";
    }

    /// <summary>One of them, within a sentence: <c>a priority 2 call</c>.</summary>
    /// <param name="priority">1 to 9, or <see cref="PatrolCall.NoPriority"/>.</param>
    public static string NameCall(int priority) => priority == PatrolCall.NoPriority
        ? "a call without a priority"
        : string.Create(CultureInfo.InvariantCulture, $"a priority {priority} call");
}
