using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Answers one invocation; what it throws is reported as the invocation's error.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Runs once before the first invocation; false ends the process quietly.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>One event and its circumstances.</summary>
public sealed class InvocationRequest : IDisposable
{
    internal InvocationRequest() { }

    public Stream InputStream { get; internal set; }

    public ILambdaContext LambdaContext { get; internal set; }

    public void Dispose() => InputStream?.Dispose();
}

/// <summary>What a handler answers: at most 6 MB.</summary>
public class InvocationResponse(Stream outputStream, bool disposeOutputStream)
{
    public InvocationResponse(Stream outputStream) : this(outputStream, true) { }

    public Stream OutputStream { get; set; } = outputStream;

    /// <summary>Whether the stream is closed once it is sent.</summary>
    public bool DisposeOutputStream { get; private set; } = disposeOutputStream;
}
