using Parquet;
using Parquet.Schema;
using SmartBeats.Calls.Files;

namespace SmartBeats.Formats.Parquet;

/// <summary>The rows of a Parquet file as text: its columns' names first, then a group of rows at a time.</summary>
/// <remarks>Memory: the values of one group, which the file's writer chose (usually 100,000 to 1,000,000 rows).</remarks>
internal sealed class ParquetRows : ITableRows
{
    private const int MostColumns = 2_000;

    /// <summary>Values of a group, at most: a few bytes can claim any number of equal ones.</summary>
    private const long MostCells = 100_000_000;

    private readonly string _name;
    private readonly Stream _stream;
    private readonly ParquetReader _file;
    private ParquetColumn[] _columns = [];
    private int _group = -1;
    private int _row;
    private int _rows;

    /// <param name="name">As messages name the file.</param>
    /// <param name="stream">Can seek; disposed with this.</param>
    /// <exception cref="InputException">Damaged, or without a column of single values.</exception>
    public ParquetRows(string name, Stream stream)
    {
        (_name, _stream) = (name, stream);
        try
        {
            _file = Guard(() => Open(stream));
            var fields = Guard(() => _file.Schema.GetDataFields());
            Fields = [.. fields.Where(ParquetColumn.IsRead).Take(MostColumns)];
            LeftOut = [.. fields.Except(Fields).Select(field => field.Path.ToString()).Distinct()];
        }
        catch (InvalidDataException broken)
        {
            stream.Dispose();
            throw new InputException(
                name,
                "is a damaged Parquet file, or of a kind that is not read here",
                "Export or download it again, or give the calls as CSV.",
                broken);
        }

        if (Fields.Count == 0)
        {
            stream.Dispose();
            throw new InputException(
                name, "is a Parquet file without a column of texts, numbers or times", "Give the file with the calls, or the calls as CSV.");
        }
    }

    /// <summary>The columns that are read, in their order.</summary>
    public IReadOnlyList<DataField> Fields { get; }

    /// <summary>Names of the columns that are not.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <inheritdoc/>
    public bool TryRead(List<string> cells)
    {
        cells.Clear();
        if (_group < 0)
        {
            cells.AddRange(Fields.Select(field => field.Path.ToString()));
            _group = 0;
            return true;
        }

        while (_row == _rows)
        {
            if (_group >= _file.RowGroupCount)
            {
                return false;
            }

            ReadGroup();
        }

        foreach (var column in _columns)
        {
            cells.Add(column.GetText(_row));
        }

        _row++;
        return true;
    }

    public void Dispose()
    {
        _file?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    private static ParquetReader Open(Stream stream)
    {
        ParquetCheck.ThrowIfDamaged(stream);
        return Wait(ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true }, leaveStreamOpen: true));
    }

    private void ReadGroup()
    {
        // The last group's values are given up before the next one's are read.
        _columns = [];
        (_columns, _rows) = Guard(() =>
        {
            using var group = _file.OpenRowGroupReader(_group);
            return group.RowCount >= 0 && group.RowCount * Fields.Count <= MostCells
                ? (Fields.Select(field => Wait(ParquetColumn.ReadAsync(group, field, (int)group.RowCount))).ToArray(), (int)group.RowCount)
                : throw new InvalidDataException($"Group {_group} of {_name} claims {group.RowCount} rows.");
        });
        (_row, _group) = (0, _group + 1);
    }

    /// <summary>The streams here never wait for anything but a disk.</summary>
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>Whatever a package stumbles over in a file that lies about itself, the file is at fault.</summary>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is not (InvalidDataException or OperationCanceledException))
        {
            throw new InvalidDataException("The Parquet file is damaged.", broken);
        }
    }
}
