using Spectre.Console;
using Spectre.Console.Rendering;

namespace SmartBeats.Cli;

/// <summary>Figures in rows and columns where the terminal is wide enough for them, else a paragraph for each row: no figure is ever broken.</summary>
/// <param name="columns">Their heads, as they are printed.</param>
/// <param name="names">How many of the first columns name the row, rather than say a figure of it: at least 1.</param>
internal sealed class FigureTable(IReadOnlyList<string> columns, int names = 1)
{
    /// <summary>A column's space beside its text.</summary>
    private const int Padding = 2;

    private readonly List<string[]> _rows = [];

    /// <summary>Whether names stand at the left of their column, as words do; else at the right, as numbers do.</summary>
    public bool NamesAreWords { get; init; } = true;

    /// <summary>Columns of a terminal that the table takes.</summary>
    public int Width => columns.Select((head, at) => _rows.Select(row => row[at].Length).Prepend(head.Length).Max() + Padding).Sum();

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One a column, as they are printed; an empty one for no figure.</param>
    public void AddRow(IReadOnlyList<string> cells) => _rows.Add([.. cells]);

    /// <summary>The figures as they fit.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public IRenderable Fit(int width) => Width <= width ? ToTable() : new Rows(_rows.Select(ToParagraph));

    private Table ToTable()
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var at = 0; at < columns.Count; at++)
        {
            var column = new TableColumn(Markup.Escape(columns[at])).NoWrap();
            table.AddColumn(at < names && NamesAreWords ? column : column.RightAligned());
        }

        foreach (var row in _rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    /// <summary>The name, and under it every figure with its head.</summary>
    private Padder ToParagraph(string[] row)
    {
        var name = string.Join(", ", columns.Take(names).Zip(row, (head, cell) => $"{head} {cell.Trim()}".Trim()));
        var figures = columns.Zip(row).Skip(names).Where(figure => figure.Second.Length > 0).Select(figure => new Text($"{figure.First}: {figure.Second.Trim()}"));
        return new Padder(new Rows([new Text(name), new Padder(new Rows(figures), new Padding(2, 0, 0, 0))]), new Padding(0, 0, 0, 1));
    }
}
