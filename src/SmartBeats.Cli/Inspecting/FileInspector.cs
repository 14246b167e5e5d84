using System.Globalization;
using System.Text;
using System.Text.Json;
using SmartBeats.Calls;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;
using SmartBeats.Pipeline.Workspaces;
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
    private static readonly string[] TableExtensions = [".csv", ".txt", ".tsv", ".xls", ".xlsx", ".parquet"];

    /// <param name="file">As it was given.</param>
    /// <param name="calls">The same, where it holds calls.</param>
    public Inspection Inspect(FileInfo file, GivenCalls calls, CancellationToken cancellation)
    {
        // A pattern, a folder or standard input: only calls come so.
        var kind = file.Exists ? KindOf(file) : "calls";
        try
        {
            return kind switch
            {
                "map" => Map(file, cancellation),
                "calls" => new CallsInspector(city, options, beside).Inspect(calls, cancellation),
                "plan" => Plan(file),
                "request" => new Inspection(file.Name, kind, true, null) { Says = [PlanRequestJson.Canonical(PlanRequestJson.Read(File.ReadAllBytes(file.FullName)).OrThrowWithSides(file.Name))] },
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
        var report = MapReport.Of(map, AreaAdjacencyBuilder.Build(map, new AdjacencyOptions(), cancellation));
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
        return new Inspection(file.Name, "plan", true, null)
        {
            Plan = new PlanInspection(
                plan.PlanId, plan.City.Name, plan.BeatCount, read.AreaIds.Count, read.Unit, read.CallsCounted, read.CallsOutside, measures.MeanWorkload,
                measures.MaxDeviation, measures.LowerBound, measures.PolsbyPopperMean, measures.BoundaryKm, measures.MeanDistanceMetres, measures.Contiguous,
                plan.Request.Seed, plan.EngineVersion, plan.MapVersion, plan.CallsVersion,
                [.. plan.Sides.Select(side => string.Create(CultureInfo.InvariantCulture, $"{side.Role}: {side.Count} {(side.Role is InlineSide.Barriers or InlineSide.Links ? "pairs" : "entries")} ({side.Hash})"))],
                [.. plan.Alternatives.Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Goal.ToString().ToLowerInvariant()}: largest deviation {other.Measures.MaxDeviation * 100:0.##} %, borders {other.Measures.BoundaryKm:N1} km"))],
                plan.Notes),
        };
    }

    private static string City(CitySettings settings) =>
        $"{settings.City.Name} ({settings.City.Id}), times in {settings.City.TimeZone}{(settings.IdField is { } field ? $", area ids from \"{field}\"" : "")}";

    private static string KindOf(FileInfo file)
    {
        var head = new byte[4096];
        using var stream = file.OpenRead();
        var content = head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        if (content.StartsWith("PK"u8))
        {
            // A workbook is a zip too; whoever sends one means a table.
            return content.IndexOf("[Content_Types].xml"u8) >= 0 || HasTableName(file) || UploadSniffer.Sniff(file.Name, stream) == UploadKind.Calls ? "calls" : "map";
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || content.StartsWith(Encoding.Unicode.Preamble) || content.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return "calls";
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0x27, 0x0A]))
        {
            return "map";
        }

        var text = content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content;
        return text.TrimStart(" \t\r\n"u8) switch
        {
            [(byte)'{', ..] => KindOfJson(File.ReadAllBytes(file.FullName)),
            [(byte)'[', ..] => "map",
            _ => HasTableName(file) || LooksLikeTable(text) ? "calls" : "map",
        };
    }

    /// <summary>By the names of its members; what cannot be read is left to the map's reader to refuse.</summary>
    private static string KindOfJson(byte[] json)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new Utf8JsonReader(json.AsSpan(json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? 3 : 0));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(reader.GetString()!);
                reader.Read();
                reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return names.Contains("planId") ? "plan" : "map";
        }

        return names.Contains("planId") || (names.Contains("schemaVersion") && names.Contains("assignment")) ? "plan"
            : names.Contains("timeZone") ? "city"
            : names.Contains("type") || names.Contains("features") ? "map"
            : names.Overlaps(["beats", "workloadPerBeat", "number_of_beats", "cfs_per_beat", "beat_creation_method"]) ? "request"
            : "map";
    }

    private static bool HasTableName(FileInfo file) => TableExtensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);

    private static bool LooksLikeTable(ReadOnlySpan<byte> text)
    {
        var line = text.IndexOf((byte)'\n') is >= 0 and var end ? text[..end] : text;
        return !line.Contains((byte)0) && !line.StartsWith("<"u8) && line.Count((byte)',') + line.Count((byte)';') + line.Count((byte)'\t') >= 3;
    }
}
