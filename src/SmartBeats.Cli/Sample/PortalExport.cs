using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace SmartBeats.Cli.Sample;

/// <summary>Writes the invented calls as a city's portal publishes them: none of the columns is one of SmartBeats' own.</summary>
internal static class PortalExport
{
    private static readonly LocalDateTimePattern _time = LocalDateTimePattern.CreateWithInvariantCulture("MM'/'dd'/'uuuu hh':'mm':'ss tt");

    /// <summary>The rows of <c>calls.csv</c> in the same order; UTF-8 without BOM, every line ends in a line feed.</summary>
    public static byte[] Write(IReadOnlyList<InventedCall> calls)
    {
        var text = new StringBuilder("OBJECTID,CAD Event Number,Call Received,Call Priority,Latitude,Longitude,")
            .Append("Report Taken,Disposition Code,Officer Minutes,Units Dispatched\n");
        for (var i = 0; i < calls.Count; i++)
        {
            var call = calls[i];
            text.Append(CultureInfo.InvariantCulture, $"{i + 1},{call.EventNumber},{_time.Format(call.Time)},P{call.Priority},")
                .Append(CultureInfo.InvariantCulture, $"{call.Place.Y:0.######},{call.Place.X:0.######},")
                .Append(CultureInfo.InvariantCulture, $"{(call.IsIncident ? 'Y' : 'N')},{call.Disposition},")
                .Append(CultureInfo.InvariantCulture, $"{call.ServiceTenths / 10}.{call.ServiceTenths % 10},{call.Units}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
