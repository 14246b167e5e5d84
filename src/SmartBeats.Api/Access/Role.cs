namespace SmartBeats.Api.Access;

/// <summary>What somebody may do in a city; each role may do what those before it may.</summary>
public enum Role
{
    /// <summary>Nothing of this city.</summary>
    None,

    /// <summary>Reads plans, the map and counts of calls.</summary>
    Viewer,

    /// <summary>Comments, and asks what a plan means for officers and shifts.</summary>
    Commander,

    /// <summary>Loads, designs, edits, shares, and sees what was loaded.</summary>
    Analyst,

    /// <summary>A caller's file from before there were roles: all that there was then, so everything but tokens and the record of changes.</summary>
    TokenFile,

    /// <summary>Forgets calls, purges plans, issues tokens, reads who did what.</summary>
    Admin,
}

/// <summary>Roles as they are written.</summary>
public static class Roles
{
    /// <summary>Those that can be given, the least first.</summary>
    public static IReadOnlyList<string> Given { get; } = ["viewer", "commander", "analyst", "admin"];

    /// <summary>The name of a role.</summary>
    public static string NameOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Commander => "commander",
        Role.Analyst => "analyst",
        Role.TokenFile => "token-file",
        Role.Admin => "admin",
        _ => "none",
    };

    /// <summary>The role of a name; <see cref="Role.None"/> where it is none that can be given.</summary>
    public static Role Parse(string? name) => name switch
    {
        "viewer" => Role.Viewer,
        "commander" => Role.Commander,
        "analyst" => Role.Analyst,
        "admin" => Role.Admin,
        _ => Role.None,
    };

    /// <summary>Roles by city as one text, for hosts that hand on nothing but texts: <c>glendale=analyst,mesa=viewer</c>.</summary>
    public static string Print(IReadOnlyDictionary<string, Role> roles) =>
        string.Join(',', roles.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={NameOf(pair.Value)}"));

    /// <summary>What <see cref="Print"/> has printed; anything else gives no role.</summary>
    public static IReadOnlyDictionary<string, Role> ParseAll(string text)
    {
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=') is [var city, var name] && CityJson.IsId(city))
            {
                roles[city] = name == "token-file" ? Role.TokenFile : Parse(name);
            }
        }

        return roles;
    }
}
