using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api.Access;

/// <summary>The record of changes: who, what, when, from where, with which role. Entries are only ever added.</summary>
internal static class AuditLog
{
    /// <summary>What a person's coming in is written down as.</summary>
    public const string SignIn = "sign-in";

    private const int LongestText = 100;

    /// <summary>Parts of paths that are ids and no secrets; a link's token would open the plan, a file's or area's name may be anything.</summary>
    private static readonly string[] _ids = ["id", "upload", "load", "number", "fingerprint", "signal", "key"];

    /// <summary>Writes a request down where it changed something, or was refused to somebody who is known.</summary>
    /// <remarks>A fault of the store is told to the operators and does not undo what was done: the answer stands.</remarks>
    public static async Task NoteAsync(ApiRequest request, Route route, ApiAnswer answer)
    {
        if (route.IsOpen || request.Caller is not { } caller || !(answer.Status == 403 || (RouteRules.Of(route).IsChange && answer.Status < 400)))
        {
            return;
        }

        var city = request.Values.GetValueOrDefault("city") ?? answer.Made;
        if (city is null || !CityJson.IsId(city))
        {
            return;
        }

        var on = request.Values.Where(value => _ids.Contains(value.Key)).ToDictionary(value => value.Key, value => Shorten(value.Value)!);
        if (answer.Made is { } made)
        {
            on["made"] = made;
        }

        var now = request.Home.Time.GetUtcNow();
        var entry = new AuditEntry(PlanRecords.Print(now), caller.Name, $"{route.Method} {route.Template}", Roles.NameOf(caller.FindRole(city)), answer.Status)
        {
            Id = caller.Id.Length > 0 ? caller.Id : null,
            By = NameOf(caller.Kind),
            From = request.From,
            ForwardedFor = Shorten(request.FindHeader("x-forwarded-for")),
            On = on.Count > 0 ? on : null,
        };
        try
        {
            // Also for who has hung up: it was done.
            await AddAsync(request.Home.Files, city, now, RandomNumberGenerator.GetHexString(12, lowercase: true), entry, CancellationToken.None);
        }
        catch (Exception fault)
        {
            request.Home.Log("audit: an entry was not kept", fault);
        }
    }

    /// <summary>Writes down that a person signed in: once, however often the same sign-in is shown.</summary>
    /// <param name="at">When the person signed in at the issuer.</param>
    public static async Task NoteSignInAsync(IObjectStore store, ApiCaller person, DateTimeOffset at, string? from, CancellationToken cancellation = default)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person.Id)))[..12];
        foreach (var city in person.Cities ?? new HashSet<string>())
        {
            var entry = new AuditEntry(PlanRecords.Print(at), person.Name, SignIn, Roles.NameOf(person.FindRole(city)), 200)
            {
                Id = person.Id,
                By = NameOf(person.Kind),
                From = from,
            };
            await AddAsync(store, city, at, name, entry, cancellation);
        }
    }

    /// <summary>The day, UTC, under which an entry of a time is kept.</summary>
    public static string DayOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task<bool> AddAsync(IObjectStore store, string city, DateTimeOffset at, string end, AuditEntry entry, CancellationToken cancellation)
    {
        var name = at.UtcDateTime.ToString("HHmmssfff", CultureInfo.InvariantCulture) + "-" + end;
        return store.TryCreateAsync(Keys.Audit.For(city, DayOf(at), name), entry, ApiJson.Default.AuditEntry, cancellation);
    }

    private static string NameOf(CallerKind kind) => kind switch
    {
        CallerKind.Token => "token",
        CallerKind.TokenFile => "token-file",
        CallerKind.Person => "person",
        _ => "key",
    };

    /// <summary>What came from outside is cut, and holds nothing that would run or break a line where it is read.</summary>
    private static string? Shorten(string? text) =>
        text is null ? null : new string([.. text.Take(LongestText).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
