using SmartBeats.Metrics;
using SmartBeats.Requests;
using SmartBeats.Signals;

namespace SmartBeats.Publishing;

/// <summary>Says what a workload is weighed from, beside calls or in their place: alike on the screen, in the summary and on the page.</summary>
public static class ShareWords
{
    private const int MostNamed = 6;

    /// <summary><c>workload from the columns CALLS (80%) and POP (20%)</c>; empty for calls alone.</summary>
    /// <param name="plan">As published or as read back.</param>
    public static string NameWorkload(Plan plan)
    {
        var shares = plan.Shares;
        if (shares.Count == 0)
        {
            return "";
        }

        var percents = shares.Count > 1;
        List<string> parts = [.. shares.Where(share => share.Kind == SignalKind.Calls).Select(share => NameShare(share, percents))];
        Add("column", SignalKind.Column);
        Add("signal", SignalKind.Layer);
        return $"workload from {Words.List(parts)}";

        void Add(string noun, SignalKind kind)
        {
            string[] names = [.. shares.Where(share => share.Kind == kind).Select(share => NameShare(share, percents))];
            if (names.Length > 0)
            {
                parts.Add($"the {noun}{(names.Length == 1 ? "" : "s")} {Words.List(names, MostNamed)}");
            }
        }
    }

    /// <summary>What there is of each, and how its share differs from beat to beat, a sentence each; empty for calls alone.</summary>
    /// <param name="plan">As published or as read back.</param>
    public static IEnumerable<string> Describe(Plan plan)
    {
        var shares = plan.Shares;
        if (shares.Count == 0)
        {
            yield break;
        }

        if (shares is [var only])
        {
            yield return $"All of the workload is from {only.Name}: {Words.Count(only.Total)} {only.Unit} in the city.";
            yield break;
        }

        yield return $"The city's workload is {Words.Count(WorkloadMix.CityPoints)} {WorkloadMix.Points}: "
            + Words.List([.. shares.Select(share => $"{Words.Percent(share.Share)} from {Words.Count(share.Total)} {share.Unit}")]) + ".";
        foreach (var share in shares.Skip(1).Take(MostNamed))
        {
            var (least, most) = (share.LoadShares.Index().MinBy(beat => beat.Item), share.LoadShares.Index().MaxBy(beat => beat.Item));
            yield return $"Of a beat's load, what is from {share.Name} is between {Words.Percent(least.Item)} (beat {plan.NameOfBeat(least.Index + 1)}) "
                + $"and {Words.Percent(most.Item)} (beat {plan.NameOfBeat(most.Index + 1)}).";
        }
    }

    private static string NameShare(ShareFigures share, bool percents)
    {
        var name = RequestShares.FindColumn(share.Name) ?? share.Name;
        return percents ? $"{name} ({Words.Percent(share.Share)})" : name;
    }
}
