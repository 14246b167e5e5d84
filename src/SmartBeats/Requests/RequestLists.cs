using NodaTime;

namespace SmartBeats.Requests;

/// <summary>Reads the filters that are lists, and the city's id. Lists come out sorted and without repetition.</summary>
internal static class RequestLists
{
    public static string? City(RequestValue value)
    {
        const string expected = "a city's id (lower-case letters, digits and hyphens, 1 to 40)";
        const string remedy = "Write the id the city has in its city.json.";
        var id = value.Text(expected, remedy);
        if (id is null || CityJson.IsId(id))
            return id;

        value.Refuse(expected, remedy);
        return null;
    }

    public static IReadOnlyList<int>? Priorities(RequestValue value)
    {
        const string remedy = "Write a list such as [1, 2, 3]; leave it out for all.";
        var items = value.Items("a list of priorities", remedy);
        return ReadAll(items, item => item.Whole(1, 9, remedy)) is { } all
            ? [.. all.Select(priority => (int)priority).Distinct().Order()]
            : null;
    }

    public static IReadOnlyList<string>? Dispositions(RequestValue value)
    {
        const string expected = "a disposition code in quotes, of at most 64 characters";
        const string remedy = "Write a list such as [\"6\"]; leave it out for all.";
        if (value.Items("a list of disposition codes", remedy) is not { } items)
            return null;

        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.Text(expected, remedy)?.Trim() is not { } code)
                return null;

            if (code.Length > 64 || code.Any(char.IsControl))
            {
                item.Refuse(expected, remedy);
                return null;
            }

            codes.Add(code);
        }

        return [.. codes];
    }

    public static IReadOnlyList<string>? Also(RequestValue value)
    {
        var remedy = $"Further files are {string.Join(", ", RequestFields.AlsoWords)}.";
        if (value.Items("a list of further files", remedy) is not { } items)
            return null;

        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (item.OneOf(RequestFields.AlsoWords, remedy) is not { } at)
                return null;

            words.Add(RequestFields.AlsoWords[at]);
        }

        return [.. words];
    }

    public static IReadOnlyList<IsoDayOfWeek>? Weekdays(RequestValue value)
    {
        const string remedy = "Write a list such as [\"mon\", \"tue\"] or [1, 2], where 1 is Monday; leave it out for all.";
        var items = value.Items("a list of weekdays", remedy);
        return ReadAll(items, item => RequestTime.ReadDay(item, remedy)) is { } all ? [.. all.Distinct().Order()] : null;
    }

    /// <summary>Every item, or null at the first that leaves a fault: one fault a list is enough to see what is meant.</summary>
    private static List<T>? ReadAll<T>(IReadOnlyList<RequestValue>? items, Func<RequestValue, T?> read)
        where T : struct
    {
        if (items is null)
            return null;

        var all = new List<T>(items.Count);
        foreach (var item in items)
        {
            if (read(item) is not { } value)
                return null;

            all.Add(value);
        }

        return all;
    }
}
