namespace SmartBeats.Calls;

/// <summary>Why a row is rejected, in the words of <c>rejected.csv</c> and <c>report.json</c>. No value of the row is in them.</summary>
internal static class RowFaults
{
    public const string UnclosedQuote = "a quote is not closed within 100 lines and 64 KB";
    public const string TextAfterQuote = "there is text after a closing quote (a quote inside a quoted field is written twice)";
    public const string QuoteInsideField = "there is a quote inside a field that is not quoted (quote the field and write the quote twice)";
    public const string TooLong = "the row is longer than 1 MB";
    public const string NotUtf8 = "the row is not UTF-8";
    public const string Nul = "the row holds a NUL character";
    public const string Empty = "every field of the row is empty";
    public const string TooMany = "the row has more fields than the header";
    public const string TooFew = "the row has fewer fields than the header";

    public const string NoEventNumber = "event_number is empty";
    public const string LongEventNumber = "event_number is longer than 1000 characters";
    public const string Priority = "priority is not a whole number from 1 to 9";
    public const string IsIncident = "is_incident is not one of t f true false 1 0";
    /// <summary>No fault: such a row is counted as a call without a place.</summary>
    public const string NoPlace = "geometry_wkt is empty";
    public const string Point = "geometry_wkt is not POINT(lon lat)";
    public const string Longitude = "longitude is outside -180 to 180";
    public const string Latitude = "latitude is outside -90 to 90";
    public const string Swapped = "latitude and longitude are swapped in this row";
    public const string Timestamp = "timestamp is not a date (expected yyyy-MM-dd HH:mm:ss)";
    public const string LongDisposition = "disposition is longer than 1000 characters";
    public const string ServiceMinutes = "service_minutes is not a number from 0 to 1000000";
    public const string Units = "units is not a whole number from 0 to 10000";
}

/// <summary>One rejected row.</summary>
/// <param name="Record">Its number in its block.</param>
/// <param name="Column">The column at fault, empty where it is the row as a whole.</param>
internal readonly record struct RowFault(int Record, string Column, string Reason);
