using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SmartBeats.Api;
using SmartBeats.Api.Access;
using SmartBeats.Api.Access.People;

namespace SmartBeats.Server;

/// <summary>Every request to the server: who may not ask is refused, the API's own go to its router, all others are the page's.</summary>
internal sealed class RequestDesk(ApiHome home, ServerSettings settings) : IDisposable
{
    /// <summary>Where the API is mounted.</summary>
    public const string ApiRoot = "/api";

    /// <summary>Longer bodies are hung up on.</summary>
    private const long MostDiscarded = 32 << 20;

    private readonly RequestRates _rates = new();
    private readonly ConsoleFiles? _console = settings.Console is { } folder ? new ConsoleFiles(folder) : null;
    private readonly ConcurrentDictionary<string, string> _noted = new(StringComparer.Ordinal);
    private readonly PersonTokens? _people = settings.Open is { } open ? new PersonTokens(open.SignIn, open.Client, settings.Time) : null;
    private readonly ConcurrentDictionary<(string, DateTimeOffset), bool> _signedIn = new();
    private readonly string _policy = SecurityHeaders.PolicyFor(settings.Open?.SignIn);
    private IDoor? _door;

    public ApiHome Home => home;

    /// <summary>Knows the addresses that are this server's own.</summary>
    public void Open(int port) => _door = settings.Open is null ? new Doorkeeper(settings.Key, settings.CookieValue, port) : new OpenDoor();

    public void Dispose()
    {
        _rates.Dispose();
        _people?.Dispose();
    }

    public async Task AnswerAsync(HttpContext context)
    {
        ApiAnswer answer;
        try
        {
            answer = await FindAnswerAsync(context);
        }
        catch (BadHttpRequestException fault)
        {
            answer = fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiAnswer.Problem(413, "The body is larger than this takes. A file goes to an upload; a request is sent alone.")
                : ApiAnswer.Problem(400, "The request was broken off or is no HTTP. Send it again.");
        }

        await SendAsync(context, answer);
    }

    private async Task<ApiAnswer> FindAnswerAsync(HttpContext context)
    {
        var visitor = _door!.Meet(context.Request);
        if (visitor.Answer is not null)
        {
            return (visitor.Answer.Status == StatusCodes.Status401Unauthorized ? _rates.Refuse(isKnown: false) : null) ?? visitor.Answer;
        }

        var caller = await FindCallerAsync(visitor, context);
        if (_rates.Refuse(isKnown: caller is not null) is { } refusal)
        {
            return refusal;
        }

        var isApi = context.Request.Path.StartsWithSegments(ApiRoot, StringComparison.Ordinal);
        var request = Read(context, caller);
        if (isApi)
        {
            return (await ApiRouter.AnswerAsync(await ReadBodyAsync(context, request))).Answer;
        }

        if (!visitor.IsKnown && _door.GuardsPage)
        {
            return Doorkeeper.AskForKey();
        }

        return _console?.Answer(request) ?? ApiAnswer.NothingHere("This serves the API alone: GET /api/openapi.json lists what there is.");
    }

    /// <summary>Who has the key is the person at this computer; a token is somebody's whom that person let in.</summary>
    private async Task<ApiCaller?> FindCallerAsync(Visitor visitor, HttpContext context)
    {
        if (visitor.IsKnown)
        {
            return new ApiCaller(Environment.UserName, null);
        }

        if (visitor.Token is not { } token)
        {
            return null;
        }

        if (PersonTokens.HasForm(token))
        {
            return await FindPersonAsync(token, context);
        }

        var caller = await CallerFiles.FindCallerAsync(home.Files, token, home.Time.GetUtcNow(), home.LogDamaged, context.RequestAborted);
        if (caller is not null)
        {
            await CallerFiles.NoteUseAsync(home.Files, token, home.Time.GetUtcNow(), _noted, home.Log);
        }

        return caller;
    }

    private async Task<ApiCaller?> FindPersonAsync(string token, HttpContext context)
    {
        try
        {
            if (_people is null || await _people.FindAsync(token, context.RequestAborted) is not { } person)
            {
                return null;
            }

            if (!_signedIn.ContainsKey((person.Caller.Id, person.SignedIn)))
            {
                await AuditLog.NoteSignInAsync(home.Files, person.Caller, person.SignedIn, context.Connection.RemoteIpAddress?.ToString());
                _signedIn[(person.Caller.Id, person.SignedIn)] = true;
            }

            return person.Caller;
        }
        catch (IssuerUnavailableException fault)
        {
            home.Log("access: nobody can be let in", fault);
            return null;
        }
    }

    private ApiRequest Read(HttpContext context, ApiCaller? caller)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.Request.Headers)
        {
            headers[name.ToLowerInvariant()] = value.ToString();
        }

        return new ApiRequest
        {
            Home = home,
            Method = context.Request.Method,
            Path = FindRawPath(context),
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Headers = headers,
            Caller = caller,
            From = context.Connection.RemoteIpAddress?.ToString(),
            Cancellation = context.RequestAborted,
        };
    }

    /// <summary>As it was sent: routes decode their parts themselves, so that a slash within one is none between two.</summary>
    private static string FindRawPath(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        return target.StartsWith('/') ? target.Split('?')[0] : context.Request.Path.Value ?? "/";
    }

    private async Task<ApiRequest> ReadBodyAsync(HttpContext context, ApiRequest request)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>()!;
        if (ApiRouter.TakesFile(request))
        {
            limit.MaxRequestBodySize = home.Limits.UploadBytes;
            if (context.Request.ContentLength > home.Limits.UploadBytes)
            {
                throw new BadHttpRequestException("The file is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            return request with { Content = context.Request.Body };
        }

        if (context.Request.ContentLength > limit.MaxRequestBodySize && context.Request.ContentLength <= MostDiscarded)
        {
            // Who is still sending does not hear an answer: what is too large is taken to its end first.
            limit.MaxRequestBodySize = MostDiscarded;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return request with { Body = body.ToArray() };
    }

    private async Task SendAsync(HttpContext context, ApiAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        SecurityHeaders.Add(response.Headers, answer, _policy, isEncrypted: settings.Open?.Certificate is not null);
        if (answer.Status is 204 or 304 || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method) && !answer.Body.IsEmpty)
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
