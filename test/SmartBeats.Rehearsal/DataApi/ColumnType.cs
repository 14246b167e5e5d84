namespace SmartBeats.Rehearsal.DataApi;

/// <summary>Which member of a Field a value of a type becomes.</summary>
internal enum FieldKind
{
    Long,
    Double,
    Decimal,
    Boolean,
    Text,
    Blob,
}

/// <summary>A type of PostgreSQL as the service knows it.</summary>
/// <param name="Name">As the column's metadata spell it.</param>
/// <param name="JdbcType">The number of the same type in java.sql.Types.</param>
internal sealed record ColumnType(string Name, FieldKind Kind, int JdbcType, int Precision, bool IsArray = false)
{
    private const int JdbcArray = 2003;
    private const int JdbcOther = 1111;

    /// <summary>By the names PostgreSQL prints; everything else is unsupported (money, geometric types, "char", object ids, ranges, ...).</summary>
    private static readonly Dictionary<string, ColumnType> _known = new()
    {
        ["smallint"] = new("int2", FieldKind.Long, 5, 5),
        ["integer"] = new("int4", FieldKind.Long, 4, 10),
        ["bigint"] = new("int8", FieldKind.Long, -5, 19),
        ["real"] = new("float4", FieldKind.Double, 7, 8),
        ["double precision"] = new("float8", FieldKind.Double, 8, 17),
        ["numeric"] = new("numeric", FieldKind.Decimal, 2, 0),
        ["boolean"] = new("bool", FieldKind.Boolean, -7, 1),
        ["text"] = new("text", FieldKind.Text, 12, int.MaxValue),
        ["character varying"] = new("varchar", FieldKind.Text, 12, int.MaxValue),
        ["character"] = new("bpchar", FieldKind.Text, 1, int.MaxValue),
        ["name"] = new("name", FieldKind.Text, 12, int.MaxValue),
        ["unknown"] = new("text", FieldKind.Text, 12, int.MaxValue),
        ["uuid"] = new("uuid", FieldKind.Text, JdbcOther, int.MaxValue),
        ["json"] = new("json", FieldKind.Text, JdbcOther, int.MaxValue),
        ["jsonb"] = new("jsonb", FieldKind.Text, JdbcOther, int.MaxValue),
        ["xml"] = new("xml", FieldKind.Text, 2009, int.MaxValue),
        ["date"] = new("date", FieldKind.Text, 91, 13),
        ["time without time zone"] = new("time", FieldKind.Text, 92, 15),
        ["timestamp without time zone"] = new("timestamp", FieldKind.Text, 93, 29),
        ["timestamp with time zone"] = new("timestamptz", FieldKind.Text, 93, 35),
        ["interval"] = new("interval", FieldKind.Text, JdbcOther, 49),
        ["bytea"] = new("bytea", FieldKind.Blob, -2, int.MaxValue),
        ["void"] = new("void", FieldKind.Text, JdbcOther, int.MaxValue),
    };

    /// <param name="name">With its size: <c>numeric(39,0)</c>, <c>text[]</c>.</param>
    /// <exception cref="DataApiError">The service cannot return it.</exception>
    public static ColumnType Of(string name)
    {
        var plain = name.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 ? name.Remove(open, name.IndexOf(')', open) - open + 1) : name;
        var element = plain.EndsWith("[]", StringComparison.Ordinal) ? plain[..^2] : plain;
        if (!_known.TryGetValue(element, out var type))
        {
            throw DataApiError.Unsupported($"The result contains the unsupported data type {plain}.");
        }

        return element == plain ? type : type with { Name = "_" + type.Name, JdbcType = JdbcArray, IsArray = true };
    }
}
