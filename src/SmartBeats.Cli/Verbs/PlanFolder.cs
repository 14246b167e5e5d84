using SmartBeats.Geography;
using SmartBeats.Pipeline.Stages;
using SmartBeats.Publishing;

namespace SmartBeats.Cli.Verbs;

/// <summary>A plan.json, or the folder it lies in, and the areas beside it.</summary>
internal static class PlanFolder
{
    /// <summary>The areas as a plan's folder holds them, with their ids in one field whatever the map's was called.</summary>
    public const string AreasName = "areas.zip";

    private const string IdField = "AREA_ID";

    /// <summary>The path of the plan.json meant.</summary>
    public static string PathOf(FileInfo given) => Directory.Exists(given.FullName) ? Path.Combine(given.FullName, PublishPlan.PlanJsonName) : given.FullName;

    /// <summary>Reads the plan meant.</summary>
    /// <exception cref="InputException">There is none, or it is damaged.</exception>
    public static PlanFile Read(FileInfo given)
    {
        var path = PathOf(given);
        return File.Exists(path)
            ? PlanJson.Read(File.ReadAllBytes(path), Path.GetFileName(path))
            : throw new InputException(
                "PLAN", $"there is no {given}{(path == given.FullName ? "" : Path.DirectorySeparatorChar + PublishPlan.PlanJsonName)}", "Name a plan.json or its folder, such as smartbeats design has written.");
    }

    /// <summary>The map a plan was made on: the one named, or the areas that lie beside the plan.</summary>
    /// <param name="asked">Null to take those beside it.</param>
    /// <param name="idField">The map's attribute with the ids; null for the plan's.</param>
    /// <exception cref="InputException">None is named, and none lies beside the plan.</exception>
    public static (string Name, CityMap Map) ReadMap(FileInfo given, PlanFile plan, FileInfo? asked, string? idField)
    {
        var beside = new FileInfo(Path.Combine(Path.GetDirectoryName(PathOf(given))!, AreasName));
        var file = asked ?? (beside.Exists ? beside : throw new InputException(
            "--areas", $"a plan holds no shapes, and no {AreasName} lies beside it", "Name the map the plan was made on: --areas city.zip."));
        using var stream = file.OpenRead();
        return (file.Name, CityMapReader.Read(file.Name, stream, new CityMapOptions { IdField = idField ?? (asked is null ? IdField : plan.MapIdField), IsOfPlan = asked is null }));
    }
}
