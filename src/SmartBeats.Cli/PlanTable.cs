using System.Globalization;
using SmartBeats.Metrics;
using SmartBeats.Publishing;
using Spectre.Console.Rendering;

namespace SmartBeats.Cli;

/// <summary>A plan's beats as a table for a terminal: the furthest from the mean first, those beyond the tolerance marked.</summary>
/// <remarks>
/// Beats that hold an area heavier than a fair share are marked as such, and the others measured about their own mean: nothing could
/// bring the former nearer, and the latter are what a plan can be judged by.
/// </remarks>
internal sealed class PlanTable
{
    private const int MostListed = 30;

    /// <summary>Below this many columns the shapes' figures are left out, so that no figure is broken.</summary>
    private const int NarrowScreen = 60;

    private readonly PlanFile _file;
    private readonly PlanMeasures _measures;
    private readonly OtherBeats _others;
    private readonly LengthWords _lengths;

    public PlanTable(PlanFile file)
    {
        _file = file;
        _measures = file.Plan.Measures;
        _others = new OtherBeats(file.Plan);
        _lengths = new LengthWords(file.Plan.City.Lengths);
    }

    /// <summary>The table itself, of at most <see cref="MostListed"/> beats.</summary>
    /// <param name="width">Columns of the terminal.</param>
    public IRenderable Create(int width)
    {
        var shapes = width >= NarrowScreen;
        var shares = shapes && _file.Plan.Shares.Count > 1 ? _file.Plan.Shares : [];
        var weighed = _file.Unit != "calls";
        var table = new FigureTable(["Beat", "Areas", .. _file.CountsCalls ? ["Calls"] : Array.Empty<string>(), .. weighed ? [_file.Unit] : Array.Empty<string>(), .. shares.Select(share => share.Name), "Deviation", .. shapes ? [_lengths.GroundUnit, "Compactness"] : Array.Empty<string>()])
        {
            NamesAreWords = false,
        };
        foreach (var beat in WorstFirst().Take(MostListed))
        {
            table.AddRow([
                _file.Plan.NameOfBeat(beat.Number),
                Text($"{beat.Areas:N0}"),
                .. _file.CountsCalls ? [Text($"{beat.Calls:N0}")] : Array.Empty<string>(),
                .. weighed ? [Text($"{beat.Workload:N1}")] : Array.Empty<string>(),
                .. shares.Select(share => Text($"{share.LoadShares[beat.Number - 1] * 100:0.0}%")),
                beat.Apart ? "left out  " : Text($"{beat.Deviation * 100:+0.00;-0.00;0.00}%{Mark(beat)}"),
                .. shapes ? [Text($"{_lengths.InGroundUnit(beat.AreaKm2):N2}"), Text($"{beat.PolsbyPopper:0.00}")] : Array.Empty<string>()]);
        }

        return table.Fit(width);
    }

    /// <summary>What the marks mean and what is not listed, a line each.</summary>
    public IEnumerable<string> Legend()
    {
        var folded = WorstFirst().Skip(MostListed).ToArray();
        if (folded.Length > 0)
        {
            yield return Text($"... and {folded.Length} more, none further than {folded.Max(beat => Math.Abs(beat.Deviation)) * 100:0.00}% from the mean; all are in beats.csv.");
        }

        if (_others.Beyond.Count > 0)
        {
            var whose = _others.Heavy.Count == 0 ? "the mean" : Text($"the other beats' mean of {_others.Mean:N1}");
            yield return Text($"* beyond the tolerance of {_file.Plan.Request.Tolerance * 100:0.##}% about {whose}");
        }

        if (_others.Heavy.Count > 0)
        {
            yield return "^ holds an area heavier than a fair share";
        }
    }

    private IEnumerable<BeatMeasures> WorstFirst() => _measures.Beats
        .OrderBy(beat => beat.Apart).ThenByDescending(beat => Math.Abs(beat.Deviation)).ThenBy(beat => beat.Number);

    private string Mark(BeatMeasures beat) => _others.Heavy.Contains(beat.Number) ? " ^" : _others.IsBeyond(beat) ? " *" : "  ";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
