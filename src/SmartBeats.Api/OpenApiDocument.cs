namespace SmartBeats.Api;

/// <summary><c>GET /openapi.json</c>: the API for clients, as it is embedded.</summary>
internal static class OpenApiDocument
{
    public static Task<ApiAnswer> AnswerAsync(ApiRequest request) => Task.FromResult(new ApiAnswer(200, Read()));

    public static byte[] Read()
    {
        using var embedded = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        using var content = new MemoryStream();
        embedded.CopyTo(content);
        return content.ToArray();
    }
}
