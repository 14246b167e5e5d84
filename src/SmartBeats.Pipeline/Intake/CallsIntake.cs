using System.Text;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Intake;

/// <summary>Files that make one load go into a city's calls; what was read of them is kept beside, loaded or not.</summary>
/// <param name="name">Of the load, as messages begin.</param>
/// <param name="reports">The folder of its report, within the city's.</param>
/// <param name="removesOlder">Whether rejected rows of an older load of the same folder go where this one has none.</param>
public sealed class CallsIntake(IObjectStore store, City city, string name, string reports, bool removesOlder)
{
    /// <summary>Of the last reading, of a refused one too; null where it did not come to one.</summary>
    public CallReadReport? Report { get; private set; }

    /// <summary>Where the rejected rows lie; null where none is kept.</summary>
    public string? RejectedKey { get; private set; }

    /// <summary>The file whose columns a person has to say something about: then nothing was loaded. Null for none.</summary>
    public MappedFile? Open { get; private set; }

    /// <summary>By what the files were read that are not in the plain contract.</summary>
    public IReadOnlyList<CallMapping> Mappings { get; private set; } = [];

    /// <summary>Reads the files and loads their calls.</summary>
    /// <param name="sources">At least one.</param>
    /// <exception cref="InputException">A file is refused, or a question is open; nothing was loaded.</exception>
    public async Task<CallLoadCounts> LoadAsync(
        ICallStore calls, IReadOnlyList<CallSource> sources, CallReadOptions options, CallsLoad load, CancellationToken cancellation)
    {
        var reader = new CallReader(name, city, options);
        var rejectedKey = Keys.Report.For(city.Id, reports, KeptReports.RejectedName);
        await using var rejected = await RejectedFile.BeginAsync(store, rejectedKey, cancellation);
        try
        {
            return await IngestCalls.RunAsync(calls, city.Id, reader, sources, rejected.Writer, load with { Name = name }, cancellation);
        }
        finally
        {
            Report = reader.Report;
            Open = reader.Files.FirstOrDefault(file => file.IsOpen);
            Mappings = [.. reader.Files.Select(file => file.Mapping).OfType<CallMapping>()];
            if (Report is not null)
            {
                await store.PutAsync(Keys.ReportJson.For(city.Id, reports), Encoding.UTF8.GetBytes(Report.ToJson()), CancellationToken.None);
                var isKept = await rejected.CompleteAsync(Report, removesOlder, CancellationToken.None);
                RejectedKey = isKept ? rejectedKey : null;
            }
        }
    }
}
