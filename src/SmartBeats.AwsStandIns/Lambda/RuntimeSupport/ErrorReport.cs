using System.Buffers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception as the Runtime API takes it. A state machine matches <c>errorType</c>: the class's name without its namespace.</summary>
internal static class ErrorReport
{
    /// <summary>Causes of causes are told this deep; the log has them all.</summary>
    private const int Depth = 5;

    /// <summary>More is not taken: the type still goes in a header.</summary>
    private const int MostBytes = 256 * 1024;

    private static ReadOnlySpan<byte> TooLarge => "{\"errorMessage\": \"Exception exceeded maximum payload size of 256KB.\"}"u8;

    public static string TypeName(Exception error) => error.GetType().Name;

    public static byte[] Json(Exception error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, error, Depth);
        return buffer.WrittenCount <= MostBytes ? buffer.WrittenSpan.ToArray() : [.. TooLarge];
    }

    private static void Write(Utf8JsonWriter writer, Exception error, int depth)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", TypeName(error));
        writer.WriteString("errorMessage", error.Message);
        // One that was never thrown has none.
        var frames = (error.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (frames.Length > 0)
        {
            writer.WriteStartArray("stackTrace");
            foreach (var line in frames) writer.WriteStringValue(line);
            writer.WriteEndArray();
        }
        if (depth > 0 && error.InnerException is { } cause)
        {
            writer.WritePropertyName("cause");
            Write(writer, cause, depth - 1);
        }
        if (depth > 0 && error is AggregateException several)
        {
            writer.WriteStartArray("causes");
            foreach (var one in several.InnerExceptions) Write(writer, one, depth - 1);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
