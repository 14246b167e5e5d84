using System.Globalization;
using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>Reads and writes what is asked of a plan beside its filters: <c>balance, equalArea, changeBudget, lockBeats, withoutBeats, stationWeight</c>.</summary>
internal static class RequestWishes
{
    /// <summary>The criterion that weighs calls by priority; <c>workload</c> says how.</summary>
    public const string PriorityWeights = "priority-weights";

    public const double MostStationWeight = 10;

    private const string BalanceRemedy = "Write such as {\"calls\": 1, \"service-minutes\": 0.5}.";
    private const int MostLocked = 1000;
    private const int LongestName = 64;

    /// <summary>In the order of <see cref="WorkloadKind"/>.</summary>
    public static readonly string[] CriterionWords = ["calls", "service-minutes", "time-on-scene", PriorityWeights];

    public static PlanRequest Balance(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind != JsonValueKind.Object)
        {
            value.Refuse("an object of criteria and their weights", BalanceRemedy);
            return request;
        }

        var before = value.Faults.Count;
        var weights = new SortedDictionary<WorkloadKind, decimal>();
        var signals = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var property in value.Json.EnumerateObject())
        {
            var at = Array.IndexOf(CriterionWords, property.Name);
            var weight = value with { Json = property.Value, Label = $"{value.Name}.{property.Name}" };
            if (at < 0 && (!RequestSignals.IsName(property.Name) || NearMiss.Of(property.Name, CriterionWords) is not null))
                value.Fault($"has no criterion {StrictJson.Shown(StrictJson.Text(property.Name))}{NearMiss.Hint(property.Name, CriterionWords)}", $"Criteria are {string.Join(", ", CriterionWords)}.");
            else if (weight.Decimal() is not (> 0 and <= 1000) || weight.Decimal() is not { } exact || decimal.Round(exact, 3) != exact)
                weight.Refuse("a weight above 0 and at most 1000 with at most three decimals", BalanceRemedy);
            else if (at < 0 ? !signals.TryAdd(property.Name, exact) : !weights.TryAdd((WorkloadKind)at, exact))
                weight.Fault("is given twice", "Keep one.");
        }

        if (weights.Count + signals.Count == 0 && value.Faults.Count == before)
            value.Fault("names no criterion", BalanceRemedy);

        return value.Faults.Count == before ? request with { Balance = weights, BalanceSignals = signals } : request;
    }

    public static PlanRequest EqualArea(PlanRequest request, RequestValue value) =>
        Fraction(value, "a number from 0 (no matter) to 1 (as far as the tolerance allows)") is { } strength ? request with { EqualArea = strength > 0 ? strength : null } : request;

    public static PlanRequest ChangeBudget(PlanRequest request, RequestValue value) =>
        Fraction(value, "a share of the workload from 0 to 1") is { } share ? request with { ChangeBudget = share } : request;

    public static PlanRequest StationWeight(PlanRequest request, RequestValue value) =>
        value.Positive(MostStationWeight, "a number above 0 and at most 10", "Write 1 to count distance to the station as much as borders; leave it out for that.") is { } weight ? request with { StationWeight = weight } : request;

    public static PlanRequest LockBeats(PlanRequest request, RequestValue value) =>
        ReadBeats(value) is { } names ? request with { LockBeats = names } : request;

    public static PlanRequest WithoutBeats(PlanRequest request, RequestValue value) =>
        ReadBeats(value) is { } names ? request with { WithoutBeats = names } : request;

    /// <returns>Names of current beats in ordinal order; null where the value is refused.</returns>
    private static IReadOnlyList<string>? ReadBeats(RequestValue value)
    {
        const string expected = "a beat's number or name";
        const string remedy = "Write a list such as [3, 7]: beats of the current plan.";
        if (value.Items("a list of beats", remedy) is not { } items)
            return null;

        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var name = item.Json.ValueKind == JsonValueKind.Number ? item.Json.GetRawText() : item.Text(expected, remedy)?.Trim();
            if (name is null)
                return null;

            if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            {
                item.Refuse(expected, remedy);
                return null;
            }

            names.Add(name);
        }

        if (names.Count <= MostLocked)
            return [.. names];

        value.Fault($"names {names.Count} beats, more than {MostLocked}", remedy);
        return null;
    }

    /// <summary>What fields mean together.</summary>
    public static IEnumerable<RequestFault> Faults(PlanRequest request)
    {
        if (request.Balance.ContainsKey(WorkloadKind.PriorityWeights) && request.Workload != WorkloadKind.PriorityWeights)
            yield return new RequestFault("balance", $"balance names {PriorityWeights}, and workload gives none", "Write the weights as workload, such as {\"1\": 3, \"2\": 2}.");

        if (request.WithoutBeats.Count > 0 && request.Beats is null)
            yield return new RequestFault("withoutBeats", "withoutBeats is given without beats", "Say how many beats there are to be beside those left out (beats); a workload per beat cannot tell.");

        if (request.Goal == Districting.Goal.Response && Named(request) is { Count: > 0 } named)
            yield return new RequestFault("goal", $"goal response leaves aside {string.Join(", ", named)}", "Leave them out, or choose compact, tightest or compromise.");
    }

    private static List<string> Named(PlanRequest request)
    {
        var named = new List<string>();
        if (request.Balance.Count + request.BalanceSignals.Count > 0)
            named.Add("balance");

        if (request.EqualArea is not null)
            named.Add("equalArea");

        if (request.KeepWhole.Count > 0)
            named.Add("keepWhole");

        if (request.StationWeight is not null)
            named.Add("stationWeight");

        return named;
    }

    /// <summary>Only what is asked for: a plan made before these fields existed keeps its name.</summary>
    public static void Write(Utf8JsonWriter writer, PlanRequest request)
    {
        if (request.Balance.Count + request.BalanceSignals.Count > 0)
        {
            writer.WriteStartObject("balance");
            foreach (var (kind, weight) in request.Balance.OrderBy(pair => pair.Key))
                writer.WriteNumber(CriterionWords[(int)kind], weight / 1.000m);

            foreach (var (name, weight) in request.BalanceSignals.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                writer.WriteNumber(name, weight / 1.000m);

            writer.WriteEndObject();
        }

        Number("equalArea", request.EqualArea);
        Number("changeBudget", request.ChangeBudget);
        List("lockBeats", request.LockBeats);
        List("withoutBeats", request.WithoutBeats);
        Number("stationWeight", request.StationWeight);

        void List(string field, IReadOnlyList<string> names)
        {
            if (names.Count == 0)
                return;

            writer.WriteStartArray(field);
            foreach (var name in names.Distinct().Order(StringComparer.Ordinal))
                writer.WriteStringValue(name);

            writer.WriteEndArray();
        }

        void Number(string name, double? value)
        {
            if (value is { } given)
                writer.WriteNumber(name, given);
        }
    }

    private static double? Fraction(RequestValue value, string expected)
    {
        if (value.Decimal() is >= 0 and <= 1 and { } number)
            return (double)number;

        value.Refuse(expected, "Write a fraction such as 0.1.");
        return null;
    }
}

/// <summary>One load a request balances.</summary>
/// <param name="Weight">How much its deviation counts beside the workload's own, which counts 1.</param>
public sealed record RequestCriterion(string Name, WorkloadKind Kind, double Weight)
{
    /// <summary>The workload first, then what <see cref="PlanRequest.Balance"/> names beside it. One entry where it names nothing.</summary>
    public static IReadOnlyList<RequestCriterion> Of(PlanRequest request)
    {
        var first = request.Balance.GetValueOrDefault(request.Workload, 1m);
        return
        [
            new(RequestWishes.CriterionWords[(int)request.Workload], request.Workload, 1),
            .. request.Balance.Where(pair => pair.Key != request.Workload).OrderBy(pair => pair.Key)
                .Select(pair => new RequestCriterion(RequestWishes.CriterionWords[(int)pair.Key], pair.Key, (double)(pair.Value / first))),
        ];
    }

    /// <summary><c>calls = 1, service-minutes = 0.5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Weight:0.###}");
}
