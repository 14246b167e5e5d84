using System.Text.Json;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Api.Plans;

/// <summary>Every plan of a city: those asked for, and those that another program put beside them.</summary>
internal static class PlanCatalogue
{
    /// <summary>The records, in any order; a published plan without one gets it from its own file.</summary>
    /// <returns>The records, and the ids of those that are published.</returns>
    public static async Task<(IReadOnlyList<PlanRecord> Records, IReadOnlySet<string> Published)> ReadAsync(ApiHome home, string city, CancellationToken cancellation)
    {
        var published = (await home.Files.ListAsync(Keys.PlanJson.Begin(city), cancellation))
            .Where(Keys.PlanJson.Matches)
            .Select(key => key.Split('/')[^2])
            .Where(PlanRecords.IsPlanId)
            .ToHashSet(StringComparer.Ordinal);
        var asked = (await home.Files.ListAsync(Keys.PlanRecord.Begin(city), cancellation))
            .Where(Keys.PlanRecord.Matches)
            .Select(key => Path.GetFileNameWithoutExtension(key))
            .Where(PlanRecords.IsPlanId);
        var records = await Task.WhenAll(asked.Union(published, StringComparer.Ordinal).Select(FindAsync));
        return ([.. records.OfType<PlanRecord>()], published);

        async Task<PlanRecord?> FindAsync(string planId)
        {
            var record = await PlanRecords.FindAsync(home.Files, city, planId, cancellation);
            return record?.Card?.Signals is null && published.Contains(planId) ? await CompleteAsync(home, city, planId, record, cancellation) : record;
        }
    }

    /// <summary>The record of a published plan with its card.</summary>
    /// <returns>As it was where the plan's file cannot be read.</returns>
    public static async Task<PlanRecord?> CompleteAsync(ApiHome home, string city, string planId, PlanRecord? record, CancellationToken cancellation)
    {
        var key = Keys.PlanJson.For(city, planId);
        if (await home.Files.FindBytesAsync(key, cancellation) is not { } json || Read(json, key) is not { } plan)
        {
            return record;
        }

        var written = home.FindWritten(key) ?? DateTimeOffset.UnixEpoch;
        record ??= new PlanRecord(planId, 1, PlanRecords.Print(written), JsonElement.Parse(PlanRequestJson.Canonical(plan.Request))) { EditOf = plan.Edit?.Parent };
        record = record with { Card = CreateCard(plan) };
        await PlanRecords.SaveAsync(home.Files, city, record, cancellation);
        return record;
    }

    private static PlanCard CreateCard(Plan plan) => new(plan.BeatCount, plan.Measures.MaxDeviation, plan.MapVersion, plan.CallsVersion)
    {
        Signals = [.. PlanHistory.ListSignals(plan)],
    };

    /// <summary>What became of the data of a published plan; null where its card could not be written.</summary>
    public static string? DescribeData(PlanCard? card, DataStanding now) => card is null
        ? null
        : DataStanding.Describe(card.MapVersion == now.Map, card.CallsVersion == now.Calls, now.HasSignals(card.Signals ?? []));

    /// <summary>Ids of the published plans that are weighed from a signal, whatever its content was, in ordinal order.</summary>
    public static async Task<IReadOnlyList<string>> ListWeighedAsync(ApiHome home, string city, string signal, CancellationToken cancellation)
    {
        var (records, published) = await ReadAsync(home, city, cancellation);
        var role = SignalRecord.RoleOf(signal);
        return
        [
            .. records.Where(record => published.Contains(record.PlanId) && record.Card?.Signals?.Any(side => side.Role == role) == true)
                .Select(record => record.PlanId).Order(StringComparer.Ordinal),
        ];
    }

    private static Plan? Read(byte[] json, string key)
    {
        try
        {
            return PlanJson.Read(json, key).Plan;
        }
        catch (InputException)
        {
            // Of another version, or damaged: it is listed without figures.
            return null;
        }
    }
}
