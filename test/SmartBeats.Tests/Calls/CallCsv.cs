using System.Text;
using SmartBeats.Calls;

namespace SmartBeats.Tests.Calls;

/// <summary>Reads a CSV given as text, and keeps everything that comes out.</summary>
internal sealed class CallCsv
{
    public const string Header = "event_number,priority,address,is_incident,geometry_wkt,timestamp,disposition";
    public const string Row = "E1,3,5 MAIN ST,f,POINT(-112.19 33.54),2019-01-01 08:30:00,6";

    public static readonly City Glendale = new("glendale", "Glendale", "America/Phoenix");
    public static readonly CityBox GlendaleBox = new(-112.4, 33.4, -112.0, 33.8);

    private CallCsv(CallReader reader, byte[] csv, CancellationToken cancellation)
    {
        using var rejected = new StringWriter();
        try
        {
            reader.Read(new MemoryStream(csv), calls => Calls.AddRange(calls), rejected, cancellation);
        }
        catch (InputException refusal)
        {
            Refusal = refusal;
        }

        Report = reader.Report;
        Rejected = rejected.ToString();
    }

    public List<Call> Calls { get; } = [];

    public CallReadReport? Report { get; }

    public string Rejected { get; }

    /// <summary>The lines of rejected.csv after its header.</summary>
    public string[] RejectedLines => Rejected.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    public InputException? Refusal { get; }

    public static CallCsv Read(byte[] csv, CallReadOptions? options = null, City? city = null) =>
        new(new CallReader("calls.csv", city ?? Glendale, options), csv, CancellationToken.None);

    public static CallCsv Read(string csv, CallReadOptions? options = null, City? city = null) => Read(Encoding.UTF8.GetBytes(csv), options, city);

    /// <summary>Rows under the usual header, with any share of bad ones allowed.</summary>
    public static CallCsv Rows(params string[] rows) =>
        Read(string.Join('\n', [Header, .. rows]), new CallReadOptions { MaxRejectedShare = 1 });

    /// <summary>One row, sound but for what is named.</summary>
    public static CallCsv With(string? eventNumber = null, string? priority = null, string? isIncident = null, string? geometry = null, string? timestamp = null, string? disposition = null, City? city = null) =>
        Read(
            $"{Header}\n{eventNumber ?? "E1"},{priority ?? "3"},5 MAIN ST,{isIncident ?? "f"},{geometry ?? "POINT(-112.19 33.54)"},{timestamp ?? "2019-01-01 08:30:00"},{disposition ?? "6"}\n",
            new CallReadOptions { MaxRejectedShare = 1 },
            city);
}
