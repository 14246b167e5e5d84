using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>Reads what a call weighs: a word, or weights per priority.</summary>
internal static class RequestWorkload
{
    private const string Remedy = "Write \"calls\", \"service-minutes\", \"time-on-scene\", or weights per priority such as {\"1\": 3, \"2\": 2}.";

    public static PlanRequest Read(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.Object)
        {
            return Weights(value) is { } weights
                ? request with { Workload = WorkloadKind.PriorityWeights, PriorityWeights = weights }
                : request;
        }

        return value.OneOf(RequestFields.WorkloadWords, Remedy) is { } kind
            ? request with { Workload = (WorkloadKind)kind, PriorityWeights = new SortedDictionary<int, decimal>() }
            : request;
    }

    private static SortedDictionary<int, decimal>? Weights(RequestValue value)
    {
        var before = value.Faults.Count;
        var weights = new SortedDictionary<int, decimal>();
        foreach (var property in value.Json.EnumerateObject())
        {
            if (property.Name is not [>= '1' and <= '9'])
            {
                value.Fault("names a priority that is not a whole number from 1 to 9", Remedy);
                continue;
            }

            var weight = value with { Json = property.Value, Label = $"workload of priority {property.Name}" };
            if (weight.Decimal() is not (>= 0 and <= 1_000_000) || weight.Decimal() is not { } exact || decimal.Round(exact, 3) != exact)
                weight.Refuse("a weight from 0 to 1000000 with at most three decimals", Remedy);
            else if (!weights.TryAdd(property.Name[0] - '0', exact))
                weight.Fault("is given twice", "Keep one.");
        }

        if (weights.Count == 0 && value.Faults.Count == before)
            value.Fault("names no priority", Remedy);

        return value.Faults.Count == before ? weights : null;
    }
}
