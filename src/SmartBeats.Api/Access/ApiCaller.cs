using SmartBeats.Api.Access;

namespace SmartBeats.Api;

/// <summary>What somebody showed to come in.</summary>
public enum CallerKind
{
    /// <summary>The key that <c>smartbeats serve</c> printed, on the same computer.</summary>
    Key,

    /// <summary>A token an administrator issued.</summary>
    Token,

    /// <summary>A caller's file that somebody wrote by hand before there were roles.</summary>
    TokenFile,

    /// <summary>An issuer's token: a person who signed in.</summary>
    Person,
}

/// <summary>Who asks.</summary>
/// <param name="Name">For logs and records; may be empty.</param>
/// <param name="Cities">Ids of the cities the caller may act for; null for every city there is.</param>
public sealed record ApiCaller(string Name, IReadOnlySet<string>? Cities)
{
    /// <summary>Tells callers of one name apart: <c>token:…</c> or the person's subject at the issuer; empty for the key's.</summary>
    public string Id { get; init; } = "";

    /// <summary>What was shown to come in.</summary>
    public CallerKind Kind { get; init; } = CallerKind.Key;

    /// <summary>The role in each city; null for an administrator of all in <see cref="Cities"/>.</summary>
    public IReadOnlyDictionary<string, Role>? RolesByCity { get; init; }

    /// <summary>Whether the caller may act for a city.</summary>
    /// <param name="city">Its id.</param>
    public bool MayActFor(string city) => Cities?.Contains(city) ?? true;

    /// <summary>The role in a city.</summary>
    /// <param name="city">Its id; null for what is asked of no city, where only who administers every city is more than a viewer.</param>
    public Role FindRole(string? city) => RolesByCity switch
    {
        null => Role.Admin,
        _ when city is null => Kind == CallerKind.TokenFile ? Role.TokenFile : Role.Viewer,
        var roles => roles.GetValueOrDefault(city),
    };
}
