using System.Net;
using System.Security.Cryptography.X509Certificates;
using SmartBeats.Api.Access.People;

namespace SmartBeats.Server;

/// <summary>How a server is open to other computers than its own: people sign in, programs have tokens, and no key opens anything.</summary>
/// <param name="Address">Of this computer, or all of them (<c>0.0.0.0</c>).</param>
/// <param name="SignIn">Where people sign in.</param>
/// <param name="Certificate">Proves this server, with its key; null for plain HTTP, on this computer alone.</param>
public sealed record OpenServer(IPAddress Address, SignInSettings SignIn, X509Certificate2? Certificate)
{
    /// <summary>Asks the issuer; a test has its own.</summary>
    public HttpClient Client { get; init; } = new() { Timeout = TimeSpan.FromSeconds(10) };
}

/// <summary>What <c>smartbeats serve</c> is told.</summary>
public sealed record ServerSettings
{
    /// <summary>Folder of the workspace, as it was given.</summary>
    public required string Workspace { get; init; }

    /// <summary>From 0; 0 takes any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>What opens the page and the API: at least 128 random bits, in letters and digits.</summary>
    public required string Key { get; init; }

    /// <summary>What a browser keeps once it has shown the key: as random as the key, and another.</summary>
    public required string CookieValue { get; init; }

    /// <summary>How it is open to others; null for this computer alone, which is let in by the key.</summary>
    public OpenServer? Open { get; init; }

    /// <summary>Folder of the built page; null to serve the API alone.</summary>
    public string? Console { get; init; }

    /// <summary>Threads a run may use.</summary>
    public required int Threads { get; init; }

    /// <summary>Says what time it is.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Makes the sample city in the workspace, and answers with its id.</summary>
    public Func<CancellationToken, Task<string>>? MakeSampleAsync { get; init; }

    /// <summary>Told of a fault that the caller is not told of.</summary>
    public Action<string, Exception> Log { get; init; } = (_, _) => { };
}
