using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartBeats.Geography;

namespace SmartBeats.Context;

/// <summary>A layer as it lies in the store and is sent to a page: <c>{kind, file, notes, features: [{name?, rank, paths: [[lon, lat, step east, step north, ...]]}]}</c>, in 1e-5 degrees.</summary>
public static class ContextJson
{
    /// <summary>Same layer, same bytes.</summary>
    public static byte[] Write(ContextLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return JsonSerializer.SerializeToUtf8Bytes(
            new ContextDocument(layer.KindWord, layer.File, layer.Notes, [.. layer.Features.Select(ToSteps)]), ContextJsonContext.Written.ContextDocument);
    }

    /// <exception cref="InputException">Not what <see cref="Write"/> writes.</exception>
    public static ContextLayer Read(string where, ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (JsonSerializer.Deserialize(utf8, ContextJsonContext.Written.ContextDocument) is { } read && ContextLayer.FindKind(read.Kind) is { } kind
                && read.Features.All(feature => feature.Paths.All(path => path.Length >= 2 && path.Length % 2 == 0)))
            {
                return new ContextLayer(kind, read.File, [.. read.Features.Select(FromSteps)], read.Notes);
            }
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new InputException(where, "is no layer as SmartBeats keeps it", "Load the layer again.");
    }

    /// <summary>How long the features are as text, nearly.</summary>
    internal static long CountCharacters(IEnumerable<ContextFeature> features) =>
        features.Sum(feature => 30L + (feature.Name is { } name ? Encoding.UTF8.GetByteCount(name) + 10 : 0)
            + ToSteps(feature).Paths.Sum(path => 2 + path.Sum(step => Digits(step) + 1L)));

    private static int Digits(int number)
    {
        var digits = number < 0 ? 2 : 1;
        for (var rest = Math.Abs((long)number); rest >= 10; rest /= 10)
        {
            digits++;
        }

        return digits;
    }

    private static ContextFeature ToSteps(ContextFeature feature) => feature with { Paths = [.. feature.Paths.Select(PathSteps.FromPath)] };

    private static ContextFeature FromSteps(ContextFeature feature) => feature with { Paths = [.. feature.Paths.Select(PathSteps.ToPath)] };
}

internal sealed record ContextDocument(string Kind, string File, IReadOnlyList<string> Notes, IReadOnlyList<ContextFeature> Features);

[JsonSerializable(typeof(ContextDocument))]
internal sealed partial class ContextJsonContext : JsonSerializerContext
{
    /// <summary>camelCase, letters as they are.</summary>
    public static ContextJsonContext Written { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    });
}
