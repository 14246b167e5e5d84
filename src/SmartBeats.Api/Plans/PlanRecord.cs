using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Plans;

/// <summary>That a plan was asked for: what lets it be listed and looked up while it is being made, and after it failed.</summary>
/// <param name="PlanId">32 hexadecimal digits.</param>
/// <param name="Attempt">The latest run's number, from 1.</param>
/// <param name="Requested">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>; of the latest attempt.</param>
/// <param name="Request">The canonical request.</param>
public sealed record PlanRecord(string PlanId, int Attempt, string Requested, JsonElement Request)
{
    /// <summary>What a list shows of it once it is published; null before, and where nobody has listed it since.</summary>
    public PlanCard? Card { get; init; }

    /// <summary>The plan that was edited by hand to make it; null for a plan that was searched for.</summary>
    public string? EditOf { get; init; }
}

/// <summary>What a list shows of a published plan, so that it need not be read again.</summary>
/// <param name="Beats">How many it has.</param>
/// <param name="Deviation">The largest |load - mean| / mean, a fraction.</param>
/// <param name="MapVersion">Of the map it was made on.</param>
/// <param name="CallsVersion">Of the calls it was made from.</param>
public sealed record PlanCard(int Beats, double Deviation, string MapVersion, string CallsVersion)
{
    /// <summary>The signals it was weighed from, none for calls alone; null where it was written before they were told here.</summary>
    public IReadOnlyList<SideFile>? Signals { get; init; }
}

internal static class PlanRecords
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Whether a text can be a plan's id: nothing else becomes part of a key.</summary>
    public static bool IsPlanId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    public static Task<PlanRecord?> FindAsync(IObjectStore store, string city, string planId, CancellationToken cancellation = default) =>
        store.FindAsync(Keys.PlanRecord.For(city, planId), ApiJson.Default.PlanRecord, cancellation);

    public static Task SaveAsync(IObjectStore store, string city, PlanRecord record, CancellationToken cancellation) =>
        store.PutAsync(Keys.PlanRecord.For(city, record.PlanId), record, ApiJson.Default.PlanRecord, cancellation);

    /// <summary>The request as answers show it: what was chosen, without the fields that were not.</summary>
    public static JsonObject PrintRequest(PlanRecord record) =>
        new(record.Request.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Null).Select(field => KeyValuePair.Create(field.Name, JsonNode.Parse(field.Value.GetRawText()))));

    public static string Print(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Print"/> has printed.</summary>
    public static bool TryParse(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
