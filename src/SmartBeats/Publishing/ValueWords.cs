using System.Globalization;
using System.Text;
using SmartBeats.Calls;

namespace SmartBeats.Publishing;

/// <summary>What the values of calls are called, on a page and at the head of a column.</summary>
public static class ValueWords
{
    private const int LongestColumn = 60;

    /// <param name="value">As of <see cref="CallsByValue.Values"/>.</param>
    /// <param name="trait">What it is a value of, such as <c>disposition</c>.</param>
    /// <param name="labels">What the city calls the codes; null for the codes themselves.</param>
    public static string Name(string? value, string trait, IReadOnlyDictionary<string, string>? labels) => value switch
    {
        null => "all others",
        "" => $"no {trait}",
        _ => labels?.GetValueOrDefault(value) ?? value,
    };

    /// <summary>The code with the city's own word for it, where it has one.</summary>
    /// <inheritdoc cref="Name"/>
    public static string Title(string? value, string trait, IReadOnlyDictionary<string, string>? labels) =>
        value is { Length: > 0 } && labels?.GetValueOrDefault(value) is { } label && label != value ? $"{value} {label}" : Name(value, trait, labels);

    /// <summary>A column's name for each value, all different: <c>disposition_6_report_pct</c>.</summary>
    /// <inheritdoc cref="Name"/>
    public static IReadOnlyList<string> NameColumns(IReadOnlyList<string?> values, string trait, IReadOnlyDictionary<string, string>? labels)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. values.Select(Create)];

        string Create(string? value)
        {
            var name = value switch { null => "others", "" => "none", _ => Simplify(Title(value, trait, labels)) };
            var column = $"{trait}_{name}_pct";
            for (var copy = 2; !taken.Add(column); copy++)
            {
                column = string.Create(CultureInfo.InvariantCulture, $"{trait}_{name}_{copy}_pct");
            }

            return column;
        }
    }

    /// <summary>Lower-case letters and digits, all else one underscore.</summary>
    private static string Simplify(string text)
    {
        var name = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(LongestColumn))
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                name.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        return name.ToString().TrimEnd('_') is { Length: > 0 } simple ? simple : "value";
    }
}
