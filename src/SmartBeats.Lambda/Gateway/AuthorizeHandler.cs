using System.Collections.Concurrent;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using SmartBeats.Api;
using SmartBeats.Api.Access;
using SmartBeats.Api.Access.People;

namespace SmartBeats.Lambda.Gateway;

/// <summary>Says for a bearer token who has it, and which role in which city: what API Gateway remembers for <see cref="Limits.AuthorizerSeconds"/>.</summary>
internal static class AuthorizeHandler
{
    public const string CitiesField = "cities";
    public const string CallerField = "caller";
    public const string RolesField = "roles";
    public const string IdField = "id";
    public const string KindField = "kind";

    /// <summary>The day this process last wrote down that a token was used, by the token's hash.</summary>
    private static readonly ConcurrentDictionary<string, string> _noted = new(StringComparer.Ordinal);

    /// <summary>Sign-ins this process has written down, by the person and the second.</summary>
    private static readonly ConcurrentDictionary<(string, DateTimeOffset), bool> _signedIn = new();

    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var request = await LambdaJson.ReadAsync(input, LambdaJson.Default.APIGatewayCustomAuthorizerV2Request);
        var answer = await AnswerAsync(cloud, HeaderOf(request), request.RequestContext?.Http?.SourceIp);
        return LambdaJson.Write(answer, LambdaJson.Default.APIGatewayCustomAuthorizerV2SimpleResponse);
    }

    /// <param name="header">As it was sent.</param>
    /// <param name="from">Address it came from.</param>
    internal static async Task<APIGatewayCustomAuthorizerV2SimpleResponse> AnswerAsync(Cloud cloud, string? header, string? from = null)
    {
        var caller = CallerFiles.FindToken(header) is not { } token ? null
            : PersonTokens.HasForm(token) ? await FindPersonAsync(cloud, token, from)
            : await FindProgramAsync(cloud, token);
        return caller is null ? new APIGatewayCustomAuthorizerV2SimpleResponse { IsAuthorized = false } : Describe(caller);
    }

    private static async Task<ApiCaller?> FindProgramAsync(Cloud cloud, string token)
    {
        var now = cloud.Time.GetUtcNow();
        var caller = await CallerFiles.FindCallerAsync(cloud.Store, token, now, Log.Damaged);
        if (caller is not null)
        {
            await CallerFiles.NoteUseAsync(cloud.Store, token, now, _noted, Log.Failed);
        }

        return caller;
    }

    private static async Task<ApiCaller?> FindPersonAsync(Cloud cloud, string token, string? from)
    {
        if (cloud.People is not { } people || await people.FindAsync(token) is not { } person)
        {
            return null;
        }

        if (!_signedIn.ContainsKey((person.Caller.Id, person.SignedIn)))
        {
            // Who cannot be written down does not come in.
            await AuditLog.NoteSignInAsync(cloud.Store, person.Caller, person.SignedIn, from);
            _signedIn[(person.Caller.Id, person.SignedIn)] = true;
        }

        return person.Caller;
    }

    private static APIGatewayCustomAuthorizerV2SimpleResponse Describe(ApiCaller caller) => new()
    {
        IsAuthorized = true,
        Context = new()
        {
            [CitiesField] = string.Join(',', caller.Cities!.Order(StringComparer.Ordinal)),
            [CallerField] = caller.Name,
            [RolesField] = Roles.Print(caller.RolesByCity!),
            [IdField] = caller.Id,
            [KindField] = caller.Kind.ToString(),
        },
    };

    /// <summary>The caller as <see cref="Describe"/> has handed it on; null where nobody was authorised.</summary>
    public static ApiCaller? Read(IDictionary<string, object>? granted)
    {
        if (Text(CitiesField) is not { } cities)
        {
            return null;
        }

        var known = cities.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return new ApiCaller(Text(CallerField) ?? "", known)
        {
            // Without the field it is what API Gateway remembers of an authoriser from before there were roles.
            RolesByCity = Text(RolesField) is { } roles ? Roles.ParseAll(roles) : known.ToDictionary(city => city, _ => Role.TokenFile),
            Id = Text(IdField) ?? "",
            Kind = Enum.TryParse<CallerKind>(Text(KindField), out var kind) ? kind : CallerKind.TokenFile,
        };

        string? Text(string field) => granted is not null && granted.TryGetValue(field, out var value) ? value?.ToString() : null;
    }

    private static string? HeaderOf(APIGatewayCustomAuthorizerV2Request request) =>
        request.IdentitySource is [var first, ..] ? first
        : request.Headers?.FirstOrDefault(header => header.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase)).Value;
}
