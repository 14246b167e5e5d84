namespace SmartBeats;

/// <summary>What somebody gave us cannot be used: says where, what is wrong, and what to do about it.</summary>
/// <remarks>
/// The message is one line a police analyst can act on, such as
/// <c>calls.csv:4182: timestamp "2024-13-02" is not a date (expected yyyy-MM-dd HH:mm:ss). Correct the row and run again.</c>
/// It never repeats an address.
/// </remarks>
public sealed class InputException(string where, string what, string remedy, Exception? inner = null)
    : Exception($"{where}: {what}. {remedy}", inner)
{
    /// <summary>The file, with a line where there is one (<c>calls.csv:4182</c>), or the field of a request.</summary>
    public string Where { get; } = where;

    /// <summary>The fault, without a full stop.</summary>
    public string What { get; } = what;

    /// <summary>What to do next: one or two whole sentences.</summary>
    public string Remedy { get; } = remedy;
}
