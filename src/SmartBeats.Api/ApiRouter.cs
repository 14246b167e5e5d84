using SmartBeats.Api.Access;
using SmartBeats.Api.Answers;

namespace SmartBeats.Api;

/// <summary>Every request of the API: finds who answers, refuses who may not ask, and keeps the rules that all answers share.</summary>
public static class ApiRouter
{
    private const string Prefix = "/api/";

    /// <summary>Answers a request. Never throws: whoever asked gets a status that says whose turn it is.</summary>
    /// <param name="request">As a host has read it.</param>
    /// <returns>The route's template, for logs (never the path, which may name a call), and the answer.</returns>
    public static async Task<(string Route, ApiAnswer Answer)> AnswerAsync(ApiRequest request)
    {
        var (route, values, refusal) = FindRoute(request);
        if (route is not null && refusal is { Status: 403 })
        {
            await AuditLog.NoteAsync(request with { Values = values! }, route, refusal);
        }

        if (route is null || refusal is not null)
        {
            return (route?.Template ?? "none", refusal!);
        }

        var asking = request with { Values = values! };
        var answer = await GuardAsync(asking, asked => Idempotency.AnswerOnceAsync(asked, route.AnswerAsync));
        await AuditLog.NoteAsync(asking, route, answer);
        return (route.Template, AnswerCompression.Compress(request, ConditionalAnswer.Apply(request, answer)));
    }

    /// <summary>Whether a request's body is to be handed on unread, up to the size of an upload.</summary>
    /// <param name="request">Without a body.</param>
    public static bool TakesFile(ApiRequest request) => FindRoute(request) is { Refusal: null, Route.TakesFile: true };

    /// <summary>Finds the route. A city the caller has no right to looks like one that is not there.</summary>
    private static (Route? Route, Dictionary<string, string>? Values, ApiAnswer? Refusal) FindRoute(ApiRequest request)
    {
        var path = request.Path.StartsWith(Prefix, StringComparison.Ordinal) ? request.Path[(Prefix.Length - 1)..] : request.Path;
        var matches = Routes.All
            .Where(route => route.Only is null || route.Only == request.Home.Kind)
            .Select(route => (Route: route, Values: route.Match(path)))
            .Where(match => match.Values is not null)
            .ToArray();
        if (matches.Length == 0)
        {
            return (null, null, ApiAnswer.NothingHere("There is no such path. GET /openapi.json lists them all."));
        }

        var method = request.Method == "HEAD" ? "GET" : request.Method;
        var (route, values) = matches.FirstOrDefault(match => match.Route.Method == method);
        if (route is null)
        {
            var allowed = string.Join(", ", matches.Select(match => match.Route.Method));
            return (matches[0].Route, null, ApiAnswer.Problem(405, $"This path takes {allowed}.").With("allow", allowed));
        }

        if (route.IsOpen)
        {
            return (route, values, null);
        }

        if (request.Caller is null)
        {
            var how = request.Home.Kind == HomeKind.Cloud
                ? "Send the header Authorization: Bearer TOKEN."
                : "Open the link that smartbeats serve printed, or send its key as Authorization: Bearer KEY.";
            return (route, null, ApiAnswer.Problem(401, how).With("www-authenticate", "Bearer"));
        }

        if (values!.TryGetValue("city", out var city) && (!CityJson.IsId(city) || !request.Caller.MayActFor(city)))
        {
            return (route, null, ApiAnswer.NoSuchCity(city));
        }

        var (rule, role) = (RouteRules.Of(route), request.Caller.FindRole(city));
        return (route, values, rule.Allows(role, request) ? null : ApiAnswer.Problem(403, rule.Refuse(role, request)));
    }

    private static async Task<ApiAnswer> GuardAsync(ApiRequest request, Func<ApiRequest, Task<ApiAnswer>> answerAsync)
    {
        try
        {
            return await answerAsync(request);
        }
        catch (InputException fault)
        {
            return ApiAnswer.Problem(409, fault.Message);
        }
        catch (Exception fault) when (request.Home.IsBusy(fault))
        {
            request.Home.Log("api: a service is busy", fault);
            return ApiAnswer.Problem(503, "The database may be resuming from a pause, which takes half a minute. Ask again then.").With("retry-after", "30");
        }
        catch (Exception fault)
        {
            request.Home.Log("api: fault", fault);
            return ApiAnswer.Problem(500, "Something went wrong inside SmartBeats. Nothing was started. Ask again, and tell the operators if it stays.");
        }
    }
}
