using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartBeats.Pipeline.Adoption;
using SmartBeats.Pipeline.Workspaces;
using SmartBeats.Publishing;
using SmartBeats.Requests;
using Spectre.Console;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats history</c>: the plans a workspace keeps.</summary>
internal sealed class HistoryVerb
{
    private readonly Option<DirectoryInfo?> _workspace = WorkspaceOption.Create(required: true);
    private readonly Option<string?> _city = new("--city") { Description = "Only this city." };
    private readonly Option<bool> _json = CommonOptions.Json("Print the list as JSON.");

    public static Command Create()
    {
        var verb = new HistoryVerb();
        var command = new Command("history", "List the plans of a workspace.") { verb._workspace, verb._city, verb._json };
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var folder = WorkspaceOption.Need(parsed, _workspace);
        await using var workspace = await Workspace.OpenAsync(folder.ToString(), create: false, cancellation);
        var ids = parsed.GetValue(_city) is { } id ? [id] : workspace.Cities();
        var plans = new List<KeptPlan>();
        var adopted = new List<(string City, AdoptedBeats Beats)>();
        foreach (var city in ids)
        {
            var settings = await workspace.CityAsync(city, cancellation);
            plans.AddRange(await PlanHistory.ListAsync(workspace, settings.City.Id, fault => Screen.Warn($"smartbeats: {fault.Message}"), cancellation));
            adopted.AddRange((await CityBeats.ListAsync(workspace.Files, city, cancellation)).Select(beats => (city, beats)));
        }

        if (parsed.GetValue(_json))
        {
            Console.Out.Write(Json(plans, adopted));
        }
        else if (plans.Count + adopted.Count == 0)
        {
            Console.Out.WriteLine("No plan was made yet.");
            Console.Error.WriteLine($"Next: smartbeats design --workspace {folder} --beats 12 -o beats");
        }
        else
        {
            Show(plans, adopted);
            Console.Error.WriteLine($"A plan's files are in {Path.Combine(folder.ToString(), "plans", "CITY", "PLAN")}.");
        }

        return ExitCode.Ok;
    }

    /// <summary>A line that names the plan, and under it what it is worth and what was asked: readable at any width.</summary>
    private static void Show(IReadOnlyList<KeptPlan> plans, IReadOnlyList<(string City, AdoptedBeats Beats)> adopted)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 120;
        }

        foreach (var kept in plans)
        {
            var measures = kept.Plan.Measures;
            console.WriteLine(Text($"{kept.Plan.PlanId} {kept.Plan.City.Id}, made {kept.Written:yyyy-MM-dd HH:mm}{DescribePatrolled(kept.Plan, adopted)}"));
            string[] lines =
            [
                Text($"{new PlanFindings(kept.File).Headline} Borders of {new LengthWords(kept.Plan.City.Lengths).Border(measures.BoundaryKm)}. Data: {kept.Data}."),
                InWords(kept.Plan),
            ];
            console.Write(new Padder(new Rows(lines.Select(line => new Text(line))), new Padding(2, 0, 0, 1)));
        }

        foreach (var (city, beats) in adopted.Where(one => one.Beats.PlanId is null))
        {
            console.WriteLine($"{beats.Name} {city}, no plan of SmartBeats, patrolled {beats.DescribeTime()}");
        }
    }

    private static string DescribePatrolled(Plan plan, IReadOnlyList<(string City, AdoptedBeats Beats)> adopted)
    {
        var times = adopted.Where(one => one.City == plan.City.Id && one.Beats.PlanId == plan.PlanId).Select(one => one.Beats.DescribeTime()).ToList();
        return times.Count == 0 ? "" : $", patrolled {string.Join(" and ", times)}";
    }

    private static string Json(IReadOnlyList<KeptPlan> plans, IReadOnlyList<(string City, AdoptedBeats Beats)> adopted)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var kept in plans)
            {
                var plan = kept.Plan;
                json.WriteStartObject();
                json.WriteString("city", plan.City.Id);
                json.WriteString("planId", plan.PlanId);
                json.WriteString("requestInWords", InWords(plan));
                json.WritePropertyName("request");
                PlanRequestJson.WriteCanonical(json, plan.Request);
                json.WriteNumber("beats", plan.BeatCount);
                json.WriteNumber("maxDeviation", plan.Measures.MaxDeviation);
                json.WriteNumber("boundaryKm", plan.Measures.BoundaryKm);
                json.WriteString("engineVersion", plan.EngineVersion);
                json.WriteString("mapVersion", plan.MapVersion);
                json.WriteString("callsVersion", plan.CallsVersion);
                json.WriteBoolean("mapIsCurrent", kept.MapIsCurrent);
                json.WriteBoolean("callsAreCurrent", kept.CallsAreCurrent);
                json.WriteBoolean("signalsAreCurrent", kept.SignalsAreCurrent);
                if (adopted.LastOrDefault(one => one.City == plan.City.Id && one.Beats.PlanId == plan.PlanId).Beats is { } patrolled)
                {
                    json.WriteString("patrolledFrom", patrolled.From);
                    json.WriteString("patrolledTo", patrolled.To);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static string InWords(Plan plan) => string.Join("; ", plan.Sides.Select(side => "with " + side.Role).Prepend(RequestWords.Of(plan.Request)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
