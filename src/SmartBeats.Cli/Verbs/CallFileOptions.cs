using System.CommandLine;
using System.CommandLine.Parsing;
using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Calls.Streets;
using SmartBeats.Cli.CallFiles;
using SmartBeats.Geography;

namespace SmartBeats.Cli.Verbs;

/// <summary>How a calls file is read, the same flags for every verb that reads one.</summary>
internal sealed class CallFileOptions
{
    private readonly Option<double> _maxRejected = new("--max-rejected")
    {
        Description = "Largest accepted share of bad rows, such as 0.05 or 5%.",
        DefaultValueFactory = _ => new CallReadOptions().MaxRejectedShare,
        CustomParser = ParseShare,
    };

    private readonly Option<string> _minutesAre = new("--service-minutes-are")
    {
        Description = "total: service_minutes are the minutes of all officers together; each: the minutes every officer spent, times units.",
        DefaultValueFactory = _ => "total",
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Which column a field comes from, e.g. --map time='Call Date+Call Time' --map place=Lon,Lat; --map units= for none.",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _timeFormat = new("--time-format")
    {
        Description = "How the calls' times are written, e.g. \"MM/dd/yyyy hh:mm:ss tt\", excel-serial, epoch-seconds.",
    };

    private readonly Option<bool> _dayFirst = new("--day-first") { Description = "Dates such as 03/04/2024 are 3 April." };
    private readonly Option<bool> _monthFirst = new("--month-first") { Description = "Dates such as 03/04/2024 are March 4." };
    private readonly Option<string?> _placeSystem = new("--place-system")
    {
        Description = "Coordinate system of places that are not degrees: EPSG number of a US state plane or UTM zone.",
    };

    private readonly Option<string?> _placeBy = new("--place-by")
    {
        Description = "Place calls without coordinates by the id of their area: area=COLUMN, such as --place-by \"area=Reporting District\".",
    };

    private readonly Option<FileInfo?> _streets = new("--streets")
    {
        Description = "Streets with address ranges, a zipped shapefile, GeoJSON or a GeoPackage: calls without coordinates are placed by their address.",
    };

    private readonly Option<string?> _sheet = new("--sheet")
    {
        Description = "Name of the sheet with the calls where they are an Excel workbook; its first where not said.",
    };

    public CallFileOptions() => _minutesAre.AcceptOnlyFromAmong("total", "each");

    private Option[] All => [_maxRejected, _minutesAre, _map, _timeFormat, _dayFirst, _monthFirst, _placeSystem, _placeBy, _streets, _sheet];

    public void AddTo(Command verb)
    {
        foreach (var option in All)
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>How the files are to be read.</summary>
    /// <param name="files">The calls; a <c>mapping.json</c> beside them is taken.</param>
    /// <param name="map">The city's; null where there is none, or where whoever reads knows it.</param>
    /// <param name="ofWorkspace">Mappings the workspace keeps; null without one.</param>
    /// <exception cref="InputException">Two flags contradict each other, or a mapping.json is none.</exception>
    public CallReadOptions Read(
        ParseResult parsed, IReadOnlyList<FileInfo> files, CityMap? map = null, MappingBook? ofWorkspace = null) => new CallReadOptions
        {
            MaxRejectedShare = parsed.GetValue(_maxRejected),
            MinutesAreEach = parsed.GetValue(_minutesAre) == "each",
            Sheet = parsed.GetValue(_sheet),
            Streets = parsed.GetValue(_streets) is { } streets ? ReadStreets(streets) : null,
            Mapping = new MappingSources { Book = KeptMappings.Read(files, ofWorkspace), Changes = ReadChanges(parsed) },
        }.Beside(map);

    /// <summary>Flags that were typed, for verbs that read no file this time.</summary>
    public IEnumerable<string> Given(ParseResult parsed) =>
        All.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(option => option.Name);

    private MappingChanges? ReadChanges(ParseResult parsed)
    {
        var (dayFirst, monthFirst) = (parsed.GetValue(_dayFirst), parsed.GetValue(_monthFirst));
        if (dayFirst && monthFirst)
        {
            throw new InputException("--day-first, --month-first", "both are given", "Give the one that is true of the file's dates.");
        }

        bool? order = dayFirst || monthFirst ? dayFirst : null;
        var changes = new MappingChanges
        {
            Fields = parsed.GetValue(_map) ?? [],
            TimeFormat = parsed.GetValue(_timeFormat),
            DayFirst = order,
            PlaceSystem = parsed.GetValue(_placeSystem),
            PlaceByArea = ReadPlaceBy(parsed.GetValue(_placeBy)),
        };
        return changes.IsEmpty ? null : changes;
    }

    private static Lazy<StreetIndex> ReadStreets(FileInfo file)
    {
        // A layer that is none is refused before any call is read.
        using var content = file.OpenRead();
        var index = new StreetIndex(StreetLayer.Read(file.Name, content));
        return new Lazy<StreetIndex>(() => index);
    }

    private static string? ReadPlaceBy(string? said)
    {
        const string kind = "area=";
        if (said is null || (said.StartsWith(kind, StringComparison.Ordinal) && said.Length > kind.Length))
        {
            return said?[kind.Length..];
        }

        throw new InputException("--place-by", $"\"{said}\" is no area=COLUMN", "Name the column with the ids of the map's areas, such as --place-by \"area=Reporting District\".");
    }

    private static double ParseShare(ArgumentResult result)
    {
        var (share, fault) = ShareText.Parse("--max-rejected", result.Tokens[0].Value);
        if (fault is not null)
        {
            result.AddError(fault);
        }

        return share;
    }
}
