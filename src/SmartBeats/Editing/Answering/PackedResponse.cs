using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Response;

namespace SmartBeats.Editing.Answering;

/// <summary>What response of a plan's drafts is measured from, in one file without loss: beside <see cref="PackedDraft"/>, for who asks for it.</summary>
/// <remarks>As a packed draft: a mark, the length of the head, the head in JSON, then arrays, each begun by its length; little-endian.</remarks>
public static class PackedResponse
{
    private static readonly byte[] _magic = "SBANSWR1"u8.ToArray();

    /// <summary>Writes a plan's.</summary>
    public static byte[] Write(DraftResponse response)
    {
        var demand = response.Demand;
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(_magic);
        var head = new Head(
            demand.Hours, demand.Priorities, demand.MinutesPerOfficer, demand.Officers, [.. demand.Assumptions], response.Travel.Options, response.Travel.Lengths, response.Units);
        PackedArrays.WriteText(writer, JsonSerializer.SerializeToUtf8Bytes(head, PackedResponseJson.Default.Head));
        PackedArrays.Write<double>(writer, [.. response.Travel.Places.SelectMany(place => new[] { place.EastMetres, place.NorthMetres, place.AreaKm2 })]);
        PackedArrays.Write<double>(writer, demand.CallsPerHour);
        PackedArrays.Write<double>(writer, [.. demand.CallsPerHourByPriority.SelectMany(rates => rates)]);
        PackedArrays.Write<double>(writer, response.CityMinutes);
        PackedArrays.Write<int>(writer, response.Start.BeatOfArea);
        foreach (var row in response.Start.Sums)
        {
            PackedArrays.Write<long>(writer, row);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads a plan's.</summary>
    /// <returns>Measures drafts to the last digit as the written one does.</returns>
    /// <exception cref="InvalidDataException">Other bytes, or cut short.</exception>
    public static DraftResponse Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new PackedReader(bytes);
            reader.Skip(_magic);
            var head = JsonSerializer.Deserialize(reader.TakeText(), PackedResponseJson.Default.Head) ?? throw new JsonException();
            AreaPlace[] places = [.. reader.Take<double>().Chunk(3).Select(place => new AreaPlace(place[0], place[1], place[2]))];
            var rates = reader.Take<double>();
            var byPriority = reader.Take<double>();
            var demand = new DemandSlice(
                WeekSlice.Whole, head.Hours, rates, head.Priorities, [.. byPriority.Chunk(rates.Length)], head.MinutesPerOfficer, head.Officers, head.Assumptions);
            var travel = new TravelLaw(places, head.Travel) { Lengths = head.Lengths };
            var (cityMinutes, beatOfArea) = (reader.Take<double>(), reader.Take<int>());
            var sums = new long[head.Units][];
            for (var unit = 0; unit < sums.Length; unit++)
            {
                sums[unit] = reader.Take<long>();
            }

            if (cityMinutes.Length != places.Length || beatOfArea.Length != places.Length || sums.Any(row => row.Length != places.Length)
                || demand.CallsPerHourByPriority.Length != head.Priorities.Length)
            {
                throw new JsonException();
            }

            return new DraftResponse(demand, travel, cityMinutes, beatOfArea, head.Units, sums);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or IndexOutOfRangeException or OverflowException or InputException)
        {
            throw new InvalidDataException("These bytes are no response of a plan, or not all of it.", fault);
        }
    }

    /// <summary>What is not an array of numbers per area.</summary>
    internal sealed record Head(
        double Hours, int[] Priorities, double[] MinutesPerOfficer, double[] Officers, string[] Assumptions, TravelLawOptions Travel, LengthSystem Lengths, int Units);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PackedResponse.Head))]
internal sealed partial class PackedResponseJson : JsonSerializerContext;
