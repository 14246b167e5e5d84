using System.Text.Json.Nodes;

namespace SmartBeats.Api.Access;

/// <summary><c>GET /sign-in</c>: how a page comes in, asked before anybody is known.</summary>
internal static class SignInRoutes
{
    public static IReadOnlyList<Route> All { get; } = [new("GET", "/sign-in", AnswerAsync) { IsOpen = true }];

    private static Task<ApiAnswer> AnswerAsync(ApiRequest request)
    {
        var answer = request.Home.SignIn is { } settings
            ? new JsonObject { ["by"] = "issuer", ["issuer"] = settings.Address, ["clientId"] = settings.ClientId, ["scope"] = settings.Scope }
            : new JsonObject { ["by"] = request.Home.Kind == HomeKind.Laptop ? "key" : "token" };
        return Task.FromResult(ApiAnswer.Json(200, answer));
    }
}
