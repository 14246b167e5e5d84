using System.Globalization;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Geography.Shapefile;

/// <summary>The files of one shapefile, unfolded.</summary>
internal sealed record ShapefileParts(byte[] Shp, byte[]? Shx, byte[]? Dbf, string? Prj, string? CodePage);

/// <summary>Reads one shapefile to a layer.</summary>
internal static class ShapefileReader
{
    /// <param name="where">The .shp as messages name it.</param>
    /// <param name="conversion">See <see cref="MapLayer.Conversion"/>.</param>
    /// <param name="use">What its shapes are for.</param>
    public static MapLayer Read(ShapefileParts parts, string where, string conversion, ShapeUse use = ShapeUse.Areas)
    {
        var notes = new List<string>();
        var polygons = use == ShapeUse.Areas ? ShpReader.Read(parts.Shp, parts.Shx, where, notes) : ShpPathReader.Read(parts.Shp, parts.Shx, where, notes);
        var table = parts.Dbf is { } dbf ? DbfReader.Read(dbf, parts.CodePage, Path.ChangeExtension(where, ".dbf")) : null;
        if (table is null)
        {
            notes.Add($"{where} has no attribute table (.dbf).");
        }
        else if (table.AnnouncedRows > table.RowCount)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"The attribute table of {where} is cut off: it announces {table.AnnouncedRows:N0} rows and holds {table.RowCount:N0}."));
        }
        else if (table.RowCount != polygons.Count)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{where} has {polygons.Count:N0} shapes and {table.RowCount:N0} rows of attributes: they were matched from the top."));
        }

        var shapes = new List<MapShape>(polygons.Count);
        var deleted = 0;
        for (var row = 0; row < polygons.Count; row++)
        {
            if (table is not null && table.IsDeleted(row))
            {
                deleted++;
                continue;
            }

            shapes.Add(new MapShape(row + 1, row, polygons[row]));
        }

        if (deleted > 0)
        {
            notes.Add($"{Wording.Count(deleted, "record")} marked as deleted {(deleted == 1 ? "was" : "were")} left out.");
        }

        return new MapLayer(where, "record", conversion, shapes, table is null ? NoAttributes.Instance : table, ReferenceSystem.FromPrj(parts.Prj), notes);
    }

    private sealed class NoAttributes : IAttributeTable
    {
        public static readonly NoAttributes Instance = new();

        public IReadOnlyList<AttributeField> Fields => [];

        public string?[] Column(int field) => throw new ArgumentOutOfRangeException(nameof(field));
    }
}
