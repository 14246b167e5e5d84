using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SmartBeats.Requests;

namespace SmartBeats.Api.Answers;

/// <summary>A part of a list: <c>?limit=</c> (1 to 100, 50 where not given) items after the one that <c>?after=</c> names.</summary>
/// <param name="Limit">At most so many.</param>
/// <param name="After">The sort key of the last one before; null for the beginning.</param>
internal sealed record Page(int Limit, string? After)
{
    private const int Usual = 50;
    private const int Most = 100;

    /// <returns>The page, or what is wrong in the query.</returns>
    public static (Page? Page, ApiAnswer? Refusal) Read(ApiRequest request)
    {
        var limit = Usual;
        if (request.FindQuery("limit") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > Most))
        {
            return (null, ApiAnswer.WrongFields(new RequestFault("limit", $"limit is no number from 1 to {Most}", "Leave it out, or make it one.")));
        }

        if (request.FindQuery("after") is not { } after)
        {
            return (new Page(limit, null), null);
        }

        return Base64Url.IsValid(after)
            ? (new Page(limit, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(after))), null)
            : (null, ApiAnswer.WrongFields(new RequestFault("after", "after is no place in this list", "Send it as an answer's \"next\" has it.")));
    }

    /// <summary>Cuts the page from a list.</summary>
    /// <param name="items">All of them, in any order.</param>
    /// <param name="keyOf">What they are sorted by, in ordinal order: different for each.</param>
    /// <param name="isDescending">Whether the greatest key comes first.</param>
    /// <returns>The items, and where the next page begins; null where there is none.</returns>
    public (IReadOnlyList<T> Items, string? Next) Cut<T>(IEnumerable<T> items, Func<T, string> keyOf, bool isDescending = false)
    {
        var sorted = isDescending ? items.OrderByDescending(keyOf, StringComparer.Ordinal) : items.OrderBy(keyOf, StringComparer.Ordinal);
        T[] rest = [.. sorted.SkipWhile(item => After is not null && !IsAfter(keyOf(item), isDescending)).Take(Limit + 1)];
        return rest.Length <= Limit
            ? (rest, null)
            : (rest[..Limit], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(keyOf(rest[Limit - 1]))));
    }

    private bool IsAfter(string key, bool isDescending)
    {
        var order = string.CompareOrdinal(key, After);
        return isDescending ? order < 0 : order > 0;
    }
}
