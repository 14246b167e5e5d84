using System.Text.Json;

namespace SmartBeats.Cdk;

internal static partial class SettingsReader
{
    /// <summary>Endpoints with FIPS modules are in GovCloud and in the regions of the United States; elsewhere their addresses do not exist.</summary>
    private static bool ReadFips(Dictionary<string, JsonElement> from, Region? region) => ReadYesOrNo(from, "fips", region?.IsGovernment == true) switch
    {
        true when region is null => throw new SettingsException("fips is true, and no region is known", "Name the region, such as \"region\": \"us-west-2\"."),
        true when !region!.HasFips => throw new SettingsException($"fips is true, and region {region.Name} has no such endpoints", "Deploy to one of the United States, such as us-west-2 or us-gov-west-1."),
        var said => said,
    };

    /// <summary>As <c>cdk -c removed=mesa,tempe</c> hands it over, or a list.</summary>
    private static string[] ReadRemoved(Dictionary<string, JsonElement> from, CitySettings[] cities)
    {
        if (!from.TryGetValue("removed", out var value))
        {
            return [];
        }

        string[] removed = value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(city => city.ToString())]
            : value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (removed.FirstOrDefault(city => !CityId().IsMatch(city)) is { } wrong)
        {
            throw new SettingsException($"\"{wrong}\" in removed is no id of a city", "Write the id that the city had, such as -c removed=mesa.");
        }

        return removed.Intersect(cities.Select(city => city.Id)).FirstOrDefault() is { } listed
            ? throw new SettingsException($"city {listed} is listed and in removed", "Take it out of cities to have it cleaned, or out of removed to keep it.")
            : removed;
    }
}
