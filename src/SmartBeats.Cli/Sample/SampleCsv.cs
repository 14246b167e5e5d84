using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;
using NodaTime.Text;

namespace SmartBeats.Cli.Sample;

/// <summary>Writes invented calls in the format calls are loaded from, optional columns included.</summary>
internal static class SampleCsv
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss");

    /// <summary>UTF-8 without BOM; every line ends in a line feed.</summary>
    public static byte[] Write(IReadOnlyList<InventedCall> calls)
    {
        var text = new StringBuilder("event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition,service_minutes,units\n");
        foreach (var call in calls)
        {
            text.Append(CultureInfo.InvariantCulture, $"{call.EventNumber},{call.Priority},{Quoted(call.Address)},{(call.IsIncident ? 't' : 'f')},")
                .Append(CultureInfo.InvariantCulture, $"{Point(call.Place)},{Time.Format(call.Time)},{call.Disposition},")
                .Append(CultureInfo.InvariantCulture, $"{call.ServiceTenths / 10}.{call.ServiceTenths % 10},{call.Units}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Point(Coordinate place) =>
        string.Create(CultureInfo.InvariantCulture, $"POINT({place.X:0.######} {place.Y:0.######})");

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
