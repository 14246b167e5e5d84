using System.IO.Hashing;
using System.Text;

namespace SmartBeats.Calls.Mapping;

/// <summary>Tells files of one form from others by the names of their columns.</summary>
public static class HeaderFingerprint
{
    /// <summary>Computes the fingerprint: 32 hexadecimal digits, the same for any order of the columns.</summary>
    /// <param name="header">
    /// The names as the file writes them. Case, blanks around and within a name, quotes and a byte order mark are no
    /// difference; a name that stands twice counts twice. May be empty.
    /// </param>
    public static string Compute(IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        // The unit separator cannot stand in a normal name, so ["a b"] and ["a", "b"] differ.
        var names = header.Select(Normalise).Order(StringComparer.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(string.Join('\u001f', names));
        return Convert.ToHexStringLower(XxHash128.Hash(bytes));
    }

    /// <summary>A name as fingerprints and mappings compare it: lower case, single blanks, no blanks around.</summary>
    internal static string Normalise(string name)
    {
        var words = name.Trim('\uFEFF', ' ', '\t', '"').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).ToLowerInvariant();
    }
}
