using System.Text.Json;
using SmartBeats.Districting;

namespace SmartBeats.Requests;

/// <summary>How a plan's request is tried on the past: beats drawn on earlier calls are judged on those that came after.</summary>
/// <param name="Origins">Days from which it looks forward, 1 to <see cref="MostOrigins"/>.</param>
/// <param name="Seeds">Plans of each split, 1 to <see cref="MostSeeds"/>: one alone proves little.</param>
/// <param name="ForwardOnly">Whether the control with time reversed is left out.</param>
public sealed record BacktestRequest(int Origins = 3, int Seeds = 3, bool ForwardOnly = false)
{
    /// <summary>Most days to look forward from.</summary>
    public const int MostOrigins = 12;

    /// <summary>Most plans of a split.</summary>
    public const int MostSeeds = 20;
}

/// <summary>Reads and writes the field <c>backtest</c>.</summary>
internal static class RequestBacktest
{
    private const string Remedy = "Write true for the usual, or such as {\"origins\": 3, \"seeds\": 3, \"forwardOnly\": false}.";
    private static readonly string[] _names = ["origins", "seeds", "forwardOnly"];

    public static PlanRequest Read(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind != JsonValueKind.Object)
        {
            return value.Flag(Remedy) is { } wanted ? request with { Backtest = wanted ? request.Backtest ?? new BacktestRequest() : null } : request;
        }

        var before = value.Faults.Count;
        var read = new BacktestRequest();
        foreach (var property in value.Json.EnumerateObject())
        {
            var part = value with { Json = property.Value, Label = $"{value.Name}.{property.Name}" };
            if (!_names.Contains(property.Name, StringComparer.Ordinal))
            {
                value.Fault($"has no part {StrictJson.Shown(StrictJson.Text(property.Name))}{NearMiss.Hint(property.Name, _names)}", Remedy);
            }
            else if (!part.IsNotGiven)
            {
                read = ReadPart(read, property.Name, part);
            }
        }

        return value.Faults.Count == before ? request with { Backtest = read } : request;
    }

    /// <summary>What fields mean together: what cannot be tried on the past, and what would outlast the time there is for it.</summary>
    public static IEnumerable<RequestFault> Faults(PlanRequest request)
    {
        if (request.Backtest is null)
        {
            yield break;
        }

        if (request.Beats is null or < 2)
        {
            yield return Fault(
                "compares plans of as many beats, at least 2", "Give a number of beats; a workload per beat would make another number of every past.");
        }

        if (request.WeighPeriods.Count > 0)
        {
            yield return Fault(
                "cannot go with weighPeriods, which would reach into the time that beats are judged on", "Give for or halfLife, which go with each origin.");
        }

        if (request.Anew)
        {
            yield return Fault("cannot go with anew, which weighs the last month", "Ask for it with a plan of its own.");
        }

        if (request.Goal == Goal.Response)
        {
            yield return Fault("cannot go with goal response, whose search takes too long for so many plans", "Choose another goal, or run smartbeats backtest.");
        }
    }

    /// <summary>Only where it is asked for: a plan made before the field existed keeps its name.</summary>
    public static void Write(Utf8JsonWriter writer, PlanRequest request)
    {
        if (request.Backtest is not { } backtest)
        {
            return;
        }

        writer.WriteStartObject("backtest");
        writer.WriteNumber("origins", backtest.Origins);
        writer.WriteNumber("seeds", backtest.Seeds);
        writer.WriteBoolean("forwardOnly", backtest.ForwardOnly);
        writer.WriteEndObject();
    }

    private static BacktestRequest ReadPart(BacktestRequest read, string name, RequestValue part) => name switch
    {
        "origins" => part.Whole(1, BacktestRequest.MostOrigins, Remedy) is { } origins ? read with { Origins = (int)origins } : read,
        "seeds" => part.Whole(1, BacktestRequest.MostSeeds, Remedy) is { } seeds ? read with { Seeds = (int)seeds } : read,
        _ => part.Flag(Remedy) is { } forwardOnly ? read with { ForwardOnly = forwardOnly } : read,
    };

    private static RequestFault Fault(string what, string remedy) => new("backtest", $"backtest {what}", remedy);
}
