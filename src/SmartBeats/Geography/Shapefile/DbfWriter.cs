using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SmartBeats.Geography.Shapefile;

/// <summary>A column of a shapefile's attribute table.</summary>
/// <param name="Name">1 to 10 ASCII letters, digits or underscores.</param>
/// <param name="Type"><c>C</c> or <c>N</c>, as dBase has it.</param>
/// <param name="Width">Bytes a value takes, 1 to 254.</param>
/// <param name="Decimals">Digits behind the point; 0 for text.</param>
public sealed record DbfColumn(string Name, char Type, int Width, int Decimals)
{
    /// <summary>UTF-8 text; what is longer is cut at a whole character.</summary>
    public static DbfColumn Text(string name, int width = 80) => new(name, 'C', width, 0);

    /// <summary>Whole numbers (<see langword="int"/> or <see langword="long"/>).</summary>
    public static DbfColumn Integer(string name, int width = 10) => new(name, 'N', width, 0);

    /// <summary>Numbers rounded to a fixed number of decimals; the width counts sign and point.</summary>
    public static DbfColumn Decimal(string name, int width, int decimals) => new(name, 'N', width, decimals);
}

/// <summary>Writes dBase III tables. The date in the header is fixed: same rows, same bytes.</summary>
internal static class DbfWriter
{
    private const int HeaderLength = 32;

    public static byte[] Write(IReadOnlyList<DbfColumn> columns, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        foreach (var column in columns)
        {
            var isName = column.Name.Length is >= 1 and <= 10 && column.Name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
            if (!isName || column.Width is < 1 or > 254 || (column.Decimals > 0 && column.Decimals > column.Width - 2))
            {
                throw new ArgumentException($"The column \"{column.Name}\" is not one that dBase can hold.", nameof(columns));
            }
        }

        var headerLength = HeaderLength + (32 * columns.Count) + 1;
        var rowLength = 1 + columns.Sum(column => column.Width);
        var dbf = new byte[headerLength + (rowLength * rows.Count) + 1];
        dbf[0] = 3;
        (dbf[1], dbf[2], dbf[3]) = (80, 1, 1); // 1 January 1980, as in the zip around it.
        BinaryPrimitives.WriteInt32LittleEndian(dbf.AsSpan(4), rows.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(dbf.AsSpan(8), (ushort)headerLength);
        BinaryPrimitives.WriteUInt16LittleEndian(dbf.AsSpan(10), (ushort)rowLength);
        for (var i = 0; i < columns.Count; i++)
        {
            var field = dbf.AsSpan(HeaderLength + (32 * i), 32);
            Encoding.ASCII.GetBytes(columns[i].Name, field);
            field[11] = (byte)columns[i].Type;
            field[16] = (byte)columns[i].Width;
            field[17] = (byte)columns[i].Decimals;
        }

        dbf[headerLength - 1] = 0x0D;
        var at = headerLength;
        foreach (var row in rows)
        {
            if (row.Count != columns.Count)
            {
                throw new ArgumentException($"A row has {row.Count} values for {columns.Count} columns.", nameof(rows));
            }

            dbf[at++] = (byte)' ';
            for (var i = 0; i < columns.Count; i++)
            {
                WriteValue(dbf.AsSpan(at, columns[i].Width), columns[i], row[i]);
                at += columns[i].Width;
            }
        }

        dbf[at] = 0x1A;
        return dbf;
    }

    private static void WriteValue(Span<byte> cell, DbfColumn column, object? value)
    {
        cell.Fill((byte)' ');
        if (column.Type == 'C')
        {
            var text = Encoding.UTF8.GetBytes(value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
            var length = Math.Min(text.Length, cell.Length);
            while (length < text.Length && (text[length] & 0xC0) == 0x80)
            {
                length--;
            }

            text.AsSpan(0, length).CopyTo(cell);
            return;
        }

        var digits = value switch
        {
            null => "",
            double number when !double.IsFinite(number) => "",
            double number => number.ToString("F" + column.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("F" + column.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        };
        if (digits.Length > cell.Length)
        {
            throw new ArgumentException($"{digits} does not fit into the {cell.Length} bytes of the column \"{column.Name}\".", nameof(value));
        }

        Encoding.ASCII.GetBytes(digits, cell[(cell.Length - digits.Length)..]);
    }
}
