namespace SmartBeats.Lambda.Api;

/// <summary>One route: a method, a path with names in braces, and who answers.</summary>
/// <param name="IsOpen">Whether it needs no token.</param>
internal sealed record Route(string Method, string Template, bool IsOpen, Func<ApiRequest, Task<ApiAnswer>> Answer)
{
    /// <summary>What stands at the names; null where the path is another.</summary>
    public Dictionary<string, string>? Match(string path)
    {
        var names = Template.Split('/');
        var parts = path.Split('/');
        if (names.Length != parts.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].StartsWith('{'))
            {
                values[names[i][1..^1]] = Uri.UnescapeDataString(parts[i]);
            }
            else if (names[i] != parts[i])
            {
                return null;
            }
        }

        return values;
    }
}

/// <summary>The API, route by route; <c>openapi.json</c> says the same for clients.</summary>
internal static class Routes
{
    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", "/cities/{city}/plans", false, StartPlan.AnswerAsync),
        new("GET", "/cities/{city}/plans", false, ListPlans.AnswerAsync),
        new("GET", "/cities/{city}/plans/{id}", false, ShowPlan.AnswerAsync),
        new("DELETE", "/cities/{city}/plans/{id}", false, EndPlan.AnswerAsync),
        new("POST", "/cities/{city}/uploads", false, InviteUpload.AnswerAsync),
        new("GET", "/r/{token}", true, OpenLink.AnswerAsync),
        new("GET", "/openapi.json", true, _ => Task.FromResult(OpenApiDocument.Answer())),
    ];

    /// <summary>Finds who answers, and refuses who may not ask. A city the caller has no right to looks like one that is not there.</summary>
    public static async Task<(string Route, ApiAnswer Answer)> AnswerAsync(ApiRequest request)
    {
        var matches = All.Select(route => (Route: route, Values: route.Match(request.Path))).Where(match => match.Values is not null).ToArray();
        if (matches.Length == 0)
        {
            return ("none", ApiAnswer.NothingHere("There is no such path. GET /openapi.json lists them all."));
        }

        var (route, values) = matches.FirstOrDefault(match => match.Route.Method == request.Method);
        if (route is null)
        {
            var allowed = string.Join(", ", matches.Select(match => match.Route.Method));
            return (matches[0].Route.Template, ApiAnswer.Problem(405, "Method not allowed", $"This path takes {allowed}.").With("allow", allowed));
        }

        if (!route.IsOpen && request.Cities is null)
        {
            return (route.Template, ApiAnswer.Problem(401, "Who is asking?", "Send the header Authorization: Bearer TOKEN.").With("www-authenticate", "Bearer"));
        }

        if (!route.IsOpen && values!.TryGetValue("city", out var city) && !request.Cities!.Contains(city))
        {
            return (route.Template, ApiAnswer.NoSuchCity(CityJson.IsId(city) ? city : "?"));
        }

        return (route.Template, await route.Answer(request with { Values = values! }));
    }
}
