using NodaTime;
using SmartBeats.Staffing;

namespace SmartBeats.Pipeline.Answers;

/// <summary>Who is said to be away: a beat or an officer, on a shift of a day.</summary>
/// <param name="Beat">Number of the beat without its officer; null where the officer is named.</param>
/// <param name="Officer">Id of the officer; the roster tells the beat.</param>
/// <param name="Officers">Empty where nobody gave them.</param>
/// <param name="Duties">Of the roster; empty where nobody gave one.</param>
public sealed record AbsenceOrder(
    int? Beat, string? Officer, DutyShift? Shift, LocalDate? Date, IReadOnlyList<Officer> Officers, IReadOnlyList<Duty> Duties, RosterRules Rules);

/// <summary>Who is away, when and where.</summary>
/// <param name="Beats">Beats without their officer, ascending: one, or those that share the officer.</param>
/// <param name="Shared">Groups of beats that share an officer on that shift and day, by the roster.</param>
public sealed record AwayOfficer(DutyShift Shift, AbsenceOrder Order, IReadOnlyList<int> Beats, IReadOnlyList<IReadOnlyList<int>> Shared)
{
    private const int ReliefShown = 10;

    /// <summary>Finds the beats.</summary>
    /// <param name="nameOf">What messages call a member: <c>--beat</c> on a command line.</param>
    /// <exception cref="InputException">Not said, said twice, or unknown to officers or roster.</exception>
    public static AwayOfficer Find(AbsenceOrder order, IReadOnlyList<DutyShift> shifts, Func<string, string> nameOf)
    {
        var shift = order.Shift ?? throw new InputException(
            nameOf("shift"), "no shift is named", $"Name one of {string.Join(", ", shifts.Select(known => known.Name))}, e.g. {nameOf("shift")} {shifts[0].Name}.");
        if (order.Beat is null == order.Officer is null)
        {
            throw new InputException(
                $"{nameOf("beat")}, {nameOf("officer")}",
                "who is away is not said, or said twice",
                $"Give {nameOf("beat")} 7, or {nameOf("officer")} DP-107 with {nameOf("roster")} and {nameOf("date")}, or {nameOf("contingencies")} for all beats.");
        }

        if (order.Officer is { } known && order.Officers.Count > 0 && order.Officers.All(officer => officer.Id != known))
        {
            throw new InputException(
                nameOf("officer"), $"\"{known}\" is not in the officers file{NearMiss.Hint(known, order.Officers.Select(officer => officer.Id))}", "Name an officer of the file.");
        }

        var shared = order.Duties.Where(duty => duty.Date == order.Date && duty.Shift.Name == shift.Name && duty.Beats.Count > 1).Select(duty => duty.Beats).ToList();
        var absent = order.Beat is { } number
            ? shared.FirstOrDefault(group => group.Contains(number)) ?? [number]
            : FindBeats(order, order.Officer!, shift, nameOf);
        return new AwayOfficer(shift, order, absent, shared);
    }

    /// <summary>The plan with beats that share an officer under the number of the first of them.</summary>
    public int[] ByOfficer(IReadOnlyList<int> beatOfArea)
    {
        var first = Shared.SelectMany(beats => beats.Select(beat => (beat, First: beats[0]))).ToDictionary(pair => pair.beat, pair => pair.First);
        return [.. beatOfArea.Select(beat => first.GetValueOrDefault(beat, beat))];
    }

    /// <summary>What is to be known beside the map, a sentence each.</summary>
    public IEnumerable<string> DescribeDuties()
    {
        if (Shared.Count > 0)
        {
            yield return $"Beats that share an officer on this shift are named by the first: {string.Join(", ", Shared.Select(beats => string.Join('+', beats)))}.";
        }

        var others = Order.Duties.Where(duty =>
            Order.Officer is not null && duty.Date == Order.Date && duty.Shift.Name == Shift.Name && duty.Officer is not null && duty.Officer != Order.Officer && duty.Beats.SequenceEqual(Beats));
        foreach (var other in others)
        {
            yield return $"{other.Officer} is on duty in beat {string.Join('+', Beats)} on that shift too: nobody need take it over while they are.";
        }
    }

    /// <summary>The best who may come, a line each; nothing without officers and a date.</summary>
    /// <param name="nameOf">What messages call a member.</param>
    public IEnumerable<string> DescribeRelief(Func<string, string> nameOf)
    {
        if (Order.Officers.Count == 0 || Order.Date is not { } date)
        {
            yield return $"Relief is ranked where {nameOf("officers")} and {nameOf("date")} are given.";
            yield break;
        }

        yield return $"Relief for {Shift} on {date:uuuu-MM-dd}, best first{(Order.Duties.Count == 0 ? $" (without {nameOf("roster")} nobody is known to be on duty)" : "")}:";
        foreach (var candidate in RankRelief().Take(ReliefShown))
        {
            yield return $"- {candidate.Officer.Id}: {string.Join(", ", candidate.Reasons)}";
        }
    }

    /// <summary>Who may come, the best first; nobody without officers and a date.</summary>
    public IEnumerable<ReliefCandidate> RankRelief() => Order.Officers.Count == 0 || Order.Date is not { } date ? [] :
        ReliefList.Rank(Order.Officers, Order.Duties, date, Shift, Beats, Order.Rules, Order.Officer).Where(candidate => candidate.CanCome);

    private static IReadOnlyList<int> FindBeats(AbsenceOrder order, string officer, DutyShift shift, Func<string, string> nameOf)
    {
        if (order.Duties.Count == 0 || order.Date is null)
        {
            throw new InputException(
                nameOf("officer"), "without a roster and a date nobody knows the officer's beat", $"Give {nameOf("roster")} roster.csv and {nameOf("date")}, or {nameOf("beat")}.");
        }

        var known = order.Duties.Select(duty => duty.Officer).OfType<string>().Distinct().ToList();
        if (!known.Contains(officer))
        {
            throw new InputException(nameOf("officer"), $"\"{officer}\" has no duty in the roster{NearMiss.Hint(officer, known)}", "Name an officer of the roster.");
        }

        return order.Duties.FirstOrDefault(duty => duty.Officer == officer && duty.Date == order.Date && duty.Shift.Name == shift.Name)?.Beats
            ?? throw new InputException(nameOf("officer"), $"{officer} has no {shift.Name} duty on {order.Date:uuuu-MM-dd}", "Look the day and shift up in roster.csv.");
    }
}
