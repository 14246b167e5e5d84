using System.CommandLine;
using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Demand;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Response;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats monitor PLAN NEWCALLS</c>: whether a plan still holds on the calls since it was drawn.</summary>
internal sealed class MonitorVerb
{
    private const int DaysPerWeek = 7;

    private readonly PlanInputs _inputs = new();
    private readonly Argument<FileInfo> _calls = new("NEWCALLS") { Description = "Calls since the plan was drawn: CSV. Older ones in it are left out." };
    private readonly Option<bool> _json = new("--json") { Description = "Print the verdict as JSON." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit with 1 where the plan has drifted or a beat is named." };
    private readonly CallFileOptions _callFile = new();

    public static Command Create()
    {
        var verb = new MonitorVerb();
        var command = new Command("monitor", "Say whether a plan still holds on the calls since it was drawn.") { verb._calls };
        verb._inputs.AddTo(command, calls: false);
        verb._callFile.AddTo(command);
        command.Options.Add(verb._json);
        command.Options.Add(verb._strict);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = _inputs.Plan(parsed);
        var (map, _) = await _inputs.MapAsync(parsed, plan, cancellation);
        var since = FindStart(plan.Plan);

        // What the plan counted, of whatever time; weights by when calls came are a matter of its past.
        var request = plan.Plan.Request with { From = null, To = null, WeighPeriods = [], HalfLifeDays = null, For = null };
        var calls = ReadCalls(parsed, plan, map, new CallFilter(request), since, cancellation);
        var measures = plan.Plan.Measures.Beats;
        var balanced = BalancedBeats.Find(plan.Plan.BeatOfArea, plan.Plan.BeatCount, [.. measures.Where(beat => beat.Apart).Select(beat => beat.Number)]);
        var weeks = BeatWeeks.Count(calls, balanced.BeatOfArea, balanced.Numbers.Length);
        var units = new CallFilter(request).UnitsPerOne;
        var drawnOn = balanced.Numbers.Select(number => measures[number - 1].Workload * units).ToArray();
        if (drawnOn.Length < 2 || drawnOn.Min() <= 0)
        {
            throw new InputException("PLAN", "it has a beat without workload, or only one: there is no share that could change", "Monitor a plan of at least 2 beats with calls in each.");
        }

        var dispersion = (plan.Plan.Outlook?.Later?.Dispersion ?? 1) * units;
        var verdict = PlanMonitor.Judge(weeks, drawnOn, dispersion);
        verdict = verdict with
        {
            Load = verdict.Load / units,
            Beats = [.. verdict.Beats.Select(drift => drift with { Beat = balanced.Numbers[drift.Beat - 1] })],
        };
        if (parsed.GetValue(_json))
        {
            Console.Out.Write(verdict.ToJson());
        }
        else
        {
            foreach (var sentence in MonitorWords.Describe(verdict, plan.Plan, plan.Unit))
            {
                Sentences.Print(sentence);
            }
        }

        return parsed.GetValue(_strict) && (verdict.HasDrifted == true || verdict.Beats.Count > 0) ? ExitCode.Failed : ExitCode.Ok;
    }

    /// <summary>The first Monday after the calls the plan was made from.</summary>
    private static int FindStart(Plan plan)
    {
        var last = plan.Outlook?.To is { } to
            ? DayRange.ToDay(NodaTime.Text.LocalDatePattern.Iso.Parse(to).GetValueOrThrow())
            : plan.Request.To is { } asked ? DayRange.ToDay(asked.Date) : throw new InputException(
                "PLAN", "it does not say which days it was made from", "Design it again: plans say so since they foretell how even they stay.");
        return BeatWeeks.ToMonday(BeatWeeks.ToWeek(last) + 1);
    }

    private DatedLoads ReadCalls(ParseResult parsed, PlanFile plan, CityMap map, CallFilter filter, int since, CancellationToken cancellation)
    {
        var file = GivenCalls.Find(parsed.GetValue(_calls)!);
        var index = AreaIndex.Build(map);
        List<(int Area, int Day, long Load)> rows = [];
        var events = new EventNumberSet();
        new CallReader(file.Name, plan.Plan.City, _callFile.Read(parsed, file.Files, map)).Read(file.Sources, batch =>
        {
            foreach (ref readonly var call in batch)
            {
                var area = filter.Matches(call) ? index.Find(call.Longitude, call.Latitude) : -1;
                var row = (area, DayRange.ToDay(call.LocalSeconds), area < 0 ? 0 : filter.WeightOf(call));
                var before = events.FindOrAdd(call.EventNumber, rows.Count);
                if (before < 0)
                {
                    rows.Add(row);
                }
                else
                {
                    rows[before] = row;
                }
            }
        }, null, cancellation);
        return CutToWholeWeeks(file.Name, rows, since);
    }

    private static DatedLoads CutToWholeWeeks(string fileName, List<(int Area, int Day, long Load)> rows, int since)
    {
        var newer = rows.Where(row => row.Day >= since).ToList();
        if (newer.Count == 0)
        {
            throw new InputException(
                fileName,
                $"none of its {rows.Count.ToString(CultureInfo.InvariantCulture)} calls is of {DayRange.PrintDay(since)} or later, the first Monday after those the plan was made from",
                "Give the calls since then.");
        }

        // The days that all new calls cover; a mistyped year in the future is no week.
        var covered = CoveredTime.Find(newer.CountBy(row => row.Day).Select(day => new DayTally(day.Key, day.Value)));
        var (first, last) = (DayRange.ToDay(covered.Spans[0].From), DayRange.ToDay(covered.Spans[^1].End - 1));
        var end = BeatWeeks.ToMonday(BeatWeeks.ToWeek(last + 1));
        var start = BeatWeeks.ToMonday(BeatWeeks.ToWeek(first + DaysPerWeek - 1));
        var counted = newer.Where(row => row.Area >= 0 && row.Day >= start && row.Day < end).ToList();
        return counted.Count > 0
            ? new DatedLoads([.. counted.Select(row => row.Area)], [.. counted.Select(row => row.Day)], [.. counted.Select(row => row.Load)])
            : throw new InputException(fileName, $"it holds no whole week, Monday to Sunday, since {DayRange.PrintDay(since)} that counts", "Give more calls.");
    }
}
