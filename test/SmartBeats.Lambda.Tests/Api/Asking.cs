using System.Text;
using SmartBeats.Api;
using SmartBeats.Lambda.Gateway;

namespace SmartBeats.Lambda.Tests.Api;

/// <summary>Requests as the gateway hands them on.</summary>
internal static class Asking
{
    /// <param name="cities">With commas; null for nobody.</param>
    /// <param name="query">Such as <c>a=1&amp;b=2</c>.</param>
    public static ApiRequest Create(
        TestCloud cloud, string method, string path, string? body = null, string? cities = SampleCity.Id, string query = "", params (string Name, string Value)[] headers) => new()
        {
            Home = ApiHandler.CreateHome(cloud),
            Method = method,
            Path = path,
            Query = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
            Body = Encoding.UTF8.GetBytes(body ?? ""),
            Caller = cities is null ? null : new ApiCaller("tester", cities.Split(',').ToHashSet()),
        };

    public static async Task<ApiAnswer> AskAsync(this ApiRequest request) => (await ApiRouter.AnswerAsync(request)).Answer;
}
