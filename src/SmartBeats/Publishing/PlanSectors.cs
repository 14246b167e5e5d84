using SmartBeats.Metrics;

namespace SmartBeats.Publishing;

/// <summary>The sectors that a plan's beats are grouped into.</summary>
/// <param name="OfBeat">Per beat, in order of number, its sector's number, from 1.</param>
/// <param name="Measures">Of the sectors as if each were one beat.</param>
public sealed record PlanSectors(int[] OfBeat, PlanMeasures Measures)
{
    /// <summary>What given sectors are called, in order of number; null for sectors that were made of the beats.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>What a beat's sector is called in tables and layers: its name, else its number.</summary>
    /// <param name="beat">Its number.</param>
    public object FindOf(int beat) => Names is null ? OfBeat[beat - 1] : Names[OfBeat[beat - 1] - 1];

    /// <summary>Per area of the map its sector's number.</summary>
    internal int[] FindOfAreas(IEnumerable<int> beatOfArea) => [.. beatOfArea.Select(beat => OfBeat[beat - 1])];

    /// <summary>What whole beats allow, where they do not divide; then a sentence a sector: its beats, its workload and how far that is from the mean.</summary>
    /// <param name="plan">Names the beats.</param>
    /// <param name="unit">Of the workload.</param>
    internal IEnumerable<string> Describe(Plan plan, string unit)
    {
        var mean = plan.Measures.MeanWorkload;
        var (sectors, least) = (Measures.Beats.Count, OfBeat.Length / Measures.Beats.Count);
        if (Names is null && OfBeat.Length % sectors != 0)
        {
            yield return $"{Words.Count(OfBeat.Length)} equal beats cannot make {Words.Count(sectors)} equal sectors: one of {least} is {Describe(least)}, one of {least + 1} {Describe(least + 1)}.";
        }

        foreach (var sector in Measures.Beats)
        {
            string[] beats = [.. Enumerable.Range(1, OfBeat.Length).Where(beat => OfBeat[beat - 1] == sector.Number).Select(plan.NameOfBeat)];
            var workload = Words.Count(Math.Round(sector.Workload, 1));
            yield return Names is null
                ? $"Sector {sector.Number}: {(beats.Length == 1 ? "beat" : "beats")} {Words.List(beats)}; {workload} {unit} ({Words.Deviation(sector.Deviation)} of the sectors)."
                : $"Sector {Names[sector.Number - 1]}, as given: {(beats.Length == 1 ? "beat" : "beats")} {Words.List(beats)}; {workload} {unit}, {DescribeShare(sector.Workload, beats.Length)}.";
        }

        // A sector's work never divides evenly: its beats can be no nearer the mean of all, on average.
        string DescribeShare(double work, int beats) =>
            beats == 1 ? Words.Deviation((work / mean) - 1) : $"a beat {Words.Deviation((work / beats / mean) - 1)} on average";

        string Describe(int beats) => Words.Deviation(((double)beats * sectors / OfBeat.Length) - 1);
    }
}
