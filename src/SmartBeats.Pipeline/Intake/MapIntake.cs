using SmartBeats.Geography;

namespace SmartBeats.Pipeline.Intake;

/// <summary>Reads an uploaded map, whole and within bounds.</summary>
public static class MapIntake
{
    /// <summary>Areas of a map, at most: more are not designed with.</summary>
    public const int MostAreas = 50_000;

    /// <summary>The file's areas, by the city's settings.</summary>
    /// <exception cref="InputException">No usable map, or one too large.</exception>
    public static async Task<CityMap> ReadAsync(IntakeFile file, CitySettings settings, CancellationToken cancellation)
    {
        var options = new CityMapOptions { IdField = settings.IdField };
        if (file.Bytes > options.MaxBytes)
        {
            throw new InputException(
                file.Name,
                $"has {file.Bytes >> 20:N0} MB, more than the {options.MaxBytes >> 20:N0} MB a map may have",
                "Simplify its shapes, or leave out what is not the city's.");
        }

        using var content = new MemoryStream();
        await using (var stream = file.Open())
        {
            await stream.CopyToAsync(content, cancellation);
        }

        content.Position = 0;
        var map = CityMapReader.Read(file.Name, content, options);
        return map.Areas.Count <= MostAreas ? map : throw new InputException(
            file.Name,
            $"has {map.Areas.Count:N0} areas, more than the {MostAreas:N0} that are designed with",
            "Use larger areas, such as block groups or reporting districts.");
    }
}
