using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SmartBeats.Geography.Shapefile;

/// <summary>The attribute table of a shapefile (dBase III, IV and FoxPro's variants), decoded a column at a time.</summary>
/// <remarks>
/// Text loses the blanks around it. Whole numbers keep their digits as written, leading zeros too; a number with decimals
/// loses trailing zeros (<c>12.500</c> is <c>12.5</c>, <c>7.000</c> is <c>7</c>). Dates are <c>yyyy-MM-dd</c>. Memo and
/// binary fields are left out. Missing is null: blanks, asterisks in a number, <c>?</c> in a logical, <c>00000000</c> in a date.
/// </remarks>
internal sealed class DbfReader : IAttributeTable
{
    private const int HeaderLength = 32;
    private const int FieldLength = 32;
    private const int NameLength = 11;
    private const byte FieldsEnd = 0x0D;
    private const byte Deleted = (byte)'*';

    private readonly ReadOnlyMemory<byte> _rows;
    private readonly int _rowLength;
    private readonly List<Slot> _columns;
    private readonly Encoding _encoding;

    private DbfReader(ReadOnlyMemory<byte> rows, int rowLength, int announced, List<Slot> columns, Encoding encoding)
    {
        (_rows, _rowLength, _columns, _encoding) = (rows, rowLength, columns, encoding);
        (RowCount, AnnouncedRows) = (Math.Min(announced, rows.Length / rowLength), announced);
        Fields = [.. columns.Select(column => new AttributeField(column.Name, column.Kind))];
    }

    public IReadOnlyList<AttributeField> Fields { get; }

    /// <summary>Rows that are there, deleted ones counted.</summary>
    public int RowCount { get; }

    /// <summary>Rows the header speaks of.</summary>
    public int AnnouncedRows { get; }

    /// <param name="codePage">Content of the .cpg file, where there is one.</param>
    /// <exception cref="InputException">No dBase table, or a damaged one.</exception>
    public static DbfReader Read(ReadOnlyMemory<byte> dbf, string? codePage, string where)
    {
        var bytes = dbf.Span;
        if (bytes.Length < HeaderLength + 1)
        {
            throw new InputException(where, $"is cut off: {bytes.Length} bytes, and the header alone has {HeaderLength + 1}", "Export or download the shapefile again.");
        }

        var announced = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        int rowLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]);
        if (headerLength < HeaderLength + 1 || headerLength > bytes.Length || rowLength < 1 || announced > int.MaxValue)
        {
            throw new InputException(where, "is not a dBase table, or its header is damaged", "Export or download the shapefile again, with the .dbf that belongs to it.");
        }

        // Decoding needs the rows' bytes only where nothing names the encoding.
        var rows = dbf[headerLength..];
        var encoding = DbfEncoding.Choose(codePage, bytes[29], rows.Span);
        var columns = ReadColumns(bytes[..headerLength], rowLength, encoding);
        return new DbfReader(rows, rowLength, (int)announced, columns, encoding);
    }

    public bool IsDeleted(int row) => row < RowCount && _rows.Span[row * _rowLength] == Deleted;

    public string?[] Column(int field)
    {
        var column = _columns[field];
        var values = new string?[RowCount];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = Text(_rows.Span.Slice((row * _rowLength) + column.Start, column.Length), column);
        }

        return values;
    }

    private static List<Slot> ReadColumns(ReadOnlySpan<byte> header, int rowLength, Encoding encoding)
    {
        var columns = new List<Slot>();
        var start = 1;
        for (var at = HeaderLength; at + FieldLength <= header.Length && header[at] != FieldsEnd; at += FieldLength)
        {
            var field = header.Slice(at, FieldLength);
            var type = (char)field[NameLength];
            var decimals = field[17];

            // Clipper writes the upper half of a long text's width where numbers have their decimals.
            var length = type == 'C' && field[16] + (256 * decimals) + start <= rowLength ? field[16] + (256 * decimals) : field[16];
            if (start + length > rowLength)
            {
                length = Math.Max(0, rowLength - start);
            }

            if (type is 'C' or 'N' or 'F' or 'D' or 'L')
            {
                var name = field[..NameLength];
                var end = name.IndexOf((byte)0);
                columns.Add(new Slot(encoding.GetString(end < 0 ? name : name[..end]).Trim(), type, start, length, type is 'N' or 'F' ? decimals : 0));
            }

            start += length;
        }

        return columns;
    }

    private string? Text(ReadOnlySpan<byte> cell, Slot column)
    {
        var end = cell.IndexOf((byte)0);
        var trimmed = (end < 0 ? cell : cell[..end]).Trim((byte)' ');
        if (trimmed.IsEmpty)
        {
            return null;
        }

        switch (column.Type)
        {
            case 'C':
                return _encoding.GetString(trimmed);
            case 'L':
                return trimmed[0] == (byte)'?' ? null : Encoding.ASCII.GetString(trimmed);
            case 'D':
                var date = Encoding.ASCII.GetString(trimmed);
                return date.All(digit => digit == '0') ? null : date.Length == 8 ? $"{date[..4]}-{date[4..6]}-{date[6..]}" : date;
            default:
                return trimmed[0] == (byte)'*' ? null : Number(Encoding.ASCII.GetString(trimmed));
        }
    }

    private static string Number(string written)
    {
        if (written.Contains('e', StringComparison.OrdinalIgnoreCase))
        {
            return double.TryParse(written, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : written;
        }

        return written.Contains('.', StringComparison.Ordinal) ? written.TrimEnd('0').TrimEnd('.') : written;
    }

    private sealed record Slot(string Name, char Type, int Start, int Length, int Decimals)
    {
        public AttributeKind Kind => Type switch
        {
            'C' => AttributeKind.Text,
            'N' or 'F' when Decimals == 0 => AttributeKind.WholeNumber,
            _ => AttributeKind.Other,
        };
    }
}
