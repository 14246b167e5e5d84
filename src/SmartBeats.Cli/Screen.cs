using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SmartBeats.Cli.Verbs;
using SmartBeats.Comparison;
using SmartBeats.Demand;
using SmartBeats.Districting;
using SmartBeats.Pipeline;
using SmartBeats.Pipeline.Answers;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;
using SmartBeats.Response;
using Spectre.Console;

namespace SmartBeats.Cli;

/// <summary>What a person at a terminal sees: results on stdout, everything on the way there on stderr.</summary>
internal sealed class Screen : IDisposable
{
    private const int BeatsListed = 60;
    private readonly bool _quiet;
    private readonly bool _json;
    private readonly IAnsiConsole _results = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
    private readonly IAnsiConsole _talk = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly bool _moving;

    public Screen(bool quiet, bool json)
    {
        (_quiet, _json) = (quiet, json);
        _moving = !quiet && !Console.IsErrorRedirected;
        if (Console.IsOutputRedirected)
        {
            _results.Profile.Width = 120;
        }
    }

    public void Say(FormattableString text)
    {
        if (!_quiet)
        {
            Sentences.Remark(Text(text));
        }
    }

    /// <summary>A line of the result.</summary>
    public void Result(FormattableString text)
    {
        if (!_quiet && !_json)
        {
            Sentences.Print(Text(text));
        }
    }

    /// <summary>A result that a program reads: in the place of everything <see cref="Result"/> says.</summary>
    /// <param name="json">UTF-8, without a line's end.</param>
    public void ShowJson(ReadOnlySpan<byte> json)
    {
        if (_json)
        {
            Console.Out.WriteLine(Encoding.UTF8.GetString(json));
        }
    }

    /// <inheritdoc cref="ShowJson(ReadOnlySpan{byte})"/>
    public void ShowJson(JsonNode json) => ShowJson(Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <summary>What came of a question about patrols: sentences, or its figures as JSON.</summary>
    public void Show(DutyAnswer answer)
    {
        ShowJson(AnswerJson.Write(answer));
        foreach (var sentence in answer.Sentences.Concat(answer.Assumptions.Select(assumption => $"- {assumption}")))
        {
            Result($"{sentence}");
        }
    }

    public static void Warn(FormattableString text) => Sentences.Remark(Text(text));

    /// <summary>What is out of the ordinary in a calls file, before any figure rests on it.</summary>
    public static void WarnOfCalls(string fileName, PatrolCallFile read)
    {
        if (read.Report.Rejected > 0)
        {
            Warn($"{fileName}: {read.Report.Rejected:N0} of {read.Report.Rows:N0} rows cannot be used and are left aside; inspect says why.");
        }

        if (read.Report.Duplicates > 0)
        {
            Warn($"{fileName}: {read.Report.Duplicates:N0} rows have an event number given before; the last of each counts.");
        }

        foreach (var note in read.Report.Notes)
        {
            Warn($"{fileName}: {note}");
        }

        foreach (var note in read.Covered.Notes)
        {
            Warn($"{fileName}: {note}");
        }
    }

    public async Task<T> WhileAsync<T>(string doing, Func<Task<T>> work) =>
        _moving ? await _talk.Status().StartAsync(doing, _ => work()) : await work();

    public async Task<T> WithProgressAsync<T>(Func<IProgress<DesignProgress>?, Task<T>> work)
    {
        if (!_moving)
        {
            return await work(null);
        }

        return await _talk.Progress().AutoClear(true).StartAsync(async bars =>
        {
            var bar = bars.AddTask("designing beats", maxValue: 1);
            return await work(new Bar(bar));
        });
    }

    /// <param name="folder">Where the plan's files were written.</param>
    /// <param name="opens">Whether the map is opened in the browser.</param>
    public void Show(PlanFile file, IReadOnlyList<string> written, string folder, TimeSpan elapsed, bool opens)
    {
        if (_json)
        {
            Console.Out.Write(File.ReadAllText(Path.Combine(folder, PublishPlan.PlanJsonName)));
        }
        else if (!_quiet)
        {
            ShowPlan(file);
            foreach (var line in written.Contains(BacktestResult.FileName) ? BacktestTable.ReadSentences(folder) : [])
            {
                _results.WriteLine(line);
            }
        }

        Say($"Wrote {string.Join(", ", written)} to {folder} in {elapsed.TotalSeconds:0.0} s (seed {file.Plan.Request.Seed}).");
        var page = Path.Combine(folder, "map.html");
        Say($"Next: open {page} in a browser.");
        if (opens)
        {
            CommonOptions.OpenBrowser(Path.GetFullPath(page));
        }
    }

    /// <summary>What drawing anew would bring within each budget.</summary>
    public void Show(RedrawCurve curve)
    {
        foreach (var sentence in curve.Describe())
        {
            if (_json)
            {
                Say($"{sentence}");
            }
            else
            {
                Result($"{sentence}");
            }
        }
    }

    private void ShowPlan(PlanFile file)
    {
        var plan = file.Plan;
        var measures = plan.Measures;
        var findings = new PlanFindings(file);
        _results.WriteLine(Text($"{plan.City.Name}: {measures.TotalWorkload:N0} {file.Unit}, {measures.MeanWorkload:N1} a beat. {findings.Headline}"));
        var table = new PlanTable(file);
        _results.Write(table.Create(_results.Profile.Width));
        foreach (var line in (IEnumerable<string>)
            [.. table.Legend(), .. findings.Shares, findings.Tolerance, findings.Beyond, findings.Bound, .. findings.Outlook, OutlookWords.DescribeTolerance(plan), findings.Compactness, findings.Pieces, findings.Forced, .. findings.Edit, .. WishWords.Describe(plan), findings.Rank, .. findings.Response])
        {
            if (line.Length > 0)
            {
                _results.WriteLine(line);
            }
        }

        foreach (var other in OtherPlans.DescribeGoals(plan))
        {
            _results.WriteLine($"Another plan. {other}");
        }

        if (OtherPlans.DescribeBetween(plan) is { Length: > 0 } between)
        {
            _results.WriteLine(between);
        }

        if (file.CallsOutside > 0)
        {
            _results.WriteLine(Text($"- {file.CallsOutside:N0} calls that pass the filters lie outside every area and are in no beat."));
        }

        foreach (var note in plan.Notes)
        {
            _results.WriteLine($"- {note}");
        }
    }

    public void Show(PlanComparison comparison, string scope, string json)
    {
        if (_json)
        {
            Console.Out.Write(json);
        }
        else if (!_quiet)
        {
            _results.WriteLine(scope);
            _results.Write(ComparisonTable.Create(comparison, _results.Profile.Width));
            foreach (var line in ComparisonFiles.Findings(comparison).Concat(comparison.First.Plan.Notes).Concat(comparison.Second.Plan.Notes))
            {
                _results.WriteLine($"- {line}");
            }
        }
    }

    public void Show(BacktestResult result, string city)
    {
        if (_json)
        {
            Console.Out.Write(result.ToJson());
            return;
        }

        if (_quiet)
        {
            return;
        }

        foreach (var note in result.Notes)
        {
            Warn($"{note}");
        }

        _results.WriteLine(Text($"{city}: {result.Beats} beats; standard deviation over mean of their loads, percent"));
        _results.Write(BacktestTable.Create(result, _results.Profile.Width));
        foreach (var sentence in result.Describe())
        {
            _results.WriteLine(sentence);
        }
    }

    /// <summary>What a plan means for patrols and callers.</summary>
    public void Show(Plan plan, ResponseEvaluation evaluation)
    {
        if (_json)
        {
            Console.Out.Write(ResponseJson.Write(evaluation));
            return;
        }

        if (_quiet)
        {
            return;
        }

        _results.WriteLine(Text($"{plan.City.Name}: {plan.BeatCount} beats, by {evaluation.Method}"));
        var table = new FigureTable(["Beat", "On calls", "95% interval", "Drive, min"]) { NamesAreWords = false };
        foreach (var beat in evaluation.Beats.Take(BeatsListed))
        {
            var busy = beat.Utilisation;
            table.AddRow([plan.NameOfBeat(beat.Number), Text($"{busy.Value * 100:0.0}%"), busy.High > busy.Low ? Text($"{busy.Low * 100:0.0} to {busy.High * 100:0.0}%") : "", Text($"{beat.TravelMinutes:0.0}")]);
        }

        _results.Write(table.Fit(_results.Profile.Width));
        if (evaluation.Beats.Count > BeatsListed)
        {
            _results.WriteLine(Text($"... and {evaluation.Beats.Count - BeatsListed} more with --json"));
        }

        foreach (var sentence in ResponseWords.Describe(evaluation, plan.NameOfBeat))
        {
            _results.WriteLine(sentence);
        }

        _results.WriteLine("What was assumed:");
        foreach (var assumption in evaluation.Assumptions)
        {
            _results.WriteLine($"- {assumption}");
        }
    }

    public void Dispose() => Console.Out.Flush();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Bar(ProgressTask task) : IProgress<DesignProgress>
    {
        public void Report(DesignProgress value)
        {
            task.Description = value.Deviation > 0 ? Text($"{value.Stage} ({value.Deviation * 100:0.00}%)") : value.Stage;
            task.Value = Math.Max(task.Value, value.Fraction);
        }
    }
}
