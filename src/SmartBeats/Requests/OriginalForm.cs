using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>The names and values of the form of ASU's SmartBeats, so that what was sent to it can be sent here.</summary>
/// <remarks>
/// Everything in a form is text, an input left alone is empty, and a choice not made is <c>initial</c>. The form's
/// "Calls-For-Service data" (<c>type_of_data</c> False) selected calls that are not incidents, and means that here.
/// One habit is not kept: the form sent the number of beats and the calls per beat both and let the method choose;
/// here the other one must be left empty, because a silent choice is not what somebody asked for.
/// </remarks>
internal sealed class OriginalForm
{
    public const string Method = "beat_creation_method";

    private const string ByWorkload = "ATTRIBUTE_TARGET";
    private const string ByNumber = "NUMBER_ZONES_AND_ATTRIBUTE";

    private static readonly string[] Methods = [ByWorkload, ByNumber];

    /// <summary>Our field of each of the form's, the method aside, which chooses between two.</summary>
    public static readonly IReadOnlyDictionary<string, string> FieldOf = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["number_of_beats"] = "beats",
        ["cfs_per_beat"] = "workloadPerBeat",
        ["type_of_data"] = "data",
        ["is_incident"] = "data",
        ["priority"] = "priorities",
        ["disposition"] = "dispositions",
        ["disposition_type"] = "dispositions",
        ["start_datetime"] = "from",
        ["end_datetime"] = "to",
    };

    private static readonly Dictionary<string, CallData> DataWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["true"] = CallData.Incidents,
        ["t"] = CallData.Incidents,
        ["1"] = CallData.Incidents,
        ["incident"] = CallData.Incidents,
        ["incidents"] = CallData.Incidents,
        ["Incident data only"] = CallData.Incidents,
        ["false"] = CallData.NonIncidents,
        ["f"] = CallData.NonIncidents,
        ["0"] = CallData.NonIncidents,
        ["non-incidents"] = CallData.NonIncidents,
        ["Calls-For-Service data"] = CallData.NonIncidents,
        ["all"] = CallData.All,
        ["both"] = CallData.All,
    };

    private string? _method;

    public static IEnumerable<string> Names => FieldOf.Keys.Append(Method);

    /// <summary>The value in our words where the form's differ; a value it never had is left to the field's own reader.</summary>
    public static RequestValue Translated(string field, RequestValue value)
    {
        if (field != "data")
            return value;

        var text = value.Json.ValueKind == JsonValueKind.String ? value.Json.GetString()! : value.Json.GetRawText();
        return DataWords.TryGetValue(text, out var data)
            ? value with { Json = StrictJson.Text(RequestFields.DataWords[(int)data]) }
            : value;
    }

    public void ReadMethod(RequestValue value)
    {
        if (!value.IsNotGiven && value.OneOf(Methods, "Choose by the workload of a beat, or by the number of beats.") is { } method)
            _method = Methods[method];
    }

    /// <summary>Faults a method whose number is missing, or that contradicts the number given.</summary>
    /// <param name="nameOfField">Fields given, each with the name it was given by.</param>
    public void CheckAgainst(IReadOnlyDictionary<string, string> nameOfField, List<RequestFault> faults)
    {
        if (_method is null)
            return;

        var (wanted, wantedName, other) = _method == ByWorkload
            ? ("workloadPerBeat", "cfs_per_beat", "beats")
            : ("beats", "number_of_beats", "workloadPerBeat");
        if (nameOfField.TryGetValue(other, out var contradicting))
            faults.Add(new RequestFault(Method, $"{Method} {_method} contradicts {contradicting}", "Keep one of them."));
        else if (!nameOfField.ContainsKey(wanted))
            faults.Add(new RequestFault(wantedName, $"{Method} {_method} needs {wantedName}", $"Fill in {wantedName}."));
    }
}
