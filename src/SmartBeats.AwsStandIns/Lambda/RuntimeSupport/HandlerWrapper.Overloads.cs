using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Every handler shape the official package takes, in its order: none may be missing, or a lambda without declared types
/// would bind to another overload here than there.
/// </summary>
public partial class HandlerWrapper
{
    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext, MemoryStream> invokeDelegate) =>
        Raw(null, request =>
        {
            var output = new MemoryStream();
            invokeDelegate(request.InputStream, request.LambdaContext, output);
            output.Position = 0;
            return Task.FromResult<Stream>(output);
        });

    public static HandlerWrapper GetHandlerWrapper(Func<Task> handler) =>
        Nothing(null, request => handler());

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task> handler) =>
        Nothing(null, request => handler(request.InputStream));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        Nothing(serializer, request => handler(Read<TInput>(serializer, request)));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task> handler) =>
        Nothing(null, request => handler(request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task> handler) =>
        Nothing(null, request => handler(request.InputStream, request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        Nothing(serializer, request => handler(Read<TInput>(serializer, request), request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Func<Task<Stream>> handler) =>
        Raw(null, request => handler());

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task<Stream>> handler) =>
        Raw(null, request => handler(request.InputStream));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task<Stream>> handler, ILambdaSerializer serializer) =>
        Raw(serializer, request => handler(Read<TInput>(serializer, request)));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task<Stream>> handler) =>
        Raw(null, request => handler(request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        Raw(null, request => handler(request.InputStream, request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer) =>
        Raw(serializer, request => handler(Read<TInput>(serializer, request), request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => handler());

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => handler(request.InputStream));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => handler(Read<TInput>(serializer, request)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => handler(request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => handler(request.InputStream, request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => handler(Read<TInput>(serializer, request), request.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Action handler) =>
        Nothing(null, request => Done(() => handler()));

    public static HandlerWrapper GetHandlerWrapper(Action<Stream> handler) =>
        Nothing(null, request => Done(() => handler(request.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        Nothing(serializer, request => Done(() => handler(Read<TInput>(serializer, request))));

    public static HandlerWrapper GetHandlerWrapper(Action<ILambdaContext> handler) =>
        Nothing(null, request => Done(() => handler(request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext> handler) =>
        Nothing(null, request => Done(() => handler(request.InputStream, request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        Nothing(serializer, request => Done(() => handler(Read<TInput>(serializer, request), request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream> handler) =>
        Raw(null, request => Task.FromResult(handler()));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Stream> handler) =>
        Raw(null, request => Task.FromResult(handler(request.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Stream> handler, ILambdaSerializer serializer) =>
        Raw(serializer, request => Task.FromResult(handler(Read<TInput>(serializer, request))));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Stream> handler) =>
        Raw(null, request => Task.FromResult(handler(request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Stream> handler) =>
        Raw(null, request => Task.FromResult(handler(request.InputStream, request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Stream> handler, ILambdaSerializer serializer) =>
        Raw(serializer, request => Task.FromResult(handler(Read<TInput>(serializer, request), request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<TOutput> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => Task.FromResult(handler()));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => Task.FromResult(handler(request.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => Task.FromResult(handler(Read<TInput>(serializer, request))));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => Task.FromResult(handler(request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => Task.FromResult(handler(request.InputStream, request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Typed(serializer, request => Task.FromResult(handler(Read<TInput>(serializer, request), request.LambdaContext)));
}
