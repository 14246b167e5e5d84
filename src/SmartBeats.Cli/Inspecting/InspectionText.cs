using System.Globalization;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Inspecting;

/// <summary>An inspection as lines for a person.</summary>
internal static class InspectionText
{
    private const int DispositionsListed = 20;
    private const int FieldsListed = 30;

    public static IEnumerable<string> Lines(Inspection inspection)
    {
        var what = inspection.Kind switch
        {
            "map" => "a map of areas",
            "calls" => "calls for service",
            "plan" => "a plan",
            "request" => "a request",
            _ => "a city's settings",
        };
        if (inspection.Asks)
        {
            yield return $"{inspection.File}: {what}, good to load once what is open is settled.";
        }
        else
        {
            yield return inspection.Loads ? $"{inspection.File}: {what}, good to load." : $"{inspection.File}: would not be loaded (looked at as {what}).";
        }

        if (inspection.Refusal is { } refusal)
        {
            yield return refusal;
        }

        foreach (var (name, text) in (inspection.Mappings ?? []).SelectMany(mapping => mapping.Lines()))
        {
            yield return Fact(name, text);
        }

        foreach (var note in inspection.Calls is null ? (inspection.Mappings ?? []).SelectMany(mapping => mapping.Notes) : [])
        {
            yield return Fact("Note", note);
        }

        var details = inspection.Map is { } map ? Map(map)
            : inspection.Calls is { } calls ? Calls(calls)
            : inspection.Plan is { } plan ? Plan(plan)
            : inspection.Says ?? [];
        foreach (var line in details)
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Map(MapInspection map)
    {
        var report = map.Report;
        yield return Fact("Layer", map.Layer);
        yield return Fact("Areas", Text($"{report.Areas:N0}"));
        yield return Fact("Ids", map.IdRule);
        yield return Fact("Fields", map.Fields.Count == 0 ? "none" : string.Join(", ", map.Fields.Take(FieldsListed)) + (map.Fields.Count > FieldsListed ? ", ..." : ""));
        yield return Fact("Coordinates", map.Coordinates);
        yield return Fact("Extent", Text($"{report.Extent[0]} {report.Extent[1]} to {report.Extent[2]} {report.Extent[3]} (west south, east north)"));
        yield return Fact("Version", report.MapVersion);
        var met = report.Quality.Where(finding => finding.Count > 0).ToList();
        foreach (var finding in met)
        {
            yield return Fact(finding.Kind.ToString(), finding.Sentence);
        }

        foreach (var note in report.Notes.Skip(2).Where(note => !met.Any(finding => finding.Sentence == note)))
        {
            yield return Fact("Note", note);
        }

        var not = report.Quality.Where(finding => finding.Count == 0 && finding.Kind < MapFindingKind.Bridges).Select(finding => finding.Kind.ToString().ToLowerInvariant()).ToList();
        if (not.Count > 0)
        {
            yield return Fact("None of", string.Join(", ", not));
        }
    }

    private static IEnumerable<string> Calls(CallsInspection calls)
    {
        var report = calls.Report;
        yield return Fact("Columns", string.Join(", ", report.ColumnsFound));
        if (report.ColumnsIgnored.Count > 0)
        {
            yield return Fact("Ignored", string.Join(", ", report.ColumnsIgnored));
        }

        yield return Fact("Rows", Text($"{report.Rows:N0}: {report.Accepted:N0} accepted, {report.Rejected:N0} rejected, {report.Duplicates:N0} given twice (the last counts){(report.WithoutPlace > 0 ? Text($", {report.WithoutPlace:N0} without a place") : "")}"));
        foreach (var reason in report.RejectedByReason)
        {
            yield return Fact("Rejected", Text($"{reason.Rows:N0} rows, first in line {reason.FirstLine}: {reason.Reason}"));
        }

        if (report.First is { } first)
        {
            yield return Fact("Period", $"{first} to {report.Last} ({(calls.TimeZone is { } zone ? $"local time, {zone}" : "as written: no time zone is known, and design will ask for --time-zone")})");
            yield return Fact("Incidents", calls.Incidents is { } incidents ? Text($"{incidents:N0} of {report.Accepted - report.Duplicates:N0}") : "the file does not say");
            yield return Fact("Priorities", Tallies(calls.Priorities));
            yield return Fact("Dispositions", Tallies(calls.Dispositions));
            yield return Fact("Minutes, units", $"{(report.HasServiceMinutes ? "service_minutes" : "no service_minutes")}, {(report.HasUnits ? "units" : "no units")}");
        }

        foreach (var note in report.Notes.Where(note => !note.StartsWith("Columns were read so", StringComparison.Ordinal)))
        {
            yield return Fact("Note", note);
        }

        foreach (var period in calls.Periods)
        {
            yield return Fact("Time covered", period);
        }

        if (calls.OutsideMap is { } outside)
        {
            yield return Fact("Outside map", Text($"{outside:N0} calls lie in no area"));
        }
    }

    private static IEnumerable<string> Plan(PlanInspection plan)
    {
        var lengths = new LengthWords(plan.Lengths);
        yield return Fact("Plan", Text($"{plan.PlanId}, seed {plan.Seed}, engine version {plan.EngineVersion}"));
        yield return Fact("City", plan.City);
        yield return Fact("Beats", Text($"{plan.Beats:N0} from {plan.Areas:N0} areas, {plan.MeanWorkload:N1} {plan.Unit} a beat"));
        yield return Fact("Calls", Text($"{plan.CallsCounted:N0} counted, {plan.CallsOutside:N0} outside the map"));
        yield return Fact("Deviation", Text($"{plan.MaxDeviation * 100:0.00}% at most (no plan can do better than {plan.LowerBound * 100:0.00}%)"));
        if (plan.Forced.Length > 0)
        {
            yield return Fact("Heavy areas", plan.Forced);
        }

        yield return Fact("Compactness", Text($"{plan.PolsbyPopperMean:0.00} on average, {lengths.Border(plan.BoundaryKm)} of borders"));
        yield return Fact("Travel", Text($"{lengths.Way(plan.MeanDistanceMetres)} from the centre of the beat on average"));
        yield return Fact("In one piece", plan.Contiguous ? "every beat" : "NOT every beat");
        yield return Fact("Versions", $"map {plan.MapVersion}, calls {plan.CallsVersion}");
        foreach (var side in plan.SideFiles)
        {
            yield return Fact("Side file", side);
        }

        foreach (var other in plan.Alternatives)
        {
            yield return Fact("Alternative", other);
        }

        foreach (var note in plan.Notes)
        {
            yield return Fact("Note", note);
        }
    }

    private static string Tallies(IReadOnlyList<Tally> tallies)
    {
        var shown = tallies.Take(DispositionsListed).Select(tally => Text($"{(tally.Value.Length == 0 ? "(empty)" : tally.Value)}: {tally.Calls:N0}"));
        return string.Join(", ", shown) + (tallies.Count > DispositionsListed ? Text($", and {tallies.Count - DispositionsListed:N0} more") : "");
    }

    private static string Fact(string name, string value) => $"  {(name.Length < 15 ? name.PadRight(15) : name + " ")}{value}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
