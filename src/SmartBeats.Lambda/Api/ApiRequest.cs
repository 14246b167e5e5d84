using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace SmartBeats.Lambda.Api;

/// <summary>A request as far as the routes care.</summary>
/// <param name="Cities">Ids the caller may act for; null where nobody was authorised.</param>
/// <param name="Values">What stands in the path at <c>{names}</c>.</param>
internal sealed record ApiRequest(
    Cloud Cloud, string Method, string Path, IReadOnlyDictionary<string, string> Query, byte[] Body, IReadOnlySet<string>? Cities, IReadOnlyDictionary<string, string> Values, CancellationToken Cancellation)
{
    public string City => Values["city"];

    public string PlanId => Values["id"];

    public static ApiRequest Of(Cloud cloud, APIGatewayHttpApiV2ProxyRequest request, CancellationToken cancellation)
    {
        var authorizer = request.RequestContext?.Authorizer?.Lambda;
        var cities = authorizer is not null && authorizer.TryGetValue(AuthorizeHandler.CitiesField, out var listed) ? listed?.ToString() : null;
        return new ApiRequest(
            cloud,
            request.RequestContext?.Http?.Method ?? "GET",
            request.RawPath ?? "/",
            request.QueryStringParameters is { } query ? query.ToDictionary() : [],
            request.Body is null ? [] : request.IsBase64Encoded ? Convert.FromBase64String(request.Body) : Encoding.UTF8.GetBytes(request.Body),
            cities?.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            new Dictionary<string, string>(),
            cancellation);
    }
}
