using System.Text;

namespace SmartBeats.Lambda.Notices;

/// <summary>An e-mail: plain text.</summary>
/// <param name="Subject">At most 99 printable ASCII characters on one line: SNS refuses 100.</param>
internal sealed record Notice(string Subject, string Body)
{
    private const int LongestSubject = 99;

    /// <summary>Of SNS: 256 KiB. A summary is a few kilobytes.</summary>
    private const int LongestBody = 200_000;

    public static Notice Of(string subject, string body) => new(
        Plain(subject), body.Length <= LongestBody ? body : body[..LongestBody] + "\n…\n");

    /// <summary>Letters with marks lose them (Montréal is Montreal in a subject); what is left outside ASCII becomes a question mark.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(rune.Value is >= ' ' and < 127 ? (char)rune.Value : Letter(rune));
        }

        return plain.Length <= LongestSubject ? plain.ToString() : plain.ToString(0, LongestSubject - 3) + "...";
    }

    private static char Letter(Rune rune) => "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ".IndexOf(rune.ToString(), StringComparison.Ordinal) is var at and >= 0
        ? "AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy"[at]
        : '?';
}
