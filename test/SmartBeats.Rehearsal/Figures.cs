using System.Globalization;
using SmartBeats.Rehearsal.Stack;

namespace SmartBeats.Rehearsal;

/// <summary>What is asked of the package and of its start, in words.</summary>
internal static class Figures
{
    private const string Target = "target 30 compiled ahead of time, else 150";

    public static string StartUps(Rehearsal rehearsal)
    {
        double[] all = [.. rehearsal.Functions.StartUps.Select(took => took.TotalMilliseconds).Order()];
        return all.Length == 0 ? "none" : string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Length} processes to their first poll of the Runtime API in {all[0]:0} to {all[^1]:0} ms, median {all[all.Length / 2]:0} ms ({Target})");
    }

    public static string Package() => string.Create(
        CultureInfo.InvariantCulture, $"{Synthesis.ZippedBytes() / 1048576.0:0.0} MB zipped (target 20 compiled ahead of time, else 65)");

    public static string Memory(Rehearsal rehearsal) => string.Join(", ", rehearsal.Functions.Megabytes
        .OrderBy(of => of.Key, StringComparer.Ordinal)
        .Select(of => string.Create(CultureInfo.InvariantCulture, $"{of.Key} {of.Value.Peak} of {of.Value.Given} MB")));
}
