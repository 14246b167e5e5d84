using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Runs a function: initialises once, then asks for an invocation, handles it, answers, and asks again. A fault of the
/// handler is an answer like any other; a fault of the Runtime API ends the process, and the service starts a new one.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    private readonly HttpClient _httpClient;
    private readonly bool _ownsHttpClient;
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer _initializer;
    private readonly RuntimeApi _api;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(null, handler, null, new LambdaBootstrapOptions(), initializer) { }

    public LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handler, null, new LambdaBootstrapOptions(), initializer) => ArgumentNullException.ThrowIfNull(httpClient);

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(null, handlerWrapper, new LambdaBootstrapOptions(), initializer) { }

    public LambdaBootstrap(HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapInitializer initializer = null)
        : this(httpClient, handlerWrapper, new LambdaBootstrapOptions(), initializer) => ArgumentNullException.ThrowIfNull(httpClient);

    internal LambdaBootstrap(HttpClient httpClient, HandlerWrapper wrapper, LambdaBootstrapOptions options, LambdaBootstrapInitializer initializer)
        : this(httpClient, wrapper.Handler, wrapper.Serializer, options, initializer) { }

    private LambdaBootstrap(HttpClient httpClient, LambdaBootstrapHandler handler, ILambdaSerializer serializer,
        LambdaBootstrapOptions options, LambdaBootstrapInitializer initializer)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _ownsHttpClient = httpClient is null;
        _httpClient = httpClient ?? ConstructHttpClient();
        // The service freezes the process while it waits for the next invocation, for hours if need be.
        _httpClient.Timeout = Timeout.InfiniteTimeSpan;
        _handler = handler;
        _initializer = initializer;
        _api = new RuntimeApi(_httpClient, options.RuntimeApiEndpoint, serializer, TimeProvider.System);
    }

    /// <summary>Runs until cancelled. Throws what the initialiser threw, after reporting it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync().ConfigureAwait(false)) return;
        try
        {
            while (!cancellationToken.IsCancellationRequested) await InvokeOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop while waiting for work: nothing is lost.
        }
    }

    private async Task<bool> InitializeAsync()
    {
        try
        {
            return await _initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            await _api.ReportInitializationErrorAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _api.NextAsync(cancellationToken).ConfigureAwait(false);
        InvocationResponse response;
        try
        {
            response = await _handler(invocation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            await _api.ReportInvocationErrorAsync(invocation.LambdaContext, e).ConfigureAwait(false);
            return;
        }
        try
        {
            await _api.SendResponseAsync(invocation.LambdaContext, response?.OutputStream).ConfigureAwait(false);
        }
        finally
        {
            if (response is { DisposeOutputStream: true, OutputStream: { } stream }) await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A client for the Runtime API, made without the wrappers that cost time at a cold start.</summary>
    public static HttpClient ConstructHttpClient() => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttpClient) _httpClient.Dispose();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
