using SmartBeats.Formats.GeoPackage;
using SmartBeats.Formats.Kml;
using SmartBeats.Formats.Qgis;
using SmartBeats.Formats.Workbooks;
using SmartBeats.Geography;
using SmartBeats.Publishing;
using SmartBeats.Requests;

namespace SmartBeats.Formats;

/// <summary>Writes a plan's further files in the forms of other programs, where its request asks for them (<c>also</c>).</summary>
public static class PlanExports
{
    /// <summary>The word of <c>also</c> for the workbook.</summary>
    public const string WorkbookForm = RequestFields.Workbook;

    /// <summary>The word of <c>also</c> for the sheets, which <see cref="PlanPublisher"/> writes.</summary>
    public const string SheetsForm = RequestFields.Sheets;

    public const string GeoPackageName = "plan.gpkg";

    public const string KmlName = "plan.kml";

    public const string WorkbookName = "plan.xlsx";

    /// <summary>The files in a fixed order; none where none was asked for. Same material, same bytes, on every machine.</summary>
    /// <param name="material">As it is published.</param>
    /// <param name="stations">Those the plan was made with; empty for none.</param>
    /// <param name="forms">Words of <c>also</c>; null for those of the plan's request.</param>
    public static IReadOnlyList<PublishedFile> Write(PlanMaterial material, IReadOnlyList<Station> stations, IReadOnlyCollection<string>? forms = null)
    {
        var also = forms ?? material.Plan.Request.Also;
        if (!also.Any(word => word is RequestFields.GeoPackage or RequestFields.Kml or RequestFields.Workbook))
        {
            return [];
        }

        var plan = new ExportedPlan(material, stations);
        var files = new List<PublishedFile>();
        if (also.Contains(RequestFields.GeoPackage))
        {
            var styles = LayerStyle.CreateAll(plan);
            files.Add(new(GeoPackageName, "application/geopackage+sqlite3", GeoPackageWriter.Write(plan, styles)));
            var beside = styles.Where(style => style.IsBeside);
            files.AddRange(beside.Select(style => new PublishedFile($"{style.Layer}.qml", "application/xml", style.ToBytes())));
        }

        if (also.Contains(RequestFields.Kml))
        {
            files.Add(new(KmlName, "application/vnd.google-earth.kml+xml", KmlWriter.Write(plan)));
        }

        if (also.Contains(RequestFields.Workbook))
        {
            files.Add(new(WorkbookName, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", WorkbookWriter.Write(plan)));
        }

        return files;
    }
}
