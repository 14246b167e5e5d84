namespace SmartBeats.Api.Access;

/// <summary>Who may ask a route.</summary>
/// <param name="Least">The least role.</param>
/// <param name="IsAboutAccess">Whether it says who may come in or who did what: nothing for a token file, which has no owner to answer for it.</param>
/// <param name="IsChange">Whether something is other afterwards; such a call is written down (<see cref="AuditLog"/>).</param>
/// <param name="Flag">A flag of the query that asks for more; null where there is none.</param>
/// <param name="LeastWithFlag">The least role with the flag.</param>
internal sealed record RouteRule(Role Least, bool IsAboutAccess = false, bool IsChange = false, string? Flag = null, Role LeastWithFlag = Role.None)
{
    /// <summary>The least role for a request.</summary>
    public Role LeastFor(ApiRequest request) => Flag is not null && request.FindQuery(Flag) is "true" or "1" ? LeastWithFlag : Least;

    public bool Allows(Role role, ApiRequest request) => role == Role.TokenFile ? !IsAboutAccess : role >= LeastFor(request);

    /// <summary>One sentence for who may not.</summary>
    public string Refuse(Role role, ApiRequest request) => role == Role.TokenFile
        ? "A token of before there were roles opens nothing that is about access. Ask with a token an administrator issued, or sign in."
        : $"This needs the role {Roles.NameOf(LeastFor(request))}, and yours is {Roles.NameOf(role)}. An administrator of the city can give it to you.";
}

/// <summary>Every route's least role, in one place: the router asks here, and a test holds <c>openapi.json</c> (<c>x-role</c>) to the same.</summary>
internal static class RouteRules
{
    /// <summary>Of a route nobody has thought about: closed to all but administrators.</summary>
    private static readonly RouteRule _unlisted = new(Role.Admin, IsChange: true);

    private static readonly Dictionary<string, RouteRule> _rules = new(StringComparer.Ordinal);

    static RouteRules()
    {
        const string City = "/cities/{city}";
        const string Plan = "/cities/{city}/plans/{id}";
        Add(
            new(Role.Viewer),
            "GET /me", "GET /cities",
            $"GET {City}/settings", $"GET {City}/adopted", $"GET {City}/monitor", $"GET {City}/map", $"GET {City}/context", $"GET {City}/signals",
            $"GET {City}/where", $"GET {City}/calls/summary", $"GET {City}/compare", $"GET {City}/plans",
            $"GET {Plan}", $"GET {Plan}/ground", $"GET {Plan}/files/{{name}}", $"GET {Plan}/table", $"GET {Plan}/resolution",
            $"GET {Plan}/backtest", $"GET {Plan}/sheets", $"GET {Plan}/when", $"GET {Plan}/comments");

        // What they compute is kept nowhere.
        Add(new(Role.Commander), $"POST {Plan}/evaluation", $"POST {Plan}/staffing", $"POST {Plan}/schedule", $"POST {Plan}/absence");
        Add(new(Role.Commander, IsChange: true), $"POST {Plan}/comments", $"PUT {Plan}/comments/{{number}}");

        // Uploads and mappings show values of the rows, the quality page places of single calls; a link's token opens the plan.
        Add(
            new(Role.Analyst),
            $"GET {City}/loads", $"GET {City}/quality", $"GET {City}/uploads", $"GET {City}/uploads/{{upload}}", $"GET {City}/uploads/{{upload}}/rejected.csv",
            $"GET {City}/mappings/{{fingerprint}}", $"GET {City}/drafts", $"GET {City}/drafts/{{id}}", $"GET {Plan}/links",
            $"POST {City}/growth", $"POST {Plan}/rebalance", $"POST {Plan}/moves");
        Add(
            new(Role.Analyst, IsChange: true),
            $"PUT {City}/settings", $"POST {City}/adopted", $"DELETE {City}/signals/{{signal}}", $"DELETE {City}/loads/{{load}}",
            $"POST {City}/uploads", $"PUT {City}/uploads/{{upload}}/content", $"PUT {City}/mappings/{{fingerprint}}",
            $"POST {City}/plans", $"POST {Plan}/edits", $"PUT {City}/drafts/{{id}}",
            $"DELETE {Plan}/comments/{{number}}", $"POST {Plan}/links", $"DELETE {Plan}/links/{{token}}");
        Add(new(Role.Analyst, IsChange: true, Flag: "purge", LeastWithFlag: Role.Admin), $"DELETE {Plan}");
        Add(new(Role.Admin, IsChange: true), "POST /cities", $"POST {City}/calls/forget");
        Add(new(Role.Admin, IsAboutAccess: true), $"GET {City}/tokens", $"GET {City}/audit");
        Add(new(Role.Admin, IsAboutAccess: true, IsChange: true), $"POST {City}/tokens", $"DELETE {City}/tokens/{{key}}");

        void Add(RouteRule rule, params string[] routes)
        {
            foreach (var route in routes)
            {
                _rules.Add(route, rule);
            }
        }
    }

    /// <summary>The routes that are in the table.</summary>
    public static IEnumerable<string> Listed => _rules.Keys;

    /// <summary>The rule of a route that is not open to everybody.</summary>
    public static RouteRule Of(Route route) => _rules.GetValueOrDefault($"{route.Method} {route.Template}", _unlisted);
}
