namespace SmartBeats.Benchmarks.House;

/// <summary>The rules counted, by the names that <c>--worst</c> lists places under.</summary>
internal static class Rules
{
    public const string OneWordName = "one-word";
    public const string NameOf = "of";
    public const string Conditional = "conditional";
    public const string NestedConditional = "nested-conditional";
    public const string Over120 = "over-120";
    public const string Over140 = "over-140";
    public const string Undocumented = "undocumented-parameter";
    public const string ManyParameters = "many-parameters";
    public const string LongFile = "long-file";
    public const string Unbraced = "unbraced";
    public const string Marker = "marker";

    /// <summary>A signature holds at most so many parameters.</summary>
    public const int MostParameters = 7;

    /// <summary>Files above so many code lines are looked at again.</summary>
    public const int LongFileLines = 250;
}
