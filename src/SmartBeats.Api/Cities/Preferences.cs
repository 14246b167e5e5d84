using System.Text.Json;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Cities;

/// <summary>A request under a name.</summary>
/// <param name="Name">As the city's people chose it.</param>
/// <param name="Request">Fields of a request, as they were sent.</param>
internal sealed record Preset(string Name, JsonElement Request);

/// <summary>How a page shows a city: <c>settings.json</c>.</summary>
/// <param name="Measures"><c>us</c> or <c>metric</c>.</param>
/// <param name="Language">Of the page, such as <c>en</c>; null for the reader's own.</param>
/// <param name="Labels">By field (<c>disposition</c>, <c>priority</c>, <c>nature</c>, <c>source</c>) and code, what the code is called.</param>
/// <param name="Mask">Counts of calls below this are not shown; null to show all.</param>
/// <param name="MonthlyEmail">Whether the cloud tells the city's people each month if the patrolled beats still hold; null for no.</param>
internal sealed record Preferences(
    string Measures, string? Language, Dictionary<string, Dictionary<string, string>>? Labels, int? Mask,
    IReadOnlyList<Preset>? Presets, bool? MonthlyEmail)
{
    public const string Us = "us";
    public const string Metric = "metric";

    public static async Task<Preferences> ReadAsync(IObjectStore store, City city, CancellationToken cancellation) =>
        await store.FindAsync(Keys.Preferences.For(city.Id), ApiJson.Default.Preferences, cancellation)
            ?? new Preferences(FindMeasures(city.TimeZone), null, null, null, null, null);

    /// <summary>Miles where clocks are American: among IANA's zones the United States have those of their own names and a few cities'.</summary>
    private static string FindMeasures(string timeZone) =>
        NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(place => place.ZoneId == timeZone)?.CountryCode == "US"
        || timeZone.StartsWith("US/", StringComparison.Ordinal) ? Us : Metric;
}
