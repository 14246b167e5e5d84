using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmartBeats.Rehearsal.Access;
using SmartBeats.Rehearsal.Signing;

namespace SmartBeats.Rehearsal.Gateway;

/// <summary>A service behind the gateway: takes a call that is signed and allowed.</summary>
/// <returns>Null where the connection was broken instead of answered.</returns>
internal delegate Task<Answer?> Service(HttpContext context, Arrival request);

/// <summary>AWS's endpoint for every client: checks who calls and whether they may, then asks the service.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _conditionalWrites = new(1);

    private GatewayServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public CredentialBook Credentials { get; } = new();

    public SignatureCheck Signatures { get; private set; } = null!;

    public CallLog Log { get; } = new();

    public FaultPlan Faults { get; } = new();

    /// <summary>Set before the first call.</summary>
    public AccessRules Access { get; set; } = new([]);

    /// <summary>By the name a signature has for it; <c>*</c> is every other.</summary>
    public Dictionary<string, Service> Services { get; } = new(StringComparer.Ordinal);

    /// <summary>Told of each call that was answered: what S3 and SNS set off is theirs to deliver.</summary>
    public List<Func<Call, Arrival, Answer, Task>> Watchers { get; } = [];

    /// <param name="map">More paths, that are no AWS call: the Runtime API.</param>
    public static async Task<GatewayServer> StartAsync(Action<WebApplication> map)
    {
        var gateway = new GatewayServer(Loopback.Build());
        gateway.Signatures = new SignatureCheck(gateway.Credentials, () => DateTimeOffset.UtcNow);
        map(gateway._app);
        gateway._app.MapFallback("{**path}", gateway.TakeAsync);
        gateway.Address = await Loopback.StartAsync(gateway._app);
        return gateway;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _conditionalWrites.Dispose();
    }

    private async Task TakeAsync(HttpContext context)
    {
        var arrival = await Arrival.ReadAsync(context);
        string? service = null;
        try
        {
            service = SignatureClaim.Find(arrival)?.Service;
            var (signer, claim) = Signatures.Verify(arrival);
            var needed = new RequestedPermissions(Account.Id).Of(arrival, claim.Service, claim.Region);
            var missing = Access.FindMissing(signer.Holder, needed);
            var call = new Call(signer.Holder.Name, claim.Service, arrival.Method, arrival.Path, needed, missing is null);
            Log.Add(call);
            if (missing is not null)
            {
                call.Status = 403;
                throw new RefusalException(403, "AccessDenied", $"User: {signer.Holder.Name} is not authorized to perform: {missing.Action} on resource: {missing.Resource} because no identity-based policy allows the {missing.Action} action");
            }

            await AnswerAsync(context, arrival, call, signer);
        }
        catch (RefusalException refusal)
        {
            await ServiceFault.WriteAsync(context, service, refusal);
        }
    }

    private async Task AnswerAsync(HttpContext context, Arrival arrival, Call call, Credentials signer)
    {
        var order = Faults.Take(call);
        var fault = order?.Fault;
        switch (fault)
        {
            case Fault.Hold:
                await order!.Released;
                break;
            case Fault.Throttle:
                throw call.Service == "s3" ? new RefusalException(503, "SlowDown", "Please reduce your request rate.") : new RefusalException(400, "ThrottlingException", "Rate exceeded");
            case Fault.KillBefore:
                signer.Kill?.Invoke();
                context.Abort();
                return;
            case Fault.Drop:
                context.Abort();
                return;
        }

        if (await AskAsync(context, arrival, call, signer) is not { } answer)
        {
            return;
        }

        call.Status = answer.Status;
        call.Reason = answer.Status < 400 ? "" : System.Text.Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(300, answer.Body.Length)));
        foreach (var watcher in Watchers)
        {
            await watcher(call, arrival, answer);
        }

        if (fault is Fault.KillAfter)
        {
            signer.Kill?.Invoke();
        }

        if (fault is Fault.LoseAnswer or Fault.KillAfter)
        {
            context.Abort();
            return;
        }

        await Forwarder.WriteAsync(answer, context);
    }

    private async Task<Answer?> AskAsync(HttpContext context, Arrival arrival, Call call, Credentials signer)
    {
        var ask = Services.GetValueOrDefault(call.Service) ?? Services["*"];
        if (call.Service != "s3")
        {
            return await ask(context, arrival);
        }

        // Looking and writing are one step in S3, and two in moto.
        var isConditional = arrival.Header("If-None-Match") is not null || arrival.Header("If-Match") is not null;
        if (isConditional)
        {
            await _conditionalWrites.WaitAsync();
        }

        try
        {
            var answer = await ask(context, arrival);
            var isMissing = answer?.Status == 404 && (arrival.Method is "GET" or "HEAD");
            return isMissing && !Access.IsAllowed(signer.Holder, RequestedPermissions.ToSeeThatAFileIsMissing(arrival))
                ? throw new RefusalException(403, "AccessDenied", "Access Denied")
                : answer;
        }
        finally
        {
            if (isConditional)
            {
                _conditionalWrites.Release();
            }
        }
    }
}

/// <summary>A web server on a free loopback port.</summary>
internal static class Loopback
{
    public static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }

    public static async Task<Uri> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        return new Uri(app.Urls.Single());
    }
}
