using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>A handler of any shape, seen as one from invocation to answer.</summary>
public partial class HandlerWrapper : IDisposable
{
    private HandlerWrapper(LambdaBootstrapHandler handler, ILambdaSerializer serializer)
    {
        Handler = handler;
        Serializer = serializer;
    }

    public LambdaBootstrapHandler Handler { get; }

    /// <summary>Shown to the handler in its context; null for handlers that take none.</summary>
    internal ILambdaSerializer Serializer { get; }

    private static HandlerWrapper Nothing(ILambdaSerializer serializer, Func<InvocationRequest, Task> handler) =>
        new(async request =>
        {
            await handler(request).ConfigureAwait(false);
            return new InvocationResponse(new MemoryStream(0));
        }, serializer);

    private static HandlerWrapper Raw(ILambdaSerializer serializer, Func<InvocationRequest, Task<Stream>> handler) =>
        new(async request => new InvocationResponse(await handler(request).ConfigureAwait(false)), serializer);

    private static HandlerWrapper Typed<TOutput>(ILambdaSerializer serializer, Func<InvocationRequest, Task<TOutput>> handler) =>
        new(async request =>
        {
            var output = new MemoryStream();
            serializer.Serialize(await handler(request).ConfigureAwait(false), output);
            output.Position = 0;
            return new InvocationResponse(output);
        }, serializer);

    private static TInput Read<TInput>(ILambdaSerializer serializer, InvocationRequest request) => serializer.Deserialize<TInput>(request.InputStream);

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }
}
