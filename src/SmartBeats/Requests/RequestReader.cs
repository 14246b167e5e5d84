using System.Text.Json;
using SmartBeats.Districting;
using SmartBeats.Response;

namespace SmartBeats.Requests;

/// <summary>Fills a request field by field, noting every fault on the way instead of stopping at the first.</summary>
internal sealed class RequestReader
{
    private const int MostFaults = 20;

    private readonly List<RequestFault> _faults = [];
    private readonly Dictionary<string, string> _nameOfField = new(StringComparer.Ordinal);
    private readonly List<InlineSide> _sides = [];
    private readonly OriginalForm _form = new();
    private PlanRequest _request;

    private RequestReader(PlanRequest start) => _request = start;

    /// <param name="start">What fields that are not given keep.</param>
    /// <param name="asForm">Whether every value may come as text; the original form's fields always may.</param>
    public static RequestReading Read(JsonElement json, PlanRequest start, bool asForm)
    {
        var reader = new RequestReader(start);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (names.Add(property.Name))
                reader.ReadField(property, asForm);
            else
                reader.Fault(Shown(property.Name), $"{Shown(property.Name)} is given twice", "Keep one.");
        }

        reader._form.CheckAgainst(reader._nameOfField, reader._faults);
        reader.CheckTogether(start);
        return reader.Result();
    }

    private void ReadField(JsonProperty property, bool asForm)
    {
        var isAlias = OriginalForm.FieldOf.TryGetValue(property.Name, out var field);
        field ??= property.Name;
        var value = new RequestValue(property.Name, property.Value, asForm || isAlias || field == OriginalForm.Method, _faults);
        if (field == OriginalForm.Method)
            _form.ReadMethod(value);
        else if (InlineSide.Fields.Contains(field))
            ReadSide(value);
        else if (!RequestFields.Readers.TryGetValue(field, out var read))
            FaultUnknown(property.Name);
        else if (value.IsNotGiven)
            return;
        else if (!_nameOfField.TryAdd(field, property.Name))
            Fault(property.Name, $"{_nameOfField[field]} and {property.Name} are two names of one field", "Keep one.");
        else
            _request = read(_request, isAlias ? OriginalForm.Translated(field, value) : value);
    }

    private void ReadSide(RequestValue value)
    {
        if (!value.IsNotGiven && InlineSide.Read(value) is { } side)
            _sides.Add(side);
    }

    private void CheckTogether(PlanRequest start)
    {
        var hasBeats = _nameOfField.TryGetValue("beats", out var beats);
        var hasTarget = _nameOfField.TryGetValue("workloadPerBeat", out var target);
        if (hasBeats && hasTarget)
            Fault(target!, $"{beats} and {target} are both given", "Keep one: the number of beats, or the workload each shall have.");
        else if (hasBeats)
            _request = _request with { WorkloadPerBeat = null };
        else if (hasTarget)
            _request = _request with { Beats = null };
        else if (start is { Beats: null, WorkloadPerBeat: null } && !_faults.Any(fault => fault.Field is "number_of_beats" or "cfs_per_beat"))
            Fault("beats", "neither beats nor workloadPerBeat is given", "Write how many beats there shall be, such as \"beats\": 25.");

        // Equal calls are not equal work: a plan on response may be less even in calls, unless somebody says how even.
        if (_request.Goal == Goal.Response && _nameOfField.ContainsKey("goal") && !_nameOfField.ContainsKey("tolerance"))
            _request = _request with { Tolerance = ResponseDesign.DefaultTolerance };

        _faults.AddRange(RequestWishes.Faults(_request));
        _faults.AddRange(RequestSignals.Faults(_request));
        _faults.AddRange(RequestPeriods.Faults(_request));
        _faults.AddRange(RequestDetails.Faults(_request));
        _faults.AddRange(RequestBacktest.Faults(_request));

        if (_request is { From: { } from, To: { } to } && from > to)
        {
            var (fromName, toName) = (_nameOfField.GetValueOrDefault("from", "from"), _nameOfField.GetValueOrDefault("to", "to"));
            Fault(fromName, $"{fromName} {RequestTime.Print(from)} is after {toName} {RequestTime.Print(to)}", "Exchange them, or correct one.");
        }
    }

    private RequestReading Result()
    {
        if (_faults.Count == 0)
            return new RequestReading(_request, []) { Sides = _sides };

        if (_faults.Count <= MostFaults)
            return new RequestReading(null, _faults);

        var rest = new RequestFault("", $"and {_faults.Count - MostFaults + 1} more", "Correct these first.");
        return new RequestReading(null, [.. _faults.Take(MostFaults - 1), rest]);
    }

    private void FaultUnknown(string name)
    {
        var shown = Shown(name);
        var meant = NearMiss.Of(name, RequestFields.Names) ?? NearMiss.Of(name, OriginalForm.Names);
        var hint = meant is null ? "" : $" (did you mean \"{meant}\"?)";
        Fault(shown, $"\"{shown}\" is no field of a request{hint}", $"Fields are {string.Join(", ", RequestFields.Names)}.");
    }

    private void Fault(string field, string what, string remedy) => _faults.Add(new RequestFault(field, what, remedy));

    /// <summary>A name somebody made up, safe to repeat: escaped as in JSON and cut at 40 characters.</summary>
    private static string Shown(string name)
    {
        var escaped = JsonEncodedText.Encode(name).Value;
        return escaped.Length <= 40 ? escaped : escaped[..40] + "…";
    }
}
