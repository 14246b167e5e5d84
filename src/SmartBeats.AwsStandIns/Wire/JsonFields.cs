using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;

namespace SmartBeats.AwsStandIns.Wire;

/// <summary>Members of AWS JSON: what is not set is not written, what is absent or null reads as not set.</summary>
internal static class JsonFields
{
    public static void Put(this Utf8JsonWriter writer, string name, string value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    public static void Put(this Utf8JsonWriter writer, string name, ConstantClass value) => writer.Put(name, value?.Value);

    public static void Put(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is { } set) writer.WriteBoolean(name, set);
    }

    public static void Put(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } set) writer.WriteNumber(name, set);
    }

    public static void Put<T>(this Utf8JsonWriter writer, string name, List<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items is null) return;
        writer.WritePropertyName(name);
        writer.WriteItems(items, write);
    }

    public static void WriteItems<T>(this Utf8JsonWriter writer, List<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items) write(writer, item);
        writer.WriteEndArray();
    }

    /// <summary>JSON has no word for NaN and the infinities; AWS writes them as text.</summary>
    public static void WriteDouble(this Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    }

    public static string Text(this JsonElement element, string name) => element.Find(name)?.GetString();

    public static bool? Flag(this JsonElement element, string name) => element.Find(name)?.GetBoolean();

    public static int? Int(this JsonElement element, string name) => element.Find(name)?.GetInt32();

    public static long? Long(this JsonElement element, string name) => element.Find(name)?.GetInt64();

    /// <summary>Seconds since 1970, with fractions, as AWS JSON sends them; UTC.</summary>
    public static DateTime? Time(this JsonElement element, string name) =>
        element.Find(name) is { } value ? DateTime.UnixEpoch.AddTicks((long)(value.GetDecimal() * TimeSpan.TicksPerSecond)) : null;

    public static List<T> List<T>(this JsonElement element, string name, Func<JsonElement, T> read) =>
        element.Find(name) is { } array ? array.Items(read) : null;

    public static List<T> Items<T>(this JsonElement array, Func<JsonElement, T> read)
    {
        var items = new List<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray()) items.Add(read(item));
        return items;
    }

    public static JsonElement? Find(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static double Double(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString(), CultureInfo.InvariantCulture) : value.GetDouble();
}
