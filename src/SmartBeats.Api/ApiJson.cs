using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SmartBeats.Api.Access;
using SmartBeats.Api.Answers;
using SmartBeats.Api.Cities;
using SmartBeats.Api.Comments;
using SmartBeats.Api.Links;
using SmartBeats.Api.Plans;
using SmartBeats.Api.Uploads;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Api;

/// <summary>Every document the API reads and keeps, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlanRecord))]
[JsonSerializable(typeof(LinkDocument))]
[JsonSerializable(typeof(PlanComment))]
[JsonSerializable(typeof(NewLink))]
[JsonSerializable(typeof(UploadRequest))]
[JsonSerializable(typeof(NewCity))]
[JsonSerializable(typeof(CallSpan))]
[JsonSerializable(typeof(Preferences))]
[JsonSerializable(typeof(SettingsDocument))]
[JsonSerializable(typeof(GivenAnswer))]
[JsonSerializable(typeof(CallerFile))]
[JsonSerializable(typeof(CallerUse))]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>Small documents in the object store.</summary>
internal static class StoredDocuments
{
    public static async Task<T?> FindAsync<T>(this IObjectStore store, string key, JsonTypeInfo<T> type, CancellationToken cancellation = default)
        where T : class
    {
        await using var stream = await store.OpenAsync(key, cancellation);
        return stream is null ? null : await JsonSerializer.DeserializeAsync(stream, type, cancellation);
    }

    public static Task PutAsync<T>(this IObjectStore store, string key, T document, JsonTypeInfo<T> type, CancellationToken cancellation = default) =>
        store.PutAsync(key, JsonSerializer.SerializeToUtf8Bytes(document, type), cancellation);

    public static Task<bool> TryCreateAsync<T>(this IObjectStore store, string key, T document, JsonTypeInfo<T> type, CancellationToken cancellation = default) =>
        store.TryCreateAsync(key, JsonSerializer.SerializeToUtf8Bytes(document, type), cancellation);
}
