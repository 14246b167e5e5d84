using SmartBeats.Api.Access.People;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Intake;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api;

/// <summary>Where the API is answered: what its routes reach the world through.</summary>
public sealed record ApiHome
{
    /// <summary>Which of the two homes this is.</summary>
    public required HomeKind Kind { get; init; }

    /// <summary>What stands before the paths of routes in links that are handed out: <c>/api</c>, or nothing.</summary>
    public string Root { get; init; } = "";

    /// <summary>Maps, settings, plans, reports and records.</summary>
    public required IObjectStore Files { get; init; }

    /// <summary>Opens the calls, for one caller at a time; whoever opened them disposes them.</summary>
    public required Func<ICallStore> OpenCalls { get; init; }

    /// <summary>What answers keep between requests; one for a process.</summary>
    public AnswerShelves Shelves { get; init; } = new();

    /// <summary>Runs: started, followed, cancelled.</summary>
    public required IRuns Runs { get; init; }

    /// <summary>Links straight to a file.</summary>
    public required IFileLinks Links { get; init; }

    /// <summary>Files on their way in; null where none are taken.</summary>
    public IUploads? Uploads { get; init; }

    /// <summary>Says what time it is.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Guard rails.</summary>
    public required ApiLimits Limits { get; init; }

    /// <summary>Where people sign in; null where nobody does.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>The version of the program.</summary>
    public string Version { get; init; } = "";

    /// <summary>The folder of the workspace, as the next command names it; null where there is none.</summary>
    public string? Workspace { get; init; }

    /// <summary>Makes the sample city with its map and calls, and answers with its id; null where there is none to be had.</summary>
    public Func<CancellationToken, Task<string>>? MakeSampleAsync { get; init; }

    /// <summary>When a file was written, to be shown; null where the store does not say.</summary>
    public Func<string, DateTimeOffset?> FindWritten { get; init; } = _ => null;

    /// <summary>Whether a fault passes by itself: the caller is asked to come again.</summary>
    public Func<Exception, bool> IsBusy { get; init; } = fault => fault is OperationCanceledException;

    /// <summary>Told of a fault that the caller is not told of.</summary>
    public Action<string, Exception> Log { get; init; } = (_, _) => { };

    /// <summary>Told of a small file that cannot be read any more: its folder, never its name.</summary>
    public Action<string, Exception> LogDamaged { get; init; } = (_, _) => { };
}

/// <summary>The two homes.</summary>
public enum HomeKind
{
    /// <summary><c>smartbeats serve</c> over a workspace.</summary>
    Laptop,

    /// <summary>Behind API Gateway in a department's account.</summary>
    Cloud,
}

/// <summary>Guard rails of a home, the same for each of its cities.</summary>
/// <param name="Beats">The most that are made at once.</param>
/// <param name="UploadBytes">The largest file of calls.</param>
/// <param name="MapBytes">The largest file of a map.</param>
/// <param name="BodyBytes">The largest body of a request that is no upload.</param>
/// <param name="RunsPerCityAndDay">Runs started for one city within one UTC day; null for any number.</param>
/// <param name="LinkMinutes">How long a link straight to a file is good.</param>
/// <param name="ShortLinkDays">How long <c>GET /r/{token}</c> opens a file where nothing else is asked.</param>
public sealed record ApiLimits(int Beats, long UploadBytes, long MapBytes, int BodyBytes, int? RunsPerCityAndDay, int LinkMinutes, int ShortLinkDays)
{
    /// <summary>The most effort a request may name; null for any that a request can have.</summary>
    public long? Effort { get; init; }
}
