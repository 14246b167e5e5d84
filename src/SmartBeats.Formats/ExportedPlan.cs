using NetTopologySuite.Geometries;
using SmartBeats.Geography;
using SmartBeats.Geography.Columns;
using SmartBeats.Publishing;
using SmartBeats.Response;

namespace SmartBeats.Formats;

/// <summary>A plan's layers, made once for all forms they are written in.</summary>
internal sealed class ExportedPlan
{
    /// <summary>Columns that every table of a GeoPackage has here.</summary>
    private static readonly string[] _tableNames = ["fid", "geom"];

    private readonly BeatRow[] _rows;

    /// <param name="material">As it is published.</param>
    /// <param name="stations">Those the plan was made with.</param>
    public ExportedPlan(PlanMaterial material, IReadOnlyList<Station> stations)
    {
        Material = material with { Plan = material.Plan.ToPublishedPrecision() };
        _rows = PlanPublisher.CreateRows(Plan);
        Colours = BeatColours.Assign(material.Adjacency, Plan.BeatOfArea, Plan.BeatCount);
        Beats = CreateBeats();
        Areas = CreateAreas();
        Stations = stations.Count == 0 ? null : CreateStations(stations);
    }

    /// <summary>With its figures as all its files have them.</summary>
    public PlanMaterial Material { get; }

    public Plan Plan => Material.Plan;

    /// <summary>A row a beat, in order of number.</summary>
    public IReadOnlyList<BeatRow> Rows => _rows;

    /// <summary>Per beat the number of its colour, from 0.</summary>
    public IReadOnlyList<int> Colours { get; }

    public ExportedLayer Beats { get; }

    public ExportedLayer Areas { get; }

    /// <summary>Null where the plan was made without.</summary>
    public ExportedLayer? Stations { get; }

    public IEnumerable<ExportedLayer> Layers => Stations is { } stations ? [Beats, Areas, stations] : [Beats, Areas];

    /// <summary>A beat's colour as the page has it, in hexadecimal.</summary>
    /// <param name="beat">Its number, from 1.</param>
    public string FindColour(int beat) => BeatColours.Palette[Colours[beat - 1] % BeatColours.Palette.Length];

    /// <summary>The fields of <c>beats.zip</c>, with what a shapefile has no room for before the names.</summary>
    private ExportedLayer CreateBeats()
    {
        var response = Plan.Response?.Beats;
        var outlines = PlanPublisher.Outlines(Material.Map, Plan.BeatOfArea, Plan.BeatCount);
        var resolution = ResolutionColumns.Create(Material);
        return new ExportedLayer(
            "beats",
            $"Patrol beats of {Plan.City.Name}",
            [
                new("ZONE_ID", FieldKind.Whole),
                new("COUNT", FieldKind.Whole),
                new("AREA_KM2", FieldKind.Number),
                new("DEV_PCT", FieldKind.Number),
                new("POLSBY", FieldKind.Number),
                new("AREAS", FieldKind.Whole),
                new("WORKLOAD", FieldKind.Number),
                new("PERIMETER_KM", FieldKind.Number),
                .. SectorFields(),
                .. ListResponseFields(response is not null),
                .. ShareFields(resolution),
                .. OriginFields(),
            ],
            [.. _rows.Zip(outlines, (row, outline) => new ExportedRow(outline, [
                row.Number, row.Calls, row.AreaKm2, row.DeviationPercent, row.PolsbyPopper, row.Areas, row.Workload, row.PerimeterKm,
                .. SectorValues(row.Number),
                .. ListResponse(response?[row.Number - 1]),
                .. ShareValues(resolution, row.Number - 1),
                .. OriginValues(Plan.NameOfBeat(row.Number)),
            ]))]);
    }

    private ExportedField[] SectorFields() => Plan.Sectors is null ? [] : [new("SECTOR", Plan.Sectors.Names is null ? FieldKind.Whole : FieldKind.Text)];

    private object[] SectorValues(int beat) => Plan.Sectors is { } sectors ? [sectors.FindOf(beat)] : [];

    private static ExportedField[] ListResponseFields(bool isAsked) =>
        isAsked ? [new("ON_CALLS_PCT", FieldKind.Number), new("TRAVEL_MINUTES", FieldKind.Number)] : [];

    private static object[] ListResponse(BeatResponse? response) =>
        response is null ? [] : [BeatRow.Percent(response.Utilisation.Value), response.TravelMinutes];

    /// <summary>The fields of <c>areas.zip</c>, the workload, each area's beat on each shift, and the columns of the map.</summary>
    private ExportedLayer CreateAreas()
    {
        var workload = Material.Workload;
        var resolution = ResolutionColumns.CreateByArea(Material);
        ExportedField[] own =
        [
            new("AREA_ID", FieldKind.Text),
            new("COUNT", FieldKind.Whole),
            new("ZONE_ID", FieldKind.Whole),
            new("WORKLOAD", FieldKind.Number),
            .. SectorFields(),
            .. Plan.Shifts.Select(shift => new ExportedField($"ZONE_{shift.Hours.Replace('-', '_')}", FieldKind.Whole)),
            .. ShareFields(resolution),
            .. OriginFields(),
        ];
        // Tables of GeoPackages do not tell large letters from small ones.
        string[] taken = [.. _tableNames, .. own.Select(field => field.Name)];
        var others = Material.Map.Columns.All.ExceptBy(taken, column => column.Name, StringComparer.OrdinalIgnoreCase);
        var columns = others.DistinctBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Select(column => (column.Name, Typed: TypedColumn.Create(column))).ToArray();
        return new ExportedLayer(
            "areas",
            $"Areas of {Plan.City.Name} with their calls and beats",
            [.. own, .. columns.Select(column => new ExportedField(column.Name, FindKind(column.Typed.Type)))],
            [.. Material.Map.Areas.Select(area => new ExportedRow(area.Shape, [
                area.Id,
                workload.Calls[area.Index],
                Plan.BeatOfArea[area.Index],
                (double)workload.Weights[area.Index] / workload.UnitsPerOne,
                .. SectorValues(Plan.BeatOfArea[area.Index]),
                .. Plan.Shifts.Select(shift => (object)shift.BeatOfArea[area.Index]),
                .. ShareValues(resolution, area.Index),
                .. OriginValues(Plan.NameOfBeat(Plan.BeatOfArea[area.Index])),
                .. columns.Select(column => column.Typed.Values[area.Index]),
            ]))]);
    }

    private static FieldKind FindKind(ColumnType type) => type switch
    {
        ColumnType.Whole => FieldKind.Whole,
        ColumnType.Number => FieldKind.Number,
        _ => FieldKind.Text,
    };

    private ExportedLayer CreateStations(IReadOnlyList<Station> stations) => new(
        "stations",
        $"Stations of {Plan.City.Name}",
        [.. OriginFields()],
        [.. stations.Select(station => new ExportedRow(new Point(station.Longitude, station.Latitude), [.. OriginValues(station.Id)]))]);

    private static IEnumerable<ExportedField> ShareFields(ResolutionColumns resolution) =>
    [
        .. resolution.Names.Select(name => new ExportedField(name.ToUpperInvariant(), FieldKind.Number)),
        .. resolution.TellsFew ? [new ExportedField("FEW_CALLS", FieldKind.Text)] : Array.Empty<ExportedField>(),
    ];

    private static IEnumerable<object?> ShareValues(ResolutionColumns resolution, int row) =>
        [.. resolution.Percent[row].Cast<object?>(), .. resolution.TellsFew ? [resolution.TellFew(row)] : Array.Empty<object?>()];

    private IEnumerable<ExportedField> OriginFields() =>
        [new("NAME", FieldKind.Text), .. PlanLayers.Origin(Plan).Select(field => new ExportedField(field.Key, FieldKind.Text))];

    private IEnumerable<object?> OriginValues(string name) => [name, .. PlanLayers.Origin(Plan).Select(field => field.Value)];
}
