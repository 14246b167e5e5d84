using System.Text.Json;
using Amazon.RDSDataService.Model;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.RDSDataService;

/// <summary>Values and columns of the Data API on the wire.</summary>
internal static class FieldWire
{
    public static void Write(Utf8JsonWriter writer, SqlParameter parameter)
    {
        writer.WriteStartObject();
        writer.Put("name", parameter.Name);
        writer.Put("typeHint", parameter.TypeHint);
        if (parameter.Value is { } value)
        {
            writer.WritePropertyName("value");
            Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Field field)
    {
        writer.WriteStartObject();
        writer.Put("isNull", field.IsNull);
        writer.Put("booleanValue", field.BooleanValue);
        writer.Put("longValue", field.LongValue);
        writer.Put("stringValue", field.StringValue);
        if (field.DoubleValue is { } real)
        {
            writer.WritePropertyName("doubleValue");
            writer.WriteDouble(real);
        }
        if (field.BlobValue is { } blob) writer.WriteBase64String("blobValue", blob.ToArray());
        if (field.ArrayValue is { } array)
        {
            writer.WritePropertyName("arrayValue");
            Write(writer, array);
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ArrayValue array)
    {
        writer.WriteStartObject();
        writer.Put("arrayValues", array.ArrayValues, Write);
        writer.Put("booleanValues", array.BooleanValues, (w, v) => w.WriteBooleanValue(v));
        writer.Put("doubleValues", array.DoubleValues, JsonFields.WriteDouble);
        writer.Put("longValues", array.LongValues, (w, v) => w.WriteNumberValue(v));
        writer.Put("stringValues", array.StringValues, (w, v) => w.WriteStringValue(v));
        writer.WriteEndObject();
    }

    public static Field Read(JsonElement json)
    {
        var field = new Field();
        foreach (var member in json.EnumerateObject())
        {
            var value = member.Value;
            if (value.ValueKind == JsonValueKind.Null) continue;
            switch (member.Name)
            {
                case "stringValue": field.StringValue = value.GetString(); break;
                case "longValue": field.LongValue = value.GetInt64(); break;
                case "doubleValue": field.DoubleValue = JsonFields.Double(value); break;
                case "booleanValue": field.BooleanValue = value.GetBoolean(); break;
                case "isNull": field.IsNull = value.GetBoolean(); break;
                case "blobValue": field.BlobValue = new MemoryStream(value.GetBytesFromBase64()); break;
                case "arrayValue": field.ArrayValue = ReadArray(value); break;
            }
        }
        return field;
    }

    private static ArrayValue ReadArray(JsonElement json) => new()
    {
        ArrayValues = json.List("arrayValues", ReadArray),
        BooleanValues = json.List("booleanValues", v => v.GetBoolean()),
        DoubleValues = json.List("doubleValues", JsonFields.Double),
        LongValues = json.List("longValues", v => v.GetInt64()),
        StringValues = json.List("stringValues", v => v.GetString()),
    };

    public static ColumnMetadata ReadColumn(JsonElement json) => new()
    {
        ArrayBaseColumnType = json.Int("arrayBaseColumnType"),
        IsAutoIncrement = json.Flag("isAutoIncrement"),
        IsCaseSensitive = json.Flag("isCaseSensitive"),
        IsCurrency = json.Flag("isCurrency"),
        IsSigned = json.Flag("isSigned"),
        Label = json.Text("label"),
        Name = json.Text("name"),
        Nullable = json.Int("nullable"),
        Precision = json.Int("precision"),
        Scale = json.Int("scale"),
        SchemaName = json.Text("schemaName"),
        TableName = json.Text("tableName"),
        Type = json.Int("type"),
        TypeName = json.Text("typeName"),
    };
}
