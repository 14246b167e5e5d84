using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Parameters of a call as the database gets them: a text is a text, and no other type without a hint or a cast.</summary>
internal static class ParameterValues
{
    /// <param name="parameters">The call's array; undefined where it has none.</param>
    /// <param name="names">Those of the statement; all must be given, and no other.</param>
    public static IEnumerable<NpgsqlParameter> Bind(JsonElement parameters, IReadOnlyList<string> names)
    {
        var given = new Dictionary<string, NpgsqlParameter>();
        foreach (var parameter in parameters.ValueKind == JsonValueKind.Array ? parameters.EnumerateArray() : default)
        {
            var name = Json.Text(parameter, "name") ?? throw DataApiError.Validation("A parameter has no name");
            if (!names.Contains(name))
            {
                throw DataApiError.Validation($"Cannot find parameter: {name}");
            }

            given[name] = Read(name, parameter);
        }

        return names.Select(name => given.TryGetValue(name, out var value) ? value : throw DataApiError.Validation($"Named parameter {name} has no value"));
    }

    private static NpgsqlParameter Read(string name, JsonElement parameter)
    {
        if (!parameter.TryGetProperty("value", out var field) || field.ValueKind != JsonValueKind.Object || field.EnumerateObject().Count() != 1)
        {
            throw DataApiError.Validation($"The value of parameter {name} must have exactly one member");
        }

        var (kind, value) = (field.EnumerateObject().Single().Name, field.EnumerateObject().Single().Value);
        var hint = Json.Text(parameter, "typeHint");
        try
        {
            return kind switch
            {
                "isNull" when value.GetBoolean() => new NpgsqlParameter { Value = DBNull.Value },
                "stringValue" => ReadText(value.GetString()!, hint),
                "longValue" => new NpgsqlParameter<long> { TypedValue = value.GetInt64() },
                "doubleValue" => new NpgsqlParameter<double> { TypedValue = Json.Double(value) },
                "booleanValue" => new NpgsqlParameter<bool> { TypedValue = value.GetBoolean() },
                "blobValue" => new NpgsqlParameter<byte[]> { TypedValue = value.GetBytesFromBase64() },
                "arrayValue" => throw DataApiError.Validation("Array parameters are not supported."),
                _ => throw DataApiError.Validation($"Parameter {name} has no value"),
            };
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException)
        {
            throw DataApiError.Serialization($"{kind} of parameter {name} is no such value");
        }
    }

    private static NpgsqlParameter ReadText(string text, string? hint)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw DataApiError.Validation("A text cannot hold the character 0");
        }

        return hint switch
        {
            null => new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Varchar },
            "JSON" => new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Json },
            "UUID" => Hinted(Guid.TryParseExact(text, "D", out var id), id, NpgsqlDbType.Uuid),
            "DECIMAL" => Hinted(decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number), number, NpgsqlDbType.Numeric),
            "DATE" => Hinted(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date), date, NpgsqlDbType.Date),
            "TIME" => Hinted(TimeOnly.TryParseExact(text, "HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time), time, NpgsqlDbType.Time),
            "TIMESTAMP" => Hinted(
                DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at), at, NpgsqlDbType.Timestamp),
            _ => throw DataApiError.Validation($"{hint} is no type hint"),
        };

        NpgsqlParameter Hinted(bool isSuch, object value, NpgsqlDbType type) =>
            isSuch ? new NpgsqlParameter { Value = value, NpgsqlDbType = type } : throw DataApiError.Validation($"A value with the type hint {hint} has another form");
    }
}
