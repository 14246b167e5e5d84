using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using SmartBeats.Api;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Gateway;

/// <summary>Who a token belongs to. Deleting the file takes the token away (once API Gateway's cache of it has run out).</summary>
/// <param name="Cities">Ids of the cities the caller may act for.</param>
/// <param name="Name">For the logs.</param>
internal sealed record CallerDocument(string[]? Cities, string? Name);

/// <summary>Says for a bearer token which cities its owner may act for. Only the token's hash is kept.</summary>
internal static class AuthorizeHandler
{
    public const string CitiesField = "cities";
    public const string CallerField = "caller";
    private const string Scheme = "Bearer ";

    /// <summary>Shorter ones could be guessed.</summary>
    private const int ShortestToken = 20;

    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var request = await LambdaJson.ReadAsync(input, LambdaJson.Default.APIGatewayCustomAuthorizerV2Request);
        return LambdaJson.Write(await AnswerAsync(cloud.Store, HeaderOf(request)), LambdaJson.Default.APIGatewayCustomAuthorizerV2SimpleResponse);
    }

    internal static string KeyOf(string token) => Keys.Caller.For(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    internal static async Task<APIGatewayCustomAuthorizerV2SimpleResponse> AnswerAsync(IObjectStore store, string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length < Scheme.Length + ShortestToken)
        {
            return new APIGatewayCustomAuthorizerV2SimpleResponse { IsAuthorized = false };
        }

        var caller = await FindCallerAsync(store, KeyOf(header[Scheme.Length..].Trim()));
        var cities = (caller?.Cities ?? []).Where(city => city is not null && CityJson.IsId(city)).ToArray();
        return new APIGatewayCustomAuthorizerV2SimpleResponse
        {
            IsAuthorized = cities.Length > 0,
            Context = new() { [CitiesField] = string.Join(',', cities), [CallerField] = caller?.Name ?? "" },
        };
    }

    /// <summary>A file that was edited by hand, and is no JSON any more, opens nothing; it must not close the API for its owner with a fault of ours.</summary>
    internal static async Task<CallerDocument?> FindCallerAsync(IObjectStore store, string key)
    {
        try
        {
            return await store.FindAsync(key, LambdaJson.Default.CallerDocument);
        }
        catch (JsonException fault)
        {
            Log.Damaged(Keys.Caller.Folder, fault);
            return null;
        }
    }

    private static string? HeaderOf(APIGatewayCustomAuthorizerV2Request request) =>
        request.IdentitySource is [var first, ..] ? first
        : request.Headers?.FirstOrDefault(header => header.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase)).Value;
}
