namespace Amazon.RDSDataService.Model;

/// <summary>One value: exactly one member is set.</summary>
public partial class Field
{
    public ArrayValue ArrayValue { get; set; }

    public MemoryStream BlobValue { get; set; }

    public bool? BooleanValue { get; set; }

    public double? DoubleValue { get; set; }

    public bool? IsNull { get; set; }

    public long? LongValue { get; set; }

    public string StringValue { get; set; }
}

/// <summary>An array column's value; arrays are returned but not taken as parameters.</summary>
public partial class ArrayValue
{
    public List<ArrayValue> ArrayValues { get; set; }

    public List<bool> BooleanValues { get; set; }

    public List<double> DoubleValues { get; set; }

    public List<long> LongValues { get; set; }

    public List<string> StringValues { get; set; }
}

/// <summary>A value for <c>:name</c> in a statement.</summary>
public partial class SqlParameter
{
    public string Name { get; set; }

    public TypeHint TypeHint { get; set; }

    public Field Value { get; set; }
}

/// <summary>How numbers are returned; without it decimals come as text, 64-bit integers as numbers.</summary>
public partial class ResultSetOptions
{
    public DecimalReturnType DecimalReturnType { get; set; }

    public LongReturnType LongReturnType { get; set; }
}

/// <summary>A column of a result, as JDBC describes it.</summary>
public partial class ColumnMetadata
{
    public int? ArrayBaseColumnType { get; set; }

    public bool? IsAutoIncrement { get; set; }

    public bool? IsCaseSensitive { get; set; }

    public bool? IsCurrency { get; set; }

    public bool? IsSigned { get; set; }

    public string Label { get; set; }

    public string Name { get; set; }

    public int? Nullable { get; set; }

    public int? Precision { get; set; }

    public int? Scale { get; set; }

    public string SchemaName { get; set; }

    public string TableName { get; set; }

    public int? Type { get; set; }

    public string TypeName { get; set; }
}

/// <summary>What one parameter set of a batch changed; Aurora Serverless v2 returns no generated fields.</summary>
public partial class UpdateResult
{
    public List<Field> GeneratedFields { get; set; }
}
