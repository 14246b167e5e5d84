namespace SmartBeats.Districting;

/// <summary>The few numbers the search is run with, in one place; measured by the benchmark's ablation.</summary>
internal static class Tuning
{
    /// <summary>Share of a multilevel run's effort that goes to graphs coarser than the given one, in percent.</summary>
    public static int CoarseShare = 35;

    /// <summary>Share of the whole effort that goes to starts, in percent; the rest recombines and finishes them.</summary>
    public static int StartsShare = 60;

    public static int Rounds = 3;
    public static Cooling SeedCoarse = new(1.0, 0.1, 0.5, 4);

    public static Cooling Fine = new(0.6, 0.15, 2, 200);

    public static Cooling CrossoverCoarse = new(0.5, 0.1, 1, 4);

    public static Cooling CrossoverFine = new(0.5, 0.15, 4, 200);

    public static double PairWork = 0.3;
    public static int PairPrice = 4;
    public static double SwapWork = 0.2;
    public static Cooling Tighten = new(0.3, 0.1, 1, 1000);
    public static bool Linear = true;
    public static int CoarsePerBeat = 30;
    public static bool Even = true;
    public static int Race = 4;
    public static int RaceShare = 20;
    public static Cooling SeedFiner = new(0.6, 0.15, 1, 10);
}
