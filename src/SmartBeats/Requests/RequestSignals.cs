using System.Collections.ObjectModel;
using System.Text.Json;
using SmartBeats.Districting;

namespace SmartBeats.Requests;

/// <summary>Reads and writes what a request asks of signals and of the map's columns: <c>weigh, keepWhole, label</c>, and the signals in <c>balance</c>.</summary>
internal static class RequestSignals
{
    public const double MostKeepWholeWeight = 10;

    private const int LongestName = 64;
    private const int MostNames = 20;
    private const string WeighRemedy = "Write each share of the workload, such as {\"calls\": 0.8, \"crashes\": 0.2}; what is left of 1 is the calls'.";
    private const string KeepRemedy = "Write a column of the map and its weight, such as {\"NEIGHBORHOOD\": 1}.";

    /// <summary>Reads <c>weigh</c>: what shares leave of 1 is the calls', unless these are named.</summary>
    public static PlanRequest ReadWeigh(PlanRequest request, RequestValue value)
    {
        if (ReadWeights(value, 1000, mayBeZero: true, WeighRemedy) is not { } shares)
        {
            return request;
        }

        var sum = shares.Values.Sum();
        if (sum == 0)
        {
            value.Fault("gives nothing a share: its weights add up to 0", WeighRemedy);
            return request;
        }

        if (sum < 1 && !shares.ContainsKey(RequestShares.Calls))
        {
            shares[RequestShares.Calls] = 1 - sum;
        }

        foreach (var name in shares.Where(share => share.Value == 0).Select(share => share.Key).ToArray())
        {
            shares.Remove(name);
        }

        // Calls alone are what is weighed where nothing is said: the same request, the same plan.
        return request with { Weigh = shares.Count == 1 && shares.ContainsKey(RequestShares.Calls) ? ReadOnlyDictionary<string, decimal>.Empty : shares };
    }

    /// <summary>Reads <c>keepWhole</c>: a column's name, a list of them, or an object of columns and weights; 0 is no wish.</summary>
    public static PlanRequest ReadKeepWhole(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.Object)
        {
            return ReadWeights(value, (decimal)MostKeepWholeWeight, mayBeZero: true, KeepRemedy) is { } weights
                ? request with { KeepWhole = new SortedDictionary<string, decimal>(weights.Where(pair => pair.Value > 0).ToDictionary(), StringComparer.Ordinal) }
                : request;
        }

        var names = value.Json.ValueKind == JsonValueKind.String ? [value] : value.Items("a column of the map", KeepRemedy);
        if (names is null)
        {
            return request;
        }

        var kept = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (ReadName(name, KeepRemedy) is not { } column)
            {
                return request;
            }

            kept[column] = 1;
        }

        return request with { KeepWhole = kept };
    }

    /// <summary>Reads <c>label</c>.</summary>
    public static PlanRequest ReadLabel(PlanRequest request, RequestValue value) =>
        ReadName(value, "Write a column of the map, such as \"NEIGHBORHOOD\".") is { } column ? request with { Label = column } : request;

    /// <summary>What fields mean together.</summary>
    public static IEnumerable<RequestFault> Faults(PlanRequest request)
    {
        if (request.BalanceSignals.Count > 0 && request.Anew)
        {
            yield return new RequestFault(
                "balance", $"drawing anew weighs calls by their times, and balance names {string.Join(", ", request.BalanceSignals.Keys)}", "Leave one of them out.");
        }

        if (request.Weigh.Count == 0)
        {
            yield break;
        }

        const string remedy = "Leave it out, or leave out weigh: it rests on calls alone.";
        foreach (var (field, what) in FindIdle(request))
        {
            yield return new RequestFault(field, $"{what} rests on calls alone, and weigh gives {RequestShares.DescribeOthers(request)} a share of the workload", remedy);
        }
    }

    /// <summary>Only what is asked for: a plan made before these fields existed keeps its name.</summary>
    public static void Write(Utf8JsonWriter writer, PlanRequest request)
    {
        WriteWeights("weigh", request.Weigh);
        WriteWeights("keepWhole", request.KeepWhole);
        if (request.Label is { } label)
        {
            writer.WriteString("label", label);
        }

        void WriteWeights(string field, IReadOnlyDictionary<string, decimal> weights)
        {
            if (weights.Count == 0)
            {
                return;
            }

            writer.WriteStartObject(field);
            foreach (var (name, weight) in weights.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.WriteNumber(name, weight / 1.000m);
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>Whether a text can be the name of a signal or a column.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.Any(char.IsControl);

    /// <summary>What asks for something that only calls can tell while others have a share of the workload.</summary>
    private static IEnumerable<(string Field, string What)> FindIdle(PlanRequest request)
    {
        if (request.Goal == Goal.Response)
        {
            yield return ("goal", "goal response");
        }

        if (request.Shifts.Count > 0)
        {
            yield return ("shifts", "a map for each shift");
        }

        if (request.Backtest is not null)
        {
            yield return ("backtest", "a back-test");
        }

        if (request.Anew)
        {
            yield return ("anew", "drawing anew");
        }

        if (request.AutoTolerance)
        {
            yield return ("tolerance", "tolerance auto");
        }
    }

    private static SortedDictionary<string, decimal>? ReadWeights(RequestValue value, decimal most, bool mayBeZero, string remedy)
    {
        if (value.Json.ValueKind != JsonValueKind.Object)
        {
            value.Refuse("an object of names and their weights", remedy);
            return null;
        }

        var before = value.Faults.Count;
        var weights = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var property in value.Json.EnumerateObject())
        {
            var (name, weight) = (property.Name.Trim(), value with { Json = property.Value, Label = $"{value.Name}.{property.Name}" });
            if (!IsName(name))
            {
                value.Fault($"names {StrictJson.Shown(StrictJson.Text(property.Name))}, which can be no name", remedy);
            }
            else if (weight.Decimal() is not { } exact || exact < 0 || exact > most || (exact == 0 && !mayBeZero) || decimal.Round(exact, 3) != exact)
            {
                weight.Refuse(FormattableString.Invariant($"a weight from 0 to {most} with at most three decimals"), remedy);
            }
            else if (!weights.TryAdd(name, exact))
            {
                weight.Fault("is given twice", "Keep one.");
            }
        }

        if (weights.Count == 0 && value.Faults.Count == before)
        {
            value.Fault("names nothing", remedy);
        }

        if (weights.Count > MostNames)
        {
            value.Fault($"names {weights.Count}, more than {MostNames}", remedy);
        }

        return value.Faults.Count == before ? weights : null;
    }

    private static string? ReadName(RequestValue value, string remedy)
    {
        const string expected = "a column of the map, of at most 64 characters";
        if (value.Text(expected, remedy)?.Trim() is not { } name)
        {
            return null;
        }

        if (IsName(name))
        {
            return name;
        }

        value.Refuse(expected, remedy);
        return null;
    }
}
