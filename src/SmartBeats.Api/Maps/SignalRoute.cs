using System.Text.Json;
using SmartBeats.Api.Answers;
using SmartBeats.Geography.Columns;
using SmartBeats.Pipeline.Run;
using SmartBeats.Signals;

namespace SmartBeats.Api.Maps;

/// <summary>What a workload can be weighed from beside calls.</summary>
internal static class SignalRoute
{
    /// <summary><c>GET /cities/{city}/signals</c>: the city's signals, and the columns of its current map with their values.</summary>
    public static async Task<ApiAnswer> ListAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request) is { } refusal)
        {
            return refusal;
        }

        var (files, city) = (request.Home.Files, request.City);
        if (await CityFiles.FindSettingsAsync(files, city, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        var signals = await CitySignals.ListAsync(files, city, request.Cancellation);
        var map = await CityFiles.FindCurrentMapAsync(files, city, request.Cancellation);
        var columns = map is null ? MapColumns.None : await CityFiles.LoadColumnsAsync(files, city, map.Version, map.Columns, map.Areas, request.Cancellation);
        return new ApiAnswer(200, Write(map?.Version, signals, columns));
    }

    private static byte[] Write(string? mapVersion, IReadOnlyList<SignalRecord> signals, MapColumns columns)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (mapVersion is not null)
            {
                json.WriteString("map", mapVersion);
            }

            json.WriteStartArray("signals");
            foreach (var signal in signals)
            {
                json.WriteStartObject();
                json.WriteString("name", signal.Name);
                json.WriteString("fileName", signal.FileName);
                json.WriteString("unit", signal.Unit);
                json.WriteNumber("features", signal.Features);
                json.WriteNumber("total", signal.Total);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("columns");
            foreach (var column in columns.All)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteBoolean("text", column.IsText);
                json.WriteBoolean("canBeWeighed", ColumnAmounts.HasNumbers(column));
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

        return bytes.ToArray();
    }
}
