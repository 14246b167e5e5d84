using System.Globalization;
using System.Text.Json;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Api;

/// <summary>That a plan was asked for: what lets it be listed and looked up while it is being made, and after it failed.</summary>
/// <param name="Attempt">The latest execution's number, from 1.</param>
/// <param name="Requested">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>; of the latest attempt.</param>
/// <param name="Request">The canonical request.</param>
internal sealed record PlanRecord(string PlanId, int Attempt, string Requested, JsonElement Request);

/// <summary>What an execution is started with. Equal for equal attempts: a second start of the same name is then the same execution.</summary>
/// <param name="Request">The canonical request, with pointers to its side files where there are any (<see cref="InlineSides"/>).</param>
internal sealed record ExecutionInput(string City, JsonElement Request, string PlanId, int Attempt);

internal static class PlanRecords
{
    /// <summary>Whether a text can be a plan's id: nothing else becomes part of a key.</summary>
    public static bool IsPlanId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    public static Task<PlanRecord?> FindAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default) =>
        store.FindAsync(Keys.PlanRecord.For(city, planId), LambdaJson.Default.PlanRecord, cancellation);

    public static string Print(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
