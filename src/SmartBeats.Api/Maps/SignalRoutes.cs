using System.Text.Json;
using System.Text.Json.Nodes;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Plans;
using SmartBeats.Geography.Columns;
using SmartBeats.Pipeline.Run;
using SmartBeats.Requests;
using SmartBeats.Signals;

namespace SmartBeats.Api.Maps;

/// <summary>What a workload can be weighed from beside calls.</summary>
internal static class SignalRoutes
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

    /// <summary><c>DELETE /cities/{city}/signals/{signal}?dryRun=true</c>: takes a signal out, or says what is weighed from it.</summary>
    public static async Task<ApiAnswer> RemoveAsync(ApiRequest request)
    {
        if (Reading.RefuseStrangers(request, "dryRun") is { } refusal)
        {
            return refusal;
        }

        var (home, city, name) = (request.Home, request.City, request.Values["signal"]);
        var dryRun = request.FindQuery("dryRun");
        if (dryRun is not (null or "true" or "false"))
        {
            return ApiAnswer.WrongFields(new RequestFault("dryRun", "it is neither true nor false", "Write ?dryRun=true, or leave it out to remove the signal."));
        }

        if (await CityFiles.FindSettingsAsync(home.Files, city, request.Cancellation) is null)
        {
            return ApiAnswer.NoSuchCity(city);
        }

        // Found before it is gone: which plans it has a share of stands in their own files.
        var plans = await PlanCatalogue.ListWeighedAsync(home, city, name, request.Cancellation);
        var signal = dryRun == "true"
            ? await CitySignals.FindAsync(home.Files, city, name, request.Cancellation)
            : await CitySignals.RemoveAsync(home.Files, city, name, request.Cancellation);
        return signal is null
            ? ApiAnswer.NothingHere($"City {city} has no such signal, or it is removed already. GET /cities/{city}/signals lists them.")
            : ApiAnswer.Json(200, new JsonObject
            {
                ["name"] = signal.Name,
                ["removed"] = dryRun != "true",
                ["plans"] = new JsonArray([.. plans.Select(plan => JsonValue.Create(plan))]),
            });
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
