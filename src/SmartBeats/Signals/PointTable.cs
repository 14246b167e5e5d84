using SmartBeats.Calls;
using SmartBeats.Calls.Files;
using SmartBeats.Calls.Mapping;
using SmartBeats.Files;
using SmartBeats.Geography;
using SmartBeats.Geography.Projection;

namespace SmartBeats.Signals;

/// <summary>Reads a table as points, in every form in which calls for service are read: what a row is and where it lies, the calls' own mapping finds.</summary>
/// <param name="fileName">As messages name it.</param>
/// <param name="box">Of the city: tells coordinate systems and exchanged axes; null while there is no map.</param>
/// <param name="amountColumn">The column that was named for amounts; null for none.</param>
internal sealed class PointTable(string fileName, CityBox? box, string? amountColumn)
{
    private const string Forms = "Export it with longitude and latitude in two columns, in one as \"(latitude, longitude)\", or as POINT(longitude latitude).";

    private static readonly double _mostRejectedShare = new CallReadOptions().MaxRejectedShare;

    private readonly RejectedRows _rejected = new(null);
    private readonly AxisOrder _axes = new(box);
    private readonly List<(long Line, double Longitude, double Latitude)> _rows = [];

    /// <summary>Whether a file is a table, as a map is not.</summary>
    public static bool IsTable(string fileName, byte[] bytes)
    {
        var form = FileKind.Recognise(fileName, new MemoryStream(bytes)).Form;
        return form is FileForm.Table or FileForm.Text or FileForm.ZippedTable or FileForm.Workbook or FileForm.Parquet or FileForm.Gzip or FileForm.Utf16Text;
    }

    /// <summary>Reads it whole, twice: the mapping is judged by all rows.</summary>
    /// <returns>Points as a layer, and when each happened where the mapping tells.</returns>
    /// <exception cref="InputException">No table, no place in it, a coordinate system that is not known, or too many rows that cannot be read.</exception>
    public (MapLayer Layer, TimeMapping? Time) Read(byte[] bytes)
    {
        var source = FindTable(bytes);
        var header = ReadHeader(source, out var where);
        var proposer = new MappingProposer(header, where, new MappingSurroundings(box));
        ReadRows(source, header.Length, (_, row) => proposer.AddRow(row), (_, _) => { });
        var proposal = proposer.Propose();
        var mapping = proposal.Mapping with { Place = ConfirmPlace(proposal, where) };
        var time = proposal.Doubts.Any(doubt => doubt.Field == "time") ? null : mapping.Time;
        var table = new TableAttributes([.. header.Select(name => name.Trim())], FindKept(header, mapping));
        var places = new MappedPlace(mapping.Place!, where);
        int[] columns = new ColumnFinder(header, where).FindAll(mapping.Place!.Columns);
        ReadRows(source, header.Length, (line, row) => AddRow(line, row, places, columns, table), _rejected.CountRow);
        var shapes = CreateShapes();
        if (_rejected.Refuse(fileName, _rows.Count + _rejected.Count, _mostRejectedShare) is { } refusal)
        {
            throw refusal;
        }

        var words = MappingWords.Summarise(new CallMapping { Fingerprint = mapping.Fingerprint, Place = mapping.Place, Time = time });
        return (new MapLayer(fileName, "row", "", shapes, table, ReferenceSystem.Degrees("WGS 84"), [words, .. DescribeRows()]), time);
    }

    private CallSource FindTable(byte[] bytes)
    {
        var sources = FileForms.Expand(new CallSource(fileName, () => new MemoryStream(bytes, writable: false)), sheet: null);
        return sources is [var only] ? only : throw new InputException(
            fileName, $"holds {sources.Count} tables: {Wording.Some([.. sources.Select(source => source.Name)])}", "Give the one that is the signal, or join them first.");
    }

    private static string[] ReadHeader(CallSource source, out string where)
    {
        using var stream = source.Open();
        var opened = OpenedCsv.Open(stream, source.Name, looksForHeader: true);
        where = opened.Where;
        return opened.Header;
    }

    private PlaceMapping ConfirmPlace(MappingProposal proposal, string where)
    {
        var columns = Wording.Some([.. proposal.Columns.Select(column => column.Name)]);
        if (proposal.Mapping.Place is not { Form: not (PlaceForm.Address or PlaceForm.AreaId) } place)
        {
            throw new InputException(where, $"no column of it holds coordinates; its columns are {columns}", Forms);
        }

        if (proposal.Doubts.FirstOrDefault(doubt => doubt.Field == "place") is not { } doubt)
        {
            return place;
        }

        throw new InputException(where, doubt.Question, box is null ? $"Load the city's map first, which tells their system. {Forms}" : Forms);
    }

    /// <summary>Amounts and times are looked for by name; what else a row holds is not kept.</summary>
    private HashSet<string> FindKept(string[] header, CallMapping mapping) => new(
        [.. SignalColumns.Amounts, .. SignalColumns.Times, .. mapping.Time?.Columns ?? [], .. amountColumn is null ? Array.Empty<string>() : [amountColumn.Trim()]],
        StringComparer.OrdinalIgnoreCase);

    private static void ReadRows(CallSource source, int columns, Action<long, DelimitedFields> onRow, Action<string, long> onFault)
    {
        using var stream = source.Open();
        var opened = OpenedCsv.Open(stream, source.Name, looksForHeader: true);
        var records = new CsvRecords(opened.Dialect);
        var block = opened.FirstRows;
        do
        {
            records.ReadFields(block, (at, row) => Take(block.Records[at].Line, row), (at, fault) => onFault(fault, block.Records[at].Line));
        }
        while (opened.Scanner.TryNext(block));

        void Take(long line, DelimitedFields row)
        {
            if (row.Count == columns)
            {
                onRow(line, row);
            }
            else
            {
                onFault(row.Count > columns ? RowFaults.TooMany : RowFaults.TooFew, line);
            }
        }
    }

    private void AddRow(long line, DelimitedFields row, MappedPlace places, int[] columns, TableAttributes table)
    {
        if (_rows.Count == SignalReader.MostFeatures)
        {
            throw SignalReader.RefuseTooMany(fileName);
        }

        var second = columns.Length > 1 ? row.GetField(columns[1]) : default;
        var outcome = places.Read(row.GetField(columns[0]), second, out var longitude, out var latitude);
        if (outcome == MappedOutcome.Faulty)
        {
            _rejected.CountRow("the place is not in the form of the others", line);
            return;
        }

        var hasPlace = outcome == MappedOutcome.Read;
        if (hasPlace && _rows.Count < AxisOrder.SampleRows)
        {
            _axes.Sample(longitude, latitude);
        }

        _rows.Add((line, hasPlace ? longitude : double.NaN, latitude));
        table.Add(row);
    }

    /// <summary>A point a row: the axes are judged by the first rows, so all are read before one is placed.</summary>
    private List<MapShape> CreateShapes()
    {
        var shapes = new List<MapShape>(_rows.Count);
        for (var row = 0; row < _rows.Count; row++)
        {
            var (line, longitude, latitude) = _rows[row];
            (longitude, latitude) = _axes.Swapped && !double.IsNaN(longitude) ? (latitude, longitude) : (longitude, latitude);
            if (double.IsNaN(longitude))
            {
                shapes.Add(new MapShape((int)line, row, []));
            }
            else if (_axes.FindFault(longitude, latitude) is { } fault)
            {
                _rejected.CountRow(fault, line);
            }
            else
            {
                shapes.Add(new MapShape((int)line, row, [new PolygonRings([new(longitude, latitude)], [])]));
            }
        }

        return shapes;
    }

    private IEnumerable<string> DescribeRows()
    {
        if (_axes.Swapped)
        {
            yield return "The file writes latitude before longitude throughout; it was read so.";
        }

        foreach (var reason in _rejected.Reasons)
        {
            yield return $"{Wording.Count((int)reason.Rows, "row")} cannot be read and {(reason.Rows == 1 ? "counts" : "count")} nowhere (first in line {reason.FirstLine}): {reason.Reason}.";
        }
    }
}
