using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Pipeline.Intake;

/// <summary>What a home does its own way while an uploaded file is taken in: the functions beside Aurora, or this process beside SQLite.</summary>
public interface IIntakeHome
{
    /// <summary>Where the calls go.</summary>
    ICallStore Calls { get; }

    /// <summary>Rows are parsed by so many threads.</summary>
    int Threads { get; }

    /// <summary>A name under which a load that was cut off can be taken up again; null where it begins anew.</summary>
    /// <param name="reading">All that decides, beside the file, what its rows become.</param>
    string? NameLoad(string reading);

    /// <summary>Makes a map the city's current one, while nobody else does.</summary>
    /// <param name="save">Writes it.</param>
    Task SaveMapAsync(Func<CancellationToken, Task> save, CancellationToken cancellation);

    /// <summary>What this home needs to go on with the upload once its mapping is confirmed: kept until then.</summary>
    byte[] WriteNote();
}

/// <summary>The bytes of an upload.</summary>
/// <param name="Name">As it was sent, without a folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Open">Opens it from its beginning, as often as it is asked; a stream that can seek is judged by more than its first bytes.</param>
public sealed record IntakeFile(string Name, long Bytes, Func<Stream> Open);
