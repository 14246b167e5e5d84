namespace SmartBeats.Calls.Streets;

/// <summary>What kind of place an address names.</summary>
public enum AddressKind
{
    /// <summary>None that can be told.</summary>
    Unreadable,

    /// <summary>A house number on a street.</summary>
    Number,

    /// <summary>A hundred block of a street.</summary>
    Block,

    /// <summary>Where two streets meet.</summary>
    Crossing,
}

/// <summary>A street's name in parts, abbreviated as the Postal Service does; a part not given is empty.</summary>
internal readonly record struct StreetName(string Before, string Name, string Type, string After);

/// <summary>An address in parts.</summary>
/// <param name="Low">Lowest house number meant; <paramref name="High"/> is the highest.</param>
internal readonly record struct AddressText(AddressKind Kind, int Low, int High, StreetName Street, StreetName Other)
{
    private static readonly string[] _crossings = ["/", "&", "@", "\\"];

    public static AddressText Parse(string text)
    {
        // What follows a comma is the city, and what stands in brackets a remark.
        var upper = CutAt(text.ToUpperInvariant(), ',', '(', ';');
        foreach (var mark in _crossings)
        {
            upper = upper.Replace(mark, " / ", StringComparison.Ordinal);
        }

        var words = upper.Split([' ', '\t', '.'], StringSplitOptions.RemoveEmptyEntries);
        var cut = Array.FindIndex(words, word => word is "/" or "AND" or "AT");
        if (cut > 0 && cut < words.Length - 1)
        {
            return ParseCrossing(words[..cut], words[(cut + 1)..]);
        }

        words = [.. words.Where(word => word != "/")];
        if (words.Length < 2 || !TryReadNumber(words[0], out var low, out var high))
        {
            return default;
        }

        words = words[1..];
        if (words[0] is "BLOCK" or "BLK")
        {
            words = words[1..];
            (low, high) = (low / 100 * 100, (low / 100 * 100) + 99);
        }
        else if (words[0] is "1/2" or "HALF")
        {
            words = words[1..];
        }

        if (words.Length > 0 && words[0] == "OF")
        {
            words = words[1..];
        }

        var street = StreetWords.Parse(words);
        var kind = low == high ? AddressKind.Number : AddressKind.Block;
        return street.Name.Length == 0 ? default : new AddressText(kind, low, high, street, default);
    }

    private static AddressText ParseCrossing(string[] first, string[] second)
    {
        // A number or block before a crossing says nothing more than the crossing.
        if (first.Length > 1 && TryReadNumber(first[0], out _, out _) && !StreetWords.IsType(first[1]))
        {
            first = first[1..];
        }

        var (street, other) = (StreetWords.Parse(first), StreetWords.Parse(second));
        return street.Name.Length == 0 || other.Name.Length == 0 ? default : new AddressText(AddressKind.Crossing, 0, 0, street, other);
    }

    /// <summary>5912, 5912A, 59XX, 004XX, XX and 5900-5999.</summary>
    private static bool TryReadNumber(string word, out int low, out int high)
    {
        low = high = 0;
        var digits = word.AsSpan().IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? word.Length : digits;
        var rest = word.AsSpan(digits).TrimStart('-');
        if (digits > 7 || (digits > 0 && !int.TryParse(word.AsSpan(0, digits), out low)))
        {
            return false;
        }

        if (rest is "XX" or "XXX" or "X" or "**" or "##")
        {
            var size = (int)Math.Pow(10, rest.Length);
            (low, high) = (low * size, (low * size) + size - 1);
            return true;
        }

        high = low;
        if (digits == 0)
        {
            return false;
        }

        if (rest.Length > 0 && int.TryParse(rest, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var end))
        {
            high = end > low && end - low < 1000 ? end : low;
            return true;
        }

        return rest.Length <= 1;
    }

    private static string CutAt(string text, params char[] marks)
    {
        var end = text.IndexOfAny(marks);
        return end < 0 ? text : text[..end];
    }
}
