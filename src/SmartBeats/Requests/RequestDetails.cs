using System.Text.Json;

namespace SmartBeats.Requests;

/// <summary>Reads and writes what a request asks of fields that not every file has: <c>natures, sources, withoutPlaces, diversion</c>.</summary>
internal static class RequestDetails
{
    private const int LongestNature = 200;
    private const int MostPlaces = 100;
    private const string DiversionRemedy = "Write the share of each nature that is handled otherwise, such as {\"NOISE COMPLAINT\": 0.5}.";

    /// <summary>In the order of <see cref="CallOrigin"/>.</summary>
    public static readonly string[] SourceWords = ["citizen", "officer", "unknown"];

    public static PlanRequest ReadNatures(PlanRequest request, RequestValue value)
    {
        const string expected = "a nature in quotes, of at most 200 characters";
        const string remedy = "Write a list such as [\"BURGLARY\"], each as the calls file writes it; leave it out for all.";
        if (value.Items("a list of natures", remedy) is not { } items)
            return request;

        var natures = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Text(expected, remedy)?.Trim() is not { } nature)
                return request;

            if (!IsNature(nature))
            {
                item.Refuse(expected, remedy);
                return request;
            }

            natures.Add(nature);
        }

        return request with { Natures = [.. natures] };
    }

    public static PlanRequest ReadSources(PlanRequest request, RequestValue value)
    {
        const string remedy = "Write who may have begun a call, such as [\"citizen\"]; leave it out for anybody.";
        if (value.Items("a list of sources", remedy) is not { } items)
            return request;

        var sources = new SortedSet<CallOrigin>();
        foreach (var item in items)
        {
            if (item.OneOf(SourceWords, remedy) is not { } at)
                return request;

            sources.Add((CallOrigin)at);
        }

        return request with { Sources = [.. sources] };
    }

    public static PlanRequest ReadPlaces(PlanRequest request, RequestValue value)
    {
        const string expected = "longitude and latitude in degrees, such as [-112.1234, 33.5678]";
        const string remedy = "Write places as plan.json names them; calls within some ten metres are left out.";
        if (value.Json.ValueKind != JsonValueKind.Array || value.Json.GetArrayLength() > MostPlaces)
        {
            value.Refuse($"a list of at most {MostPlaces} places", remedy);
            return request;
        }

        var places = new HashSet<CallPlace>();
        foreach (var item in value.Json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != 2 || !TryReadDegrees(item[0], 180, out var longitude) || !TryReadDegrees(item[1], 90, out var latitude))
            {
                (value with { Json = item, Label = $"an entry of {value.Name}" }).Refuse(expected, remedy);
                return request;
            }

            places.Add(new CallPlace(longitude, latitude));
        }

        return request with { WithoutPlaces = [.. places.OrderBy(place => place.Longitude).ThenBy(place => place.Latitude)] };

        static bool TryReadDegrees(JsonElement number, double most, out double degrees)
        {
            degrees = 0;
            return number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out degrees) && Math.Abs(degrees) <= most;
        }
    }

    public static PlanRequest ReadDiversion(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind != JsonValueKind.Object)
        {
            value.Refuse("an object of natures and their shares", DiversionRemedy);
            return request;
        }

        var before = value.Faults.Count;
        var shares = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var property in value.Json.EnumerateObject())
        {
            var (nature, share) = (property.Name.Trim(), value with { Json = property.Value, Label = "a share of diversion" });
            if (nature.Length == 0 || !IsNature(nature))
                value.Fault($"names {StrictJson.Shown(StrictJson.Text(property.Name))}, which is no nature", DiversionRemedy);
            else if (share.Decimal() is not (> 0 and <= 1) || share.Decimal() is not { } exact || decimal.Round(exact, 3) != exact)
                share.Refuse("a fraction above 0 and at most 1 with at most three decimals", DiversionRemedy);
            else if (!shares.TryAdd(nature, exact))
                value.Fault($"names {StrictJson.Shown(StrictJson.Text(nature))} twice", "Keep one.");
        }

        if (shares.Count == 0 && value.Faults.Count == before)
            value.Fault("names no nature", DiversionRemedy);

        return value.Faults.Count == before ? request with { Diversion = shares } : request;
    }

    /// <summary>What fields mean together.</summary>
    public static IEnumerable<RequestFault> Faults(PlanRequest request)
    {
        var measured = new[] { WorkloadKind.ServiceMinutes, WorkloadKind.TimeOnScene };
        if (measured.All(kind => request.Workload == kind || request.Balance.ContainsKey(kind)))
            yield return new RequestFault("balance", "balance and workload name both service-minutes and time-on-scene, two measures of one thing", "Keep one of them.");
    }

    /// <summary>Only what is asked for: a plan made before these fields existed keeps its name.</summary>
    public static void Write(Utf8JsonWriter writer, PlanRequest request)
    {
        WriteList("natures", request.Natures.Distinct().Order(StringComparer.Ordinal));
        WriteList("sources", request.Sources.Distinct().Order().Select(source => SourceWords[(int)source]));
        if (request.WithoutPlaces.Count > 0)
        {
            writer.WriteStartArray("withoutPlaces");
            foreach (var place in request.WithoutPlaces)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(place.Longitude);
                writer.WriteNumberValue(place.Latitude);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        if (request.Diversion.Count > 0)
        {
            writer.WriteStartObject("diversion");
            foreach (var (nature, share) in request.Diversion.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                writer.WriteNumber(nature, share / 1.000m);

            writer.WriteEndObject();
        }

        void WriteList(string field, IEnumerable<string> items)
        {
            string[] all = [.. items];
            if (all.Length == 0)
                return;

            writer.WriteStartArray(field);
            foreach (var item in all)
                writer.WriteStringValue(item);

            writer.WriteEndArray();
        }
    }

    private static bool IsNature(string nature) => nature.Length <= LongestNature && !nature.Any(char.IsControl);
}
