using System.Collections.Concurrent;
using SmartBeats.Api;
using SmartBeats.Api.Plans;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Pipeline.Stores;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Requests;

namespace SmartBeats.Server.Runs;

/// <summary>Runs in this process, one at a time: each has all of the machine.</summary>
/// <remarks>A run is written down before it begins. A stop breaks it off, and the next start takes it up from its beginning: the same plan is made.</remarks>
internal sealed class LocalRuns(string workspace, IObjectStore files, int threads, TimeProvider time, Action<string, Exception> log) : IRuns, IDisposable
{
    private readonly ConcurrentDictionary<(string City, string PlanId), ActiveRun> _active = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _starting = new(1, 1);

    public int CountUnderWay() => _active.Count;

    public async Task<bool> TryStartAsync(string city, PlanRecord record, IReadOnlyList<SideFile> sides, CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_active.ContainsKey((city, record.PlanId)))
            {
                return true;
            }

            if (await RunFile.FindAsync(files, city, record.PlanId, cancellation) is { } last && last.Attempt >= record.Attempt && last.Status != RunStatus.Queued)
            {
                return false;
            }

            await new RunFile(record.Attempt, RunStatus.Queued, [.. sides.Select(side => side.ToString())]).SaveAsync(files, city, record.PlanId);
            Begin(new ActiveRun(city, record, sides, time));
            return true;
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task<RunStanding?> FindAsync(string city, PlanRecord record, CancellationToken cancellation)
    {
        if (_active.TryGetValue((city, record.PlanId), out var run))
        {
            return run.Describe();
        }

        var last = await RunFile.FindAsync(files, city, record.PlanId, cancellation);
        return last is null || last.Attempt < record.Attempt ? null : last.ToStanding();
    }

    public async Task<bool> TryCancelAsync(string city, PlanRecord record, CancellationToken cancellation)
    {
        if (!_active.TryGetValue((city, record.PlanId), out var run))
        {
            await new RunFile(record.Attempt, RunStatus.Cancelled, []).SaveAsync(files, city, record.PlanId);
            return true;
        }

        run.Cancel(byCaller: true);
        await run.Done.WaitAsync(cancellation);
        return !await PlanFiles.IsPublishedAsync(files, city, record.PlanId, cancellation);
    }

    /// <summary>Takes up what a stop before has broken off.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        foreach (var key in await files.ListAsync(Keys.City.Begin(), cancellation))
        {
            if (!Keys.LocalRun.Matches(key) || key.Split('/') is not [_, var city, _, var name])
            {
                continue;
            }

            var planId = Path.GetFileNameWithoutExtension(name);
            if (await RunFile.FindAsync(files, city, planId, cancellation) is { Status: RunStatus.Queued } broken
                && await PlanRecords.FindAsync(files, city, planId, cancellation) is { } record
                && !await PlanFiles.IsPublishedAsync(files, city, planId, cancellation))
            {
                Begin(new ActiveRun(city, record, [.. broken.Sides.Select(SideFile.Parse).OfType<SideFile>()], time));
            }
        }
    }

    /// <summary>Breaks off what is under way, and waits a moment for it to notice.</summary>
    public async Task StopAsync()
    {
        foreach (var run in _active.Values)
        {
            run.Cancel(byCaller: false);
        }

        try
        {
            await Task.WhenAll(_active.Values.Select(run => run.Done)).WaitAsync(TimeSpan.FromSeconds(1), time);
        }
        catch (TimeoutException)
        {
            // The process ends under it: what a run writes is whole or not there.
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _starting.Dispose();
    }

    private void Begin(ActiveRun run)
    {
        _active[(run.City, run.Record.PlanId)] = run;
        run.Done = Task.Run(() => RunAsync(run), CancellationToken.None);
    }

    private async Task RunAsync(ActiveRun run)
    {
        var ended = await EndAsync(run);
        try
        {
            if (ended is not null)
            {
                await ended.SaveAsync(files, run.City, run.Record.PlanId);
            }
        }
        finally
        {
            _active.TryRemove((run.City, run.Record.PlanId), out _);
            run.Dispose();
        }
    }

    /// <returns>How it ended; null where the server stopped under it.</returns>
    private async Task<RunFile?> EndAsync(ActiveRun run)
    {
        var file = new RunFile(run.Record.Attempt, RunStatus.Published, [.. run.Sides.Select(side => side.ToString())]);
        try
        {
            await _turn.WaitAsync(run.Stop);
            try
            {
                run.Begin();
                return file with { EndedWith = await MakeAsync(run) };
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception) when (run.Stop.IsCancellationRequested)
        {
            return run.IsCancelled ? file with { Status = RunStatus.Cancelled } : null;
        }
        catch (InputException fault)
        {
            return file with { Status = RunStatus.Failed, Reason = fault.Message };
        }
        catch (Exception fault)
        {
            log($"the run of plan {run.Record.PlanId}", fault);
            var reason = $"Something went wrong inside SmartBeats ({fault.GetType().Name}). Nothing of yours is at fault; ask again, and report it if it stays.";
            return file with { Status = RunStatus.Failed, Reason = reason };
        }
    }

    /// <returns>The id of the plan that was made: another than was asked for where the data changed under way.</returns>
    private async Task<string> MakeAsync(ActiveRun run)
    {
        await using var opened = await Workspace.OpenAsync(workspace, create: false, run.Stop);
        var city = (await opened.CityAsync(run.City, run.Stop)).City;
        var request = PlanRequestJson.Parse("request", run.Record.Request.GetRawText());
        var answer = await WorkspaceDesign.AnswerAsync(opened, city, request, run.Sides, threads, run, cancellation: run.Stop);
        return answer.Plan.PlanId;
    }
}
