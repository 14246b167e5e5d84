using System.Text.Json;
using SmartBeats.Requests;

namespace SmartBeats.Api.Answers;

/// <summary>Members of a body that nobody reads: a mistyped one would be a wish that is silently not granted.</summary>
internal static class Strangers
{
    /// <param name="body">As it was sent.</param>
    /// <param name="known">Every member there is; large and small letters are alike.</param>
    /// <returns>A fault for each; none where the body is no JSON object, which is said elsewhere.</returns>
    public static IReadOnlyList<RequestFault> Find(byte[] body, params IReadOnlyList<string> known)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? []
                : [.. document.RootElement.EnumerateObject()
                    .Select(member => member.Name)
                    .Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase))
                    .Select(name => new RequestFault(name, $"there is no such member{NearMiss.Hint(name, known)}", $"The members are {string.Join(", ", known)}."))];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
