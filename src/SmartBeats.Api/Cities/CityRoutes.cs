namespace SmartBeats.Api.Cities;

/// <summary>Who asks, and the cities there are.</summary>
internal static class CityRoutes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/me", DescribeCaller.AnswerAsync),
        new("GET", "/cities", ListCities.AnswerAsync),
        new("POST", "/cities", AddCity.AnswerAsync) { Only = HomeKind.Laptop },
    ];
}
