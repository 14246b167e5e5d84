using System.Text.Json;
using SmartBeats.Response;

namespace SmartBeats.Requests;

/// <summary>Reads and writes what an evaluation assumes: the field <c>response</c>.</summary>
internal static class RequestResponse
{
    public static readonly string[] LawWords = ["right-angle", "straight"];

    private const string Remedy = "Write true for the usual assumptions, or such as {\"speedKmh\": 40, \"law\": \"right-angle\", \"minutes\": [60, 45, 30], \"officers\": [1], \"otherShare\": 0.2}.";
    private const double MostMinutes = 1440;
    private const double MostOfficers = 10;
    private static readonly string[] Names = ["speedKmh", "law", "minutes", "officers", "otherShare"];

    public static PlanRequest Read(PlanRequest request, RequestValue value)
    {
        if (value.Json.ValueKind != JsonValueKind.Object)
        {
            return value.Flag(Remedy) is { } wanted ? request with { Response = wanted ? request.Response ?? new ResponseRequest() : null } : request;
        }

        var before = value.Faults.Count;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var read = new ResponseRequest();
        foreach (var property in value.Json.EnumerateObject())
        {
            var part = value with { Json = property.Value, Label = $"{value.Name}.{property.Name}" };
            if (!Names.Contains(property.Name, StringComparer.Ordinal))
                value.Fault($"has no part {StrictJson.Shown(StrictJson.Text(property.Name))}{NearMiss.Hint(property.Name, Names)}", Remedy);
            else if (!names.Add(property.Name))
                part.Fault("is given twice", "Keep one.");
            else if (!part.IsNotGiven)
                read = ReadPart(read, property.Name, part);
        }

        return value.Faults.Count == before ? request with { Response = read } : request;
    }

    public static void Write(Utf8JsonWriter writer, ResponseRequest response)
    {
        writer.WriteStartObject("response");
        writer.WriteNumber("speedKmh", response.SpeedKmh);
        writer.WriteString("law", LawWords[(int)response.Law]);
        WriteList("minutes", response.Minutes);
        WriteList("officers", response.Officers);
        if (response.OtherShare is { } other)
            writer.WriteNumber("otherShare", other);

        writer.WriteEndObject();

        void WriteList(string name, ValueList list)
        {
            writer.WriteStartArray(name);
            foreach (var number in list.Values)
                writer.WriteNumberValue(number);

            writer.WriteEndArray();
        }
    }

    private static ResponseRequest ReadPart(ResponseRequest read, string name, RequestValue part) => name switch
    {
        "speedKmh" => part.Positive(200, "a speed above 0 and up to 200 km/h", Remedy) is { } speed ? read with { SpeedKmh = speed } : read,
        "law" => part.OneOf(LawWords, Remedy) is { } law ? read with { Law = (DistanceLaw)law } : read,
        "minutes" => Numbers(part, "above 0 and up to 1440 minutes", number => number is > 0 and <= MostMinutes) is { } minutes ? read with { Minutes = minutes } : read,
        "officers" => Numbers(part, "from 1 to 10 officers", number => number is >= 1 and <= MostOfficers) is { } officers ? read with { Officers = officers } : read,
        _ => Share(read, part),
    };

    private static ResponseRequest Share(ResponseRequest read, RequestValue part)
    {
        if (part.Decimal() is >= 0 and < 1 and { } share)
            return read with { OtherShare = (double)share };

        part.Refuse("a share from 0 up to but without 1", Remedy);
        return read;
    }

    private static ValueList? Numbers(RequestValue part, string expected, Func<double, bool> accepts)
    {
        if (part.Items($"a list of numbers {expected}, by priority from 1", Remedy) is not { } items)
            return null;

        var numbers = items.Select(item => (double?)item.Decimal()).ToArray();
        if (numbers.Length is >= 1 and <= 9 && numbers.All(number => number is { } known && accepts(known)))
            return new ValueList([.. numbers.Select(number => number!.Value)]);

        part.Refuse($"one to nine numbers {expected}, by priority from 1", Remedy);
        return null;
    }
}
