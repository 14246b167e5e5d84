using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>How a result is to be written.</summary>
internal sealed record ResultOptions(bool Metadata, bool AsJson, bool DecimalsAsNumbers, bool LongsAsTexts);

/// <summary>Writes what a statement returned as the service does, and stops at its limits.</summary>
internal sealed class ResultWriter(Utf8JsonWriter writer, ResultOptions options)
{
    public async Task WriteAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        writer.WriteStartObject();
        var types = Enumerable.Range(0, reader.FieldCount).Select(column => ColumnType.Of(reader.GetPostgresType(column).DisplayName)).ToArray();
        if (types.Length > 0 && options.Metadata && !options.AsJson)
        {
            WriteColumns(await reader.GetColumnSchemaAsync(cancellation), types);
        }

        if (types.Length > 0)
        {
            await (options.AsJson ? WriteFormattedAsync(reader, types, cancellation) : WriteRecordsAsync(reader, types, cancellation));
        }
        else
        {
            await reader.NextResultAsync(cancellation);
            writer.WriteStartArray("generatedFields");
            writer.WriteEndArray();
        }

        writer.WriteNumber("numberOfRecordsUpdated", types.Length > 0 ? 0 : Math.Max(0, reader.RecordsAffected));
        writer.WriteEndObject();
    }

    private async Task WriteRecordsAsync(NpgsqlDataReader reader, ColumnType[] types, CancellationToken cancellation)
    {
        writer.WriteStartArray("records");
        while (await ReadRowAsync(reader, types.Length, cancellation) is { } row)
        {
            writer.WriteStartArray();
            for (var column = 0; column < types.Length; column++)
            {
                WriteField(types[column], row[column]);
            }

            writer.WriteEndArray();
            if (writer.BytesCommitted + writer.BytesPending > DataApiLimits.AnswerBytes)
            {
                throw DataApiError.Unsupported("Database response exceeded size limit");
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>One text that is a JSON array of objects, a member a column.</summary>
    private async Task WriteFormattedAsync(NpgsqlDataReader reader, ColumnType[] types, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        using (var rows = new Utf8JsonWriter(text))
        {
            rows.WriteStartArray();
            while (await ReadRowAsync(reader, types.Length, cancellation) is { } row)
            {
                rows.WriteStartObject();
                for (var column = 0; column < types.Length; column++)
                {
                    rows.WritePropertyName(reader.GetName(column));
                    WritePlain(rows, types[column], row[column]);
                }

                rows.WriteEndObject();
            }

            rows.WriteEndArray();
        }

        writer.WriteString("formattedRecords", Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length)));
    }

    private static async Task<string?[]?> ReadRowAsync(NpgsqlDataReader reader, int columns, CancellationToken cancellation)
    {
        if (!await reader.ReadAsync(cancellation))
        {
            return null;
        }

        var row = new string?[columns];
        var bytes = 0L;
        for (var column = 0; column < columns; column++)
        {
            row[column] = reader.IsDBNull(column) ? null : reader.GetString(column);
            bytes += Encoding.UTF8.GetByteCount(row[column] ?? "");
        }

        return bytes <= DataApiLimits.RowBytes ? row : throw DataApiError.Unsupported("Packet for query is too large");
    }

    private void WriteField(ColumnType type, string? value)
    {
        writer.WriteStartObject();
        if (value is null)
        {
            writer.WriteBoolean("isNull", true);
        }
        else if (type.IsArray)
        {
            writer.WriteStartObject("arrayValue");
            writer.WriteStartArray(type.Kind switch
            {
                FieldKind.Long when !options.LongsAsTexts => "longValues",
                FieldKind.Double => "doubleValues",
                FieldKind.Boolean => "booleanValues",
                FieldKind.Blob => throw DataApiError.Unsupported($"The result contains the unsupported data type {type.Name}."),
                _ => "stringValues",
            });
            foreach (var item in ArrayText.Parse(value))
            {
                WritePlain(writer, type with { IsArray = false, Kind = type.Kind == FieldKind.Decimal || (type.Kind == FieldKind.Long && options.LongsAsTexts) ? FieldKind.Text : type.Kind }, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        else
        {
            var kind = KindOf(type, value);
            writer.WritePropertyName(kind switch
            {
                FieldKind.Long => "longValue",
                FieldKind.Double => "doubleValue",
                FieldKind.Boolean => "booleanValue",
                FieldKind.Blob => "blobValue",
                _ => "stringValue",
            });
            WritePlain(writer, type with { Kind = kind }, value);
        }

        writer.WriteEndObject();
    }

    private FieldKind KindOf(ColumnType type, string value) => type.Kind switch
    {
        FieldKind.Long when options.LongsAsTexts && type.Name == "int8" => FieldKind.Text,
        FieldKind.Decimal when !options.DecimalsAsNumbers => FieldKind.Text,
        FieldKind.Decimal => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? FieldKind.Long : FieldKind.Double,
        var kind => kind,
    };

    private static void WritePlain(Utf8JsonWriter to, ColumnType type, string? value)
    {
        switch (value is null ? (FieldKind?)null : type.IsArray ? FieldKind.Text : type.Kind)
        {
            case null:
                to.WriteNullValue();
                break;
            case FieldKind.Long:
                to.WriteNumberValue(long.Parse(value!, CultureInfo.InvariantCulture));
                break;
            case FieldKind.Double or FieldKind.Decimal:
                var number = value is "NaN" or "Infinity" or "-Infinity"
                    ? throw DataApiError.Unsupported("NaN and Infinity values are not supported")
                    : double.Parse(value!, CultureInfo.InvariantCulture);
                to.WriteNumberValue(number);
                break;
            case FieldKind.Boolean:
                to.WriteBooleanValue(value == "t");
                break;
            case FieldKind.Blob:
                to.WriteBase64StringValue(Convert.FromHexString(value.AsSpan(2)));
                break;
            default:
                // Sessions are in UTC, and the service does not print the zone.
                to.WriteStringValue(type.Name == "timestamptz" && value!.EndsWith("+00", StringComparison.Ordinal) ? value[..^3] : value);
                break;
        }
    }

    private void WriteColumns(IReadOnlyList<DbColumn> columns, ColumnType[] types)
    {
        writer.WriteStartArray("columnMetadata");
        foreach (var (column, type) in columns.Zip(types))
        {
            writer.WriteStartObject();
            writer.WriteNumber("arrayBaseColumnType", type.IsArray ? ColumnType.Of(column.DataTypeName!.Replace("[]", "", StringComparison.Ordinal)).JdbcType : 0);
            writer.WriteBoolean("isAutoIncrement", column.IsAutoIncrement == true);
            writer.WriteBoolean("isCaseSensitive", type.Kind == FieldKind.Text);
            writer.WriteBoolean("isCurrency", false);
            writer.WriteBoolean("isSigned", type.Kind is FieldKind.Long or FieldKind.Double or FieldKind.Decimal);
            writer.WriteString("label", column.ColumnName);
            writer.WriteString("name", column.ColumnName);
            // As in JDBC: 0 no, 1 yes, 2 unknown.
            writer.WriteNumber("nullable", column.AllowDBNull switch { false => 0, true => 1, null => 2 });
            writer.WriteNumber("precision", column.NumericPrecision ?? type.Precision);
            writer.WriteNumber("scale", column.NumericScale ?? 0);
            writer.WriteString("schemaName", "");
            writer.WriteString("tableName", column.BaseTableName ?? "");
            writer.WriteNumber("type", type.JdbcType);
            writer.WriteString("typeName", type.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
