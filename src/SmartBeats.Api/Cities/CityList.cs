using SmartBeats.Pipeline.Run;

namespace SmartBeats.Api.Cities;

/// <summary>The cities a caller may act for.</summary>
internal static class CityList
{
    /// <returns>Ids, in ordinal order; of those in the caller's list that have no settings yet, too.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(ApiRequest request)
    {
        if (request.Caller!.Cities is { } named)
        {
            return [.. named.Order(StringComparer.Ordinal)];
        }

        var keys = await request.Home.Files.ListAsync(Keys.City.Begin(), request.Cancellation);
        return [.. keys.Where(Keys.City.Matches).Select(key => key.Split('/')[1]).Order(StringComparer.Ordinal)];
    }
}
