using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Log lines to stdout, which the service sends to CloudWatch Logs: <c>time TAB request id TAB level TAB message</c>, or
/// one JSON object a line where AWS_LAMBDA_LOG_FORMAT is JSON. Lines below AWS_LAMBDA_LOG_LEVEL are dropped.
/// </summary>
internal sealed class ConsoleLogger(string requestId, string traceId, TimeProvider clock) : ILambdaLogger
{
    private readonly bool _json = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT") is "JSON";
    private readonly LogLevel _lowest = Level(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"), LogLevel.Trace);

    public void Log(string message) => Console.Out.Write(message);

    public void LogLine(string message) => Write(nameof(LogLevel.Information), null, message, []);

    public void Log(string level, string message) => Write(level, null, message, []);

    public void Log(string level, string message, params object[] args) => Write(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) => Write(level, exception, message, args);

    private void Write(string level, Exception exception, string message, object[] args)
    {
        if (Level(level, LogLevel.Information) < _lowest) return;
        var text = LogTemplate.Fill(message ?? "", args, out var named);
        var time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Console.Out.WriteLine(_json ? JsonLine(time, level, exception, text, named) : TextLine(time, level, exception, text));
    }

    private string TextLine(string time, string level, Exception exception, string text) =>
        $"{time}\t{requestId}\t{Short(level)}\t{text}" + (exception is null ? "" : Environment.NewLine + exception);

    private string JsonLine(string time, string level, Exception exception, string text, List<(string Name, object Value)> named)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", time);
            writer.WriteString("level", level);
            writer.WriteString("requestId", requestId);
            if (!string.IsNullOrEmpty(traceId)) writer.WriteString("traceId", traceId);
            writer.WriteString("message", text);
            foreach (var (name, value) in named) LogTemplate.WriteProperty(writer, name, value);
            if (exception is not null)
            {
                writer.WriteString("errorType", exception.GetType().FullName);
                writer.WriteString("errorMessage", exception.Message);
                writer.WriteStartArray("stackTrace");
                foreach (var line in exception.ToString().Split('\n')) writer.WriteStringValue(line.Trim());
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static LogLevel Level(string text, LogLevel otherwise) => text?.ToUpperInvariant() switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "INFO" or "INFORMATION" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "CRITICAL" => LogLevel.Critical,
        _ => otherwise,
    };

    private static string Short(string level) => Level(level, LogLevel.Information) switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
