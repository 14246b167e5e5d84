using System.Globalization;
using System.Text.Json;
using SmartBeats.Districting;

namespace SmartBeats.Benchmarks.Engine;

/// <summary>Reads {"nodes":[{"id","weight",…}],"edges":[[i,j] or [i,j,length]]}; other keys are ignored. Lengths are metres and cost a decimetre each.</summary>
internal static class GraphFile
{
    public static AreaGraph Read(string path)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, "cannot be read", "Check the path.", fault);
        }
        catch (JsonException fault)
        {
            throw new InputException($"{path}:{fault.LineNumber + 1}", "is not JSON", "Give a file with \"nodes\" and \"edges\".", fault);
        }

        using (document)
        {
            var weights = Array(document.RootElement, "nodes", path).EnumerateArray().Select((node, i) => Weight(node, i, path)).ToArray();
            var edges = new Dictionary<(int, int), int>();
            var row = 0;
            foreach (var edge in Array(document.RootElement, "edges", path).EnumerateArray())
            {
                var (a, b, cost) = Edge(edge, row++, weights.Length, path);
                if (a != b)
                {
                    edges[(Math.Min(a, b), Math.Max(a, b))] = cost;
                }
            }

            return new AreaGraph(weights, [.. edges.Select(edge => new GraphEdge(edge.Key.Item1, edge.Key.Item2, edge.Value))]);
        }
    }

    private static JsonElement Array(JsonElement root, string name, string path) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value
            : throw new InputException(path, $"has no array \"{name}\"", "Give {\"nodes\":[{\"weight\":1}],\"edges\":[[0,1]]}.");

    private static long Weight(JsonElement node, int index, string path)
    {
        if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty("weight", out var weight) || weight.ValueKind != JsonValueKind.Number)
        {
            throw new InputException(path, $"node {index} has no numeric \"weight\"", "Give every node a whole number from 0 to 10^12.");
        }

        if (weight.TryGetInt64(out var whole) || (weight.TryGetDecimal(out var exact) && exact == decimal.Truncate(exact) && decimal.Abs(exact) < 1e18m && Whole(exact, out whole)))
        {
            return whole is >= 0 and <= 1_000_000_000_000
                ? whole
                : throw new InputException(path, $"node {index} has weight {whole}", "Weights are 0 to 10^12.");
        }

        throw new InputException(path, $"node {index} has weight {weight.GetRawText()}", "Weights are whole numbers: multiply by a power of ten.");
    }

    private static bool Whole(decimal exact, out long whole)
    {
        whole = (long)exact;
        return true;
    }

    private static (int A, int B, int Cost) Edge(JsonElement edge, int row, int nodes, string path)
    {
        if (edge.ValueKind != JsonValueKind.Array || edge.GetArrayLength() is < 2 or > 3
            || !edge[0].TryGetInt32(out var a) || !edge[1].TryGetInt32(out var b) || (uint)a >= (uint)nodes || (uint)b >= (uint)nodes)
        {
            throw new InputException(path, $"edge {row} is not [i, j] or [i, j, length] with i and j from 0 to {nodes - 1}", "Correct the edge.");
        }

        if (edge.GetArrayLength() == 2)
        {
            return (a, b, 1);
        }

        return edge[2].ValueKind == JsonValueKind.Number && edge[2].GetDouble() is >= 0 and < 1e8 and var length
            ? (a, b, Math.Max(1, (int)Math.Round(length * 10)))
            : throw new InputException(path, string.Create(CultureInfo.InvariantCulture, $"edge {row} has length {edge[2].GetRawText()}"), "Give metres, 0 to 10^8.");
    }
}
