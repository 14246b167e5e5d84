using System.Reflection;

namespace SmartBeats.Lambda.Api;

/// <summary><c>GET /openapi.json</c>: the API for clients, as it is embedded.</summary>
internal static class OpenApiDocument
{
    public static ApiAnswer Answer() => new(200, Text());

    public static string Text()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")!);
        return reader.ReadToEnd();
    }
}
