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

    /// <summary>Http is for rehearsals on one machine alone: tokens of an issuer could be made by whoever is on the way to it.</summary>
    private static IssuerSettings? ReadSignIn(Dictionary<string, JsonElement> from)
    {
        const string Form = "Write {\"issuer\": \"https://login.example.com/tenant\", \"clientId\": \"the page's id there\"}.";
        if (!from.TryGetValue("signIn", out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new SettingsException("signIn names no issuer", Form);
        }

        CheckKeys(value, ["issuer", "clientId", "audience", "rolesClaim"], " in signIn");
        var (issuer, client) = (ReadText(value, "issuer") ?? "", ReadText(value, "clientId") ?? "");
        var isAddress = Uri.TryCreate(issuer, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address.Query.Length + address.Fragment.Length == 0;
        return isAddress && client.Length > 0
            ? new IssuerSettings(issuer, client, ReadText(value, "audience"), ReadText(value, "rolesClaim"))
            : throw new SettingsException(isAddress ? "signIn has no clientId" : $"\"{issuer}\" in signIn is no https address", Form);
    }

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
