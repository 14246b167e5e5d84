using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>Requests as JSON: read strictly, written in one canonical form.</summary>
public static class PlanRequestJson
{
    private static readonly PlanRequest Defaults = new();

    /// <summary>Reads a request, naming all its faults at once.</summary>
    /// <param name="where">The file or place it came from, as the message begins.</param>
    /// <param name="json">UTF-8, with or without BOM; our fields or those of the original's form. Null is the same as leaving a field out.</param>
    /// <exception cref="InputException">Not JSON, an unknown field, a wrong value, neither or both of beats and workloadPerBeat, or an <see cref="InlineSide"/>, which only <see cref="Read"/> hands on.</exception>
    public static PlanRequest Parse(string where, ReadOnlyMemory<byte> json) => Read(json).OrThrow(where);

    /// <inheritdoc cref="Parse(string, ReadOnlyMemory{byte})"/>
    public static PlanRequest Parse(string where, string json) => Parse(where, Encoding.UTF8.GetBytes(json));

    /// <summary>Reads a request for a caller that answers with the faults one by one. Never throws for what is in the text.</summary>
    public static RequestReading Read(ReadOnlyMemory<byte> json)
    {
        using var document = StrictJson.TryOpen(json, out var fault);
        return document is null
            ? new RequestReading(null, [new RequestFault("", fault, "Send one object such as {\"city\": \"glendale\", \"beats\": 25}.")])
            : RequestReader.Read(document.RootElement, Defaults, asForm: false);
    }

    /// <summary>Reads fields that come as text: a command line's flags, a form's inputs.</summary>
    /// <param name="fields">Field names as in JSON; a name given several times makes a list, and commas separate a list's entries.
    /// Weights per priority are written as in JSON (<c>{"1":3}</c>).</param>
    /// <param name="start">A request these fields change; null to start from the defaults. A number of beats replaces a workload per beat and the other way round.</param>
    public static RequestReading ReadFields(IEnumerable<KeyValuePair<string, string>> fields, PlanRequest? start = null)
    {
        var json = Written(writer =>
        {
            writer.WriteStartObject();
            foreach (var field in fields.GroupBy(field => field.Key, field => field.Value, StringComparer.Ordinal))
            {
                writer.WritePropertyName(field.Key);
                WriteText(writer, field.Key, [.. field]);
            }

            writer.WriteEndObject();
        });
        using var document = StrictJson.TryOpen(json, out var fault);
        return document is null
            ? new RequestReading(null, [new RequestFault("", fault, "Write the fields as plain text.")])
            : RequestReader.Read(document.RootElement, start ?? Defaults, asForm: true);
    }

    /// <summary>
    /// The one text of a request: every field in a fixed order, null where none was chosen, lists sorted, no white space,
    /// ASCII. Equal requests have equal texts, and <see cref="Parse(string, string)"/> gives the request back.
    /// </summary>
    public static string Canonical(PlanRequest request) => Encoding.UTF8.GetString(CanonicalBytes(request).Span);

    /// <summary><see cref="Canonical"/> as UTF-8.</summary>
    public static ReadOnlyMemory<byte> CanonicalBytes(PlanRequest request) => Written(writer => WriteCanonical(writer, request));

    /// <summary>Writes the canonical object into a larger document.</summary>
    public static void WriteCanonical(Utf8JsonWriter writer, PlanRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("city", request.City);
        WriteOrNull("beats", request.Beats, value => writer.WriteNumberValue(value));
        WriteOrNull("workloadPerBeat", request.WorkloadPerBeat, value => writer.WriteNumberValue(value));
        writer.WriteString("data", RequestFields.DataWords[(int)request.Data]);
        WriteList("priorities", request.Priorities.Distinct().Order(), writer.WriteNumberValue);
        WriteList("dispositions", request.Dispositions.Distinct().Order(StringComparer.Ordinal), writer.WriteStringValue);
        writer.WriteString("from", request.From is { } from ? RequestTime.Print(from) : null);
        writer.WriteString("to", request.To is { } to ? RequestTime.Print(to) : null);
        WriteList("weekdays", request.Weekdays.Distinct().Order(), day => writer.WriteStringValue(RequestTime.Print(day)));
        writer.WriteString("hours", request.Hours is { } hours ? $"{hours.From}-{hours.To}" : null);
        if (request.Workload == WorkloadKind.PriorityWeights)
            WriteWeights();
        else
            writer.WriteString("workload", RequestFields.WorkloadWords[(int)request.Workload]);

        writer.WriteNumber("tolerance", request.Tolerance);
        writer.WriteString("goal", RequestFields.GoalWords[(int)request.Goal]);
        writer.WriteNumber("seed", request.Seed);
        WriteOrNull("effort", request.Effort, value => writer.WriteNumberValue(value));
        writer.WriteBoolean("bridges", request.Bridges);
        // Only where asked for: a plan made before it existed keeps its name.
        if (request.Response is { } response)
            RequestResponse.Write(writer, response);

        if (request.Shifts.Count > 0)
        {
            WriteList("shifts", request.Shifts.Select(shift => $"{shift.From}-{shift.To}"), writer.WriteStringValue);
            writer.WriteNumber("shiftBudget", request.ShiftBudget);
        }

        if (request.Rank > 0)
            writer.WriteNumber("rank", request.Rank);

        if (request.Sectors > 0)
            writer.WriteNumber("sectors", request.Sectors);

        RequestBacktest.Write(writer, request);
        RequestDetails.Write(writer, request);
        RequestPeriods.Write(writer, request);
        RequestTolerance.Write(writer, request);
        RequestSignals.Write(writer, request);
        RequestWishes.Write(writer, request);
        if (request.Also.Count > 0)
            WriteList("also", request.Also.Distinct().Order(StringComparer.Ordinal), writer.WriteStringValue);

        writer.WriteEndObject();

        void WriteOrNull<T>(string name, T? value, Action<T> write)
            where T : struct
        {
            writer.WritePropertyName(name);
            if (value is { } given)
                write(given);
            else
                writer.WriteNullValue();
        }

        void WriteList<T>(string name, IEnumerable<T> items, Action<T> write)
        {
            writer.WriteStartArray(name);
            foreach (var item in items)
                write(item);

            writer.WriteEndArray();
        }

        void WriteWeights()
        {
            writer.WriteStartObject("workload");
            foreach (var (priority, weight) in request.PriorityWeights.OrderBy(pair => pair.Key))
                writer.WriteNumber(((char)('0' + priority)).ToString(), weight / 1.000m);

            writer.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string[] values)
    {
        if (name is "workload" or "weighPeriods" or "diversion" or "weigh" or "keepWhole" && values is [['{', ..] weights] && IsJson(weights))
        {
            writer.WriteRawValue(weights);
        }
        else if (values is [var only])
        {
            writer.WriteStringValue(only);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var value in values)
                writer.WriteStringValue(value);

            writer.WriteEndArray();
        }
    }

    private static bool IsJson(string text)
    {
        using var document = StrictJson.TryOpen(Encoding.UTF8.GetBytes(text), out _);
        return document is not null;
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }
}
