using System.Text.Json;

namespace SmartBeats.Geography.Columns;

/// <summary>The form a map's columns are kept in.</summary>
public static class MapColumnsJson
{
    private const int KeptBytes = 16;

    /// <summary>Same columns, same bytes.</summary>
    /// <param name="columns">Of a map.</param>
    public static byte[] Write(MapColumns columns)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteStartArray("columns");
            foreach (var column in columns.All)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteBoolean("text", column.IsText);
                json.WriteStartArray("values");
                foreach (var value in column.Values)
                {
                    json.WriteStringValue(value);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="fileName">As a message names it.</param>
    /// <param name="json">The file.</param>
    /// <param name="areas">How many areas the map has.</param>
    /// <exception cref="InputException">Not written by <see cref="Write"/>, or of another map.</exception>
    public static MapColumns Read(string fileName, ReadOnlyMemory<byte> json, int areas)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var columns = new List<MapColumn>();
            foreach (var column in document.RootElement.GetProperty("columns").EnumerateArray())
            {
                string?[] values = [.. column.GetProperty("values").EnumerateArray().Select(value => value.GetString())];
                if (values.Length != areas)
                {
                    throw CreateRefusal(fileName, null);
                }

                columns.Add(new MapColumn(column.GetProperty("name").GetString()!, column.GetProperty("text").GetBoolean(), values));
            }

            return MapColumns.Create(columns);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw CreateRefusal(fileName, exception);
        }
    }

    /// <summary>Content hash of a file of columns.</summary>
    internal static string FindHash(ReadOnlySpan<byte> json)
    {
        var hash = new Sha256();
        hash.Append(json);
        return Convert.ToHexStringLower(hash.Finish().AsSpan(0, KeptBytes));
    }

    private static InputException CreateRefusal(string fileName, Exception? inner) =>
        new(fileName, "does not hold the columns of the map", "Load the city's map again.", inner);
}
