using System.Text.Json;

namespace SmartBeats.Geography.Forms;

/// <summary>Which form of map a JSON file is.</summary>
internal enum JsonMapForm
{
    /// <summary>GeoJSON, one feature a line or a collection; also what is none of the others, which its reader refuses by what it finds.</summary>
    GeoJson,
    Esri,
    Topology,

    /// <summary>Rows as Socrata's portals export them as JSON: no map, but near to one.</summary>
    SocrataRows,
}

/// <summary>Tells the forms of JSON maps by the members of the outermost object.</summary>
internal static class MapForm
{
    /// <summary>Looks no further than it must, and never faults: what is broken is told by the reader.</summary>
    public static JsonMapForm Tell(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return JsonMapForm.GeoJson;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("type"u8))
                {
                    return json.Read() && json.TokenType == JsonTokenType.String && json.ValueTextEquals("Topology"u8) ? JsonMapForm.Topology : JsonMapForm.GeoJson;
                }

                if (json.ValueTextEquals("geometryType"u8) || json.ValueTextEquals("spatialReference"u8) || json.ValueTextEquals("fieldAliases"u8)
                    || json.ValueTextEquals("displayFieldName"u8) || json.ValueTextEquals("objectIdFieldName"u8))
                {
                    return JsonMapForm.Esri;
                }

                if (json.ValueTextEquals("meta"u8))
                {
                    return JsonMapForm.SocrataRows;
                }

                json.Read();
                json.Skip();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return JsonMapForm.GeoJson;
        }

        return JsonMapForm.GeoJson;
    }
}
