using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace SmartBeats.Formats.Parquet;

/// <summary>The values of a column in one group of rows, as text when they are asked for.</summary>
internal abstract class ParquetColumn
{
    private const string Time = "yyyy-MM-dd HH:mm:ss";

    private static readonly CultureInfo _plain = CultureInfo.InvariantCulture;

    /// <summary>A row's value; empty where it is null.</summary>
    public abstract string GetText(int row);

    /// <summary>Whether a column holds one value a row, of a kind that calls can have.</summary>
    public static bool IsRead(DataField field) => field.MaxRepetitionLevel == 0 && !field.IsArray && FindReader(field) is not null;

    /// <summary>Reads a column.</summary>
    public static Task<ParquetColumn> ReadAsync(ParquetRowGroupReader group, DataField field, int rows) =>
        FindReader(field)!(group, field, rows);

    private static Func<ParquetRowGroupReader, DataField, int, Task<ParquetColumn>>? FindReader(DataField field)
    {
        var type = field.ClrType;
        if (type == typeof(DateTime))
        {
            // A moment says so; a time of no zone is the city's own.
            var isMoment = field is DateTimeDataField { IsAdjustedToUTC: true, DateTimeFormat: not DateTimeFormat.Impala };
            var format = isMoment ? Time + "'Z'" : Time;
            return (group, column, rows) => ReadValuesAsync<DateTime>(group, column, rows, value => value.ToString(format, _plain));
        }

        return type switch
        {
            _ when type == typeof(string) || type == typeof(ReadOnlyMemory<char>) => ReadTextsAsync,
            _ when type == typeof(bool) =>
                (group, column, rows) => ReadValuesAsync<bool>(group, column, rows, value => value ? "true" : "false"),
            _ when type == typeof(sbyte) => ReadNumbersAsync<sbyte>,
            _ when type == typeof(byte) => ReadNumbersAsync<byte>,
            _ when type == typeof(short) => ReadNumbersAsync<short>,
            _ when type == typeof(ushort) => ReadNumbersAsync<ushort>,
            _ when type == typeof(int) => ReadNumbersAsync<int>,
            _ when type == typeof(uint) => ReadNumbersAsync<uint>,
            _ when type == typeof(long) => ReadNumbersAsync<long>,
            _ when type == typeof(ulong) => ReadNumbersAsync<ulong>,
            _ when type == typeof(float) => ReadNumbersAsync<float>,
            _ when type == typeof(double) => ReadNumbersAsync<double>,
            _ when type == typeof(decimal) => ReadNumbersAsync<decimal>,
            _ when type == typeof(Guid) =>
                (group, column, rows) => ReadValuesAsync<Guid>(group, column, rows, value => value.ToString()),
            _ when type == typeof(DateOnly) =>
                (group, column, rows) => ReadValuesAsync<DateOnly>(group, column, rows, value => value.ToString("yyyy-MM-dd", _plain)),
            _ when type == typeof(TimeOnly) =>
                (group, column, rows) => ReadValuesAsync<TimeOnly>(group, column, rows, value => value.ToString("HH:mm:ss", _plain)),
            _ when type == typeof(TimeSpan) =>
                (group, column, rows) => ReadValuesAsync<TimeSpan>(group, column, rows, value => value.ToString("hh\\:mm\\:ss", _plain)),
            _ => null,
        };
    }

    private static Task<ParquetColumn> ReadNumbersAsync<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct, IFormattable =>
        ReadValuesAsync<T>(group, field, rows, value => value.ToString(null, _plain));

    private static async Task<ParquetColumn> ReadTextsAsync(ParquetRowGroupReader group, DataField field, int rows)
    {
        var texts = new string?[rows];
        await group.ReadAsync(field, texts.AsMemory());
        return new Texts(texts);
    }

    private static async Task<ParquetColumn> ReadValuesAsync<T>(
        ParquetRowGroupReader group, DataField field, int rows, Func<T, string> format)
        where T : struct
    {
        if (field.IsNullable)
        {
            var values = new T?[rows];
            await group.ReadAsync<T>(field, values.AsMemory());
            return new Nullables<T>(values, format);
        }

        var whole = new T[rows];
        await group.ReadAsync<T>(field, whole.AsMemory());
        return new Values<T>(whole, format);
    }

    private sealed class Texts(string?[] texts) : ParquetColumn
    {
        public override string GetText(int row) => texts[row] ?? "";
    }

    private sealed class Values<T>(T[] values, Func<T, string> format) : ParquetColumn
        where T : struct
    {
        public override string GetText(int row) => format(values[row]);
    }

    private sealed class Nullables<T>(T?[] values, Func<T, string> format) : ParquetColumn
        where T : struct
    {
        public override string GetText(int row) => values[row] is { } value ? format(value) : "";
    }
}
