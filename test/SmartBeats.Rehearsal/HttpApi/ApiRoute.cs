using SmartBeats.Rehearsal.Functions;

namespace SmartBeats.Rehearsal.HttpApi;

/// <summary>A route of the HTTP API as the template has it.</summary>
/// <param name="Key"><c>POST /cities/{city}/plans</c> or <c>$default</c>.</param>
/// <param name="Authorizer">Asked first; null where the route is open.</param>
internal sealed record ApiRoute(string Key, FunctionSettings Target, FunctionSettings? Authorizer)
{
    private string[] Parts => Key.Split(' ')[^1].Split('/');

    /// <summary>The path's variables, unescaped; null where the route does not fit.</summary>
    public Dictionary<string, string>? Match(string method, string path)
    {
        if (Key == "$default")
        {
            return [];
        }

        var wanted = Key.Split(' ')[0];
        var given = path.Split('/');
        if ((wanted != "ANY" && wanted != method) || (given.Length != Parts.Length && !Parts[^1].EndsWith("+}", StringComparison.Ordinal)) || given.Length < Parts.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Parts.Length; i++)
        {
            if (Parts[i].EndsWith("+}", StringComparison.Ordinal))
            {
                values[Parts[i][1..^2]] = string.Join('/', given[i..].Select(Uri.UnescapeDataString));
            }
            else if (Parts[i].StartsWith('{'))
            {
                values[Parts[i][1..^1]] = Uri.UnescapeDataString(given[i]);
            }
            else if (Parts[i] != given[i])
            {
                return null;
            }
        }

        return values;
    }
}
