using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Access;

/// <summary>Who a token belongs to, kept under the token's hash. Deleting the file takes the token away, once a gateway's memory of it has run out.</summary>
/// <param name="Cities">Ids of the cities the caller may act for; a token the API issued has one.</param>
/// <param name="Name">What the token is for.</param>
/// <param name="Role">Null in a file somebody wrote by hand before there were roles: <see cref="Access.Role.TokenFile"/>.</param>
/// <param name="Owner">The person who answers for it.</param>
/// <param name="Issued">UTC, <c>yyyy-MM-ddTHH:mm:ssZ</c>.</param>
/// <param name="IssuedBy">Who asked for it.</param>
/// <param name="Expires">UTC, from when on it opens nothing; null for never, which only a file written by hand can say.</param>
internal sealed record CallerFile(
    string[]? Cities, string? Name, string? Role = null, string? Owner = null, string? Issued = null, string? IssuedBy = null, string? Expires = null)
{
    /// <summary>What it may do in its cities; nothing where somebody wrote a role that is none.</summary>
    public Role FindRole() => Role is null ? Access.Role.TokenFile : Roles.Parse(Role);
}

/// <summary>The day a token was last used, beside its file: whoever looks tokens up writes it, at most once a day and process.</summary>
/// <param name="Day">UTC, <c>yyyy-MM-dd</c>.</param>
internal sealed record CallerUse(string Day);

/// <summary>Finds and keeps callers' files.</summary>
internal static class CallerFiles
{
    /// <summary>Shorter ones could be guessed.</summary>
    private const int ShortestToken = 20;
    private const int LongestToken = 200;
    private const string Scheme = "Bearer ";

    /// <summary>Begins every token the API issues, so that programs which look for secrets in the wrong places know one.</summary>
    private const string Prefix = "sbt_";

    /// <summary>192 random bits.</summary>
    public static string CreateToken() => Prefix + RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <returns>SHA-256 in hexadecimal digits.</returns>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The token in a header <c>Authorization</c>; null where there is none that could be one.</summary>
    public static string? FindToken(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header[Scheme.Length..].Trim() is { Length: >= ShortestToken } token ? token : null;

    /// <summary>Who has a token; null for nobody, any more or yet.</summary>
    /// <param name="logDamaged">Told of a file that was edited by hand and is no JSON any more: it opens nothing, and closes nothing for others.</param>
    public static async Task<ApiCaller?> FindCallerAsync(
        IObjectStore store, string token, DateTimeOffset now, Action<string, Exception> logDamaged, CancellationToken cancellation = default)
    {
        if (token.Length > LongestToken)
        {
            return null;
        }

        var hash = HashOf(token);
        if (await FindAsync(store, Keys.Caller.For(hash), logDamaged, cancellation) is not { } file || HasExpired(file, now))
        {
            return null;
        }

        var role = file.FindRole();
        var cities = (file.Cities ?? []).Where(city => city is not null && CityJson.IsId(city)).ToHashSet(StringComparer.Ordinal);
        return cities.Count == 0 || role == Role.None
            ? null
            : new ApiCaller(file.Name ?? "", cities)
            {
                Id = "token:" + TokenKeys.Of(hash),
                Kind = file.Role is null ? CallerKind.TokenFile : CallerKind.Token,
                RolesByCity = cities.ToDictionary(city => city, _ => role),
            };
    }

    public static async Task<CallerFile?> FindAsync(IObjectStore store, string key, Action<string, Exception> logDamaged, CancellationToken cancellation = default)
    {
        try
        {
            return await store.FindAsync(key, ApiJson.Default.CallerFile, cancellation);
        }
        catch (JsonException fault)
        {
            logDamaged(Keys.Caller.Folder, fault);
            return null;
        }
    }

    /// <summary>Writes down the day a token was used, once a day and process. That it failed hinders nobody.</summary>
    /// <param name="noted">What this process has written, by the token's hash.</param>
    public static async Task NoteUseAsync(
        IObjectStore store, string token, DateTimeOffset now, ConcurrentDictionary<string, string> noted, Action<string, Exception> log)
    {
        var (hash, day) = (HashOf(token), AuditLog.DayOf(now));
        if (noted.TryGetValue(hash, out var last) && last == day)
        {
            return;
        }

        try
        {
            await store.PutAsync(Keys.CallerUse.For(hash), new CallerUse(day), ApiJson.Default.CallerUse);
            noted[hash] = day;
        }
        catch (Exception fault)
        {
            log("access: a token's use was not kept", fault);
        }
    }

    /// <summary>What cannot be read as a time has expired: no slip of the pen makes a token live for ever.</summary>
    public static bool HasExpired(CallerFile file, DateTimeOffset now) => file.Expires is { } text && !(PlanRecords.TryParse(text, out var expires) && now < expires);
}

/// <summary>What a token is called by: the beginning of its hash, which opens nothing.</summary>
internal static class TokenKeys
{
    private const int Length = 16;

    public static string Of(string hash) => hash[..Length];

    public static bool IsKey(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
