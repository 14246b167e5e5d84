using System.Text.Json;
using SmartBeats.Lambda.Runs;

namespace SmartBeats.Lambda.Notices;

/// <summary>A function's fault as a state machine repeats it.</summary>
internal sealed record FaultCause(string? ErrorType, string? ErrorMessage);

/// <summary>Why a run failed, for the people who asked for it.</summary>
internal static class FaultWords
{
    public static string Of(StateFault fault) => fault.Error switch
    {
        Errors.Input => MessageOf(fault) ?? "The request cannot be answered, and no reason was given.",
        Errors.DataChanged => $"The city's map or calls were changed while the run was reading them, {Limits.MostRestarts + 1} times in a row. Ask again once all files are loaded.",
        Errors.DatabaseBusy => "The database did not answer, although it was asked again and again. Ask again in a few minutes.",
        Errors.ServiceBusy => "A service of the cloud did not answer, although it was asked again and again. Ask again in a few minutes.",
        Errors.PartFailed => "The calls could not all be placed on the map, although it was tried again and again. Ask again in a few minutes.",
        { } name when Errors.OutOfTime.Contains(name) => "A stage took longer than it may. Ask again with a smaller effort, or with fewer beats.",
        _ => $"Something went wrong inside SmartBeats ({NameOf(fault)}). Nothing of yours is at fault; the operators find the run in the logs by its name.",
    };

    /// <summary>The sentence of one of our input faults. No other fault's message is repeated: it was not written for readers.</summary>
    private static string? MessageOf(StateFault fault)
    {
        try
        {
            return fault.Cause is null ? null : JsonSerializer.Deserialize(fault.Cause, LambdaJson.Default.FaultCause)?.ErrorMessage;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NameOf(StateFault fault) =>
        fault.Error is { Length: > 0 and <= 80 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? name : "unknown";
}
