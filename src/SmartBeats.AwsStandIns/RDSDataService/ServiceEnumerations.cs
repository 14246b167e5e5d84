using Amazon.Runtime;

namespace Amazon.RDSDataService;

/// <summary>How a string parameter is understood by the database.</summary>
public class TypeHint(string value) : ConstantClass(value)
{
    public static readonly TypeHint DATE = new("DATE");
    public static readonly TypeHint DECIMAL = new("DECIMAL");
    public static readonly TypeHint JSON = new("JSON");
    public static readonly TypeHint TIME = new("TIME");
    public static readonly TypeHint TIMESTAMP = new("TIMESTAMP");
    public static readonly TypeHint UUID = new("UUID");

    public static TypeHint FindValue(string value) => FindValue<TypeHint>(value);

    public static implicit operator TypeHint(string value) => FindValue(value);
}

/// <summary>Whether a result comes as fields or as one JSON text.</summary>
public class RecordsFormatType(string value) : ConstantClass(value)
{
    public static readonly RecordsFormatType JSON = new("JSON");
    public static readonly RecordsFormatType NONE = new("NONE");

    public static RecordsFormatType FindValue(string value) => FindValue<RecordsFormatType>(value);

    public static implicit operator RecordsFormatType(string value) => FindValue(value);
}

/// <summary>How a decimal column is returned.</summary>
public class DecimalReturnType(string value) : ConstantClass(value)
{
    public static readonly DecimalReturnType DOUBLE_OR_LONG = new("DOUBLE_OR_LONG");
    public static readonly DecimalReturnType STRING = new("STRING");

    public static DecimalReturnType FindValue(string value) => FindValue<DecimalReturnType>(value);

    public static implicit operator DecimalReturnType(string value) => FindValue(value);
}

/// <summary>How a 64-bit integer column is returned.</summary>
public class LongReturnType(string value) : ConstantClass(value)
{
    public static readonly LongReturnType LONG = new("LONG");
    public static readonly LongReturnType STRING = new("STRING");

    public static LongReturnType FindValue(string value) => FindValue<LongReturnType>(value);

    public static implicit operator LongReturnType(string value) => FindValue(value);
}
