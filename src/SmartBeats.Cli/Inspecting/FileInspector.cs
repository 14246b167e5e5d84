using System.Globalization;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Files;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Cli.Inspecting;

/// <summary>Finds out what a file is by its content, and looks at it the way it would be loaded.</summary>
/// <param name="city">Whose times and name count; null where nobody said.</param>
/// <param name="mapOptions">How a map is read.</param>
/// <param name="options">How a calls file is read.</param>
/// <param name="beside">A map to look for the calls in; null for none.</param>
internal sealed class FileInspector(City? city, CityMapOptions mapOptions, CallReadOptions options, CityMap? beside)
{
    /// <param name="file">As it was given.</param>
    /// <param name="calls">The same, where it holds calls.</param>
    public Inspection Inspect(FileInfo file, GivenCalls calls, CancellationToken cancellation)
    {
        // A pattern, a folder or standard input: only calls come so.
        var use = file.Exists ? Recognise(file) : FileUse.Calls;
        var kind = use.ToString().ToLowerInvariant();
        try
        {
            return use switch
            {
                FileUse.Map => Map(file, cancellation),
                FileUse.Calls => new CallsInspector(city, options, beside).Inspect(calls, cancellation),
                FileUse.Plan => Plan(file),
                FileUse.Request => new Inspection(file.Name, kind, true, null) { Says = [PlanRequestJson.Canonical(PlanRequestJson.Read(File.ReadAllBytes(file.FullName)).OrThrowWithSides(file.Name))] },
                _ => new Inspection(file.Name, kind, true, null) { Says = [City(CityJson.Read(file.Name, File.ReadAllBytes(file.FullName)))] },
            };
        }
        catch (InputException refusal)
        {
            return new Inspection(file.Name, kind, false, refusal.Message);
        }
    }

    private Inspection Map(FileInfo file, CancellationToken cancellation)
    {
        using var stream = file.OpenRead();
        var map = CityMapReader.Read(file.Name, stream, mapOptions);
        var lengths = city?.Lengths ?? LengthSystem.Metric;
        var report = MapReport.Of(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions { Lengths = lengths }, cancellation), lengths);
        var origin = map.Origin!;
        var coordinates = (origin.ReferenceSystem, origin.Converted) switch
        {
            (null, _) => "the file does not say what they are; taken for longitude and latitude (WGS 84)",
            (var name, true) => $"\"{name}\": would be converted to longitude and latitude (WGS 84)",
            (var name, false) => $"\"{name}\": longitude and latitude, taken as they are",
        };
        return new Inspection(file.Name, "map", true, null)
        {
            Map = new MapInspection(origin.Layer, origin.Fields, map.Notes[1], origin.ReferenceSystem, coordinates, report),
        };
    }

    private static Inspection Plan(FileInfo file)
    {
        var read = PlanJson.Read(File.ReadAllBytes(file.FullName), file.Name);
        var (plan, measures) = (read.Plan, read.Plan.Measures);
        var findings = new PlanFindings(read);
        return new Inspection(file.Name, "plan", true, null)
        {
            Plan = new PlanInspection(
                plan.PlanId, plan.City.Name, plan.BeatCount, read.AreaIds.Count, read.Unit, read.CallsCounted, read.CallsOutside, measures.MeanWorkload,
                measures.MaxDeviation, measures.LowerBound, measures.PolsbyPopperMean, measures.BoundaryKm, measures.MeanDistanceMetres, measures.Contiguous,
                plan.Request.Seed, plan.EngineVersion, plan.MapVersion, plan.CallsVersion,
                [.. plan.Sides.Select(side => string.Create(CultureInfo.InvariantCulture, $"{side.Role}: {side.Count} {(side.Role is InlineSide.Barriers or InlineSide.Links ? "pairs" : "entries")} ({side.Hash})"))],
                [.. OtherPlans.DescribeGoals(plan)],
                plan.Notes,
                findings.Forced)
            {
                Lengths = plan.City.Lengths,
            },
        };
    }

    private static string City(CitySettings settings) =>
        $"{settings.City.Name} ({settings.City.Id}), times in {settings.City.TimeZone}{(settings.IdField is { } field ? $", area ids from \"{field}\"" : "")}";

    private static FileUse Recognise(FileInfo file)
    {
        using var content = file.OpenRead();
        return FileKind.Recognise(file.Name, content).Use;
    }
}
