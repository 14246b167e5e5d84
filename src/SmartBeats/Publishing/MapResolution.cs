using System.Text.Json;
using SmartBeats.Calls;

namespace SmartBeats.Publishing;

/// <summary>How calls were resolved, as a page colours areas and beats by it.</summary>
internal static class MapResolution
{
    /// <summary>Writes the member <c>resolution</c>: calls of each disposition by area, so that any plan's beats can be summed; nothing where no call says.</summary>
    /// <param name="labels">What the city calls the codes; null for the codes themselves.</param>
    public static void Write(Utf8JsonWriter json, CallsByValue? dispositions, IReadOnlyDictionary<string, string>? labels)
    {
        if (dispositions is null)
        {
            return;
        }

        json.WriteStartObject("resolution");
        json.WriteNumber("small", CallsByValue.SmallCount);
        json.WriteStartArray("values");
        foreach (var (value, counts) in dispositions.Values.Zip(dispositions.Counts))
        {
            json.WriteStartObject();
            json.WriteString("label", ValueWords.Title(value, "disposition", labels));
            MapData.WriteNumbers(json, "counts", PackEmpty(counts), json.WriteNumberValue);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Areas without any call of the value, as many as follow each other, are one negative number; those behind the last call are left out.</summary>
    private static IEnumerable<int> PackEmpty(int[] counts)
    {
        var empty = 0;
        foreach (var count in counts)
        {
            if (count == 0)
            {
                empty--;
                continue;
            }

            if (empty < 0)
            {
                yield return empty;
                empty = 0;
            }

            yield return count;
        }
    }
}
