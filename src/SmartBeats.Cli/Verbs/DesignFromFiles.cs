using System.Text;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Context;
using SmartBeats.Geography;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary>A plan from two files, of which nothing is kept but the plan.</summary>
internal sealed class DesignFromFiles(FileInfo areas, GivenCalls? calls, DirectoryInfo output, Screen screen)
{
    private readonly FolderObjectStore _files = new(output.FullName);

    /// <returns>The plan, and the names of the files written; null where beats were to be drawn anew and that is not worth it.</returns>
    public async Task<DesignedFiles?> RunAsync(
        City city, DesignOrder order, CityMapOptions mapOptions, CallReadOptions reading, int threads,
        Func<CityMap, IReadOnlyList<ContextLayer>> contextOf, IReadOnlyList<GivenSignal> signals, CancellationToken cancellation)
    {
        using var scratch = ScratchFolder.Create();
        _files.SweepAbandoned();
        try
        {
            var store = new FolderObjectStore(scratch.Path);
            var table = new CallTable();
            var map = await screen.WhileAsync("reading the map", async () =>
            {
                await using var stream = areas.OpenRead();
                return await IngestMap.RunAsync(store, city, areas.Name, stream, mapOptions, cancellation);
            });
            screen.Say($"{areas.Name}: {map.Areas.Count:N0} areas, ids from {map.IdField ?? "row numbers"}");
            foreach (var layer in contextOf(map))
            {
                await CityContext.SaveAsync(store, city.Id, layer, cancellation);
            }

            foreach (var signal in signals)
            {
                var layer = await CitySignals.TakeAsync(store, city, signal.Name, signal.File.Name, signal.File.OpenRead, map, signal.AmountColumn, cancellation: cancellation);
                Say(layer.Notes);
            }

            var (request, sides) = await order.AskAsync(store, city, map, cancellation);
            var callOptions = reading.Beside(map);
            if (calls is not null)
            {
                await screen.WhileAsync("reading the calls", () => LoadCallsAsync(calls, table, city, callOptions, cancellation));
            }

            var pipeline = new LocalPipeline(store, table, city, threads) { Sides = sides, Map = map };
            var (ticket, published) = order.Anew is null
                ? await screen.WithProgressAsync(progress => pipeline.RunAsync(request, "local", progress, cancellation))
                : await RedrawAsync(new Redraw(pipeline, table, city.Id), order, cancellation);
            return ticket is null ? null : new DesignedFiles(published!, await PlanCopy.ToAsync(_files, store, ticket.City, ticket.PlanId, cancellation));
        }
        catch (DiskFullException full) when (full.Where.StartsWith(scratch.Path, StringComparison.Ordinal))
        {
            throw new IOException($"the folder for temporary files ({Path.GetTempPath()}): the disk is full. Make room there, or name another folder by TMPDIR, and run again.", full);
        }
    }

    private void Say(IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            screen.Say($"{note}");
        }
    }

    private async Task<(RunTicket? Ticket, PlanFile? File)> RedrawAsync(Redraw redraw, DesignOrder order, CancellationToken cancellation)
    {
        var curve = await screen.WithProgressAsync(progress => redraw.RunAsync(order.Request, order.Anew!.DrawnTo, progress, cancellation));
        screen.Show(curve);
        return (curve.Best?.Ticket, curve.Best?.File);
    }

    private async Task<bool> LoadCallsAsync(GivenCalls calls, CallTable table, City city, CallReadOptions options, CancellationToken cancellation)
    {
        await using var rejected = await RejectedFile.BeginAsync(_files, KeptReports.RejectedName, cancellation);
        var reader = new CallReader(calls.Name, city, options);
        try
        {
            var report = table.Load(reader, calls.Sources, rejected.Writer, cancellation);
            screen.Say($"{calls.Name}: {report.Accepted:N0} calls of {report.Rows:N0} rows{(report.Duplicates > 0 ? $", {report.Duplicates:N0} given twice" : "")}{(report.WithoutPlace > 0 ? $", {report.WithoutPlace:N0} calls without a place" : "")}");
            foreach (var note in report.Notes)
            {
                screen.Say($"{calls.Name}: {note}");
            }

            return true;
        }
        finally
        {
            if (reader.Report is { } report)
            {
                await _files.PutAsync("report.json", Encoding.UTF8.GetBytes(report.ToJson()), CancellationToken.None);
            }

            if (await rejected.CompleteAsync(reader.Report, removesOlder: true, CancellationToken.None))
            {
                var file = Path.Combine(output.ToString(), KeptReports.RejectedName);
                Screen.Warn($"{calls.Name}: {reader.Report!.Rejected:N0} rows were rejected; see {file}.");
            }
        }
    }
}
