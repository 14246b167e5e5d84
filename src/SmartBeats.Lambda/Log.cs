using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SmartBeats.Lambda;

/// <summary>Every line that is logged: one JSON object, with run, stage and measures. Never an address, a place or an event number.</summary>
internal static class Log
{
    public static void StageDone(string stage, string runId, long milliseconds, long items) => Line("info", "stage done", line =>
    {
        line.WriteString("stage", stage);
        line.WriteString("run", runId);
        line.WriteNumber("milliseconds", milliseconds);
        line.WriteNumber("items", items);
    });

    public static void CallsLoaded(string city, string upload, long rows, long rejected, long inserted, long updated, long unchanged) => Line("info", "calls loaded", line =>
    {
        line.WriteString("city", city);
        line.WriteString("upload", upload);
        line.WriteNumber("rows", rows);
        line.WriteNumber("rejected", rejected);
        line.WriteNumber("inserted", inserted);
        line.WriteNumber("updated", updated);
        line.WriteNumber("unchanged", unchanged);
    });

    public static void MapLoaded(string city, string upload, int areas, string version) => Line("info", "map loaded", line =>
    {
        line.WriteString("city", city);
        line.WriteString("upload", upload);
        line.WriteNumber("areas", areas);
        line.WriteString("version", version);
    });

    public static void UploadEnded(string upload, string outcome) => Line("info", "upload " + outcome, line => line.WriteString("upload", upload));

    public static void UploadRefused(string upload, string reason) => Line("warning", "upload refused", line =>
    {
        line.WriteString("upload", upload);
        line.WriteString("reason", reason);
    });

    public static void LoadContinues(string upload, int turn) => Line("info", "load continues in a next invocation", line =>
    {
        line.WriteString("upload", upload);
        line.WriteNumber("turn", turn);
    });

    public static void DatabaseRetried(string what, int attempt, double waitSeconds, string fault) => Line("warning", "database call repeated", line =>
    {
        line.WriteString("call", what);
        line.WriteNumber("attempt", attempt);
        line.WriteNumber("waitSeconds", Math.Round(waitSeconds, 3));
        line.WriteString("fault", fault);
    });

    public static void Migrated(int number, string name) => Line("info", "migration applied", line =>
    {
        line.WriteNumber("number", number);
        line.WriteString("name", name);
    });

    public static void CityRemoved(string city, long rows) => Line("info", "city removed", line =>
    {
        line.WriteString("city", city);
        line.WriteNumber("rows", rows);
    });

    public static void Answered(string method, string route, int status, long milliseconds) => Line(status >= 500 ? "error" : "info", "answered", line =>
    {
        line.WriteString("method", method);
        line.WriteString("route", route);
        line.WriteNumber("status", status);
        line.WriteNumber("milliseconds", milliseconds);
    });

    public static void Noticed(string id, string subject) => Line("info", "notice sent", line =>
    {
        line.WriteString("about", id);
        line.WriteString("subject", subject);
    });

    public static void Failed(string what, Exception fault) => Line("error", what, line =>
    {
        line.WriteString("errorType", fault.GetType().Name);
        line.WriteString("errorMessage", fault is InputException ? fault.Message : "");
        line.WriteString("stack", fault.StackTrace);
    });

    /// <summary>A small file that nobody can read any more: an alarm looks for this line.</summary>
    /// <param name="folder">Where it lies; never its name, which may be a link's token.</param>
    public static void Damaged(string folder, Exception fault) => Line("error", LogMessages.Damaged, line =>
    {
        line.WriteString("folder", folder);
        line.WriteString("errorType", fault.GetType().Name);
    });

    private static void Line(string level, string message, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("level", level);
            writer.WriteString("message", message);
            write(writer);
            writer.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
