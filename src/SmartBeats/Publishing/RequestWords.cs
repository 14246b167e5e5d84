using System.Globalization;
using NodaTime;
using NodaTime.Text;
using SmartBeats.Demand;
using SmartBeats.Requests;

namespace SmartBeats.Publishing;

/// <summary>Says what a request asks for, in plain English.</summary>
public static class RequestWords
{
    private static readonly LocalDateTimePattern ToMinute = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");
    private static readonly LocalDateTimePattern ToSecond = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss");

    /// <summary>The whole request: <c>12 beats by number of calls; all calls; tolerance 1%; compact; seed 1</c>.</summary>
    public static string Of(PlanRequest request)
    {
        var size = request.Beats is { } beats
            ? Words.Count(beats, "beat", "beats")
            : $"beats of {Words.Count(request.WorkloadPerBeat ?? 0)} each";
        List<string> parts =
        [
            $"{size} by {Workload(request)}",
            .. RequestShares.HasCalls(request) ? [CallsCounted(request)] : Array.Empty<string>(),
            $"tolerance {Words.Percent(request.Tolerance)}{(request.AutoTolerance ? ", the widest that hardly shows later" : "")}",
            OtherPlans.GoalName(request.Goal).ToLowerInvariant(),
            string.Create(CultureInfo.InvariantCulture, $"seed {request.Seed}"),
        ];
        if (request.Effort is { } effort)
        {
            parts.Add($"effort {Words.Count(effort)}");
        }

        if (!request.Bridges)
        {
            parts.Add("no bridges");
        }

        if (request.Sectors > 0)
        {
            parts.Add($"grouped into {Words.Count(request.Sectors, "sector", "sectors")}");
        }

        if (request.Rank > 0)
        {
            parts.Add($"ranked among {Words.Count(request.Rank, "random plan", "random plans")}");
        }

        if (request.Backtest is { } backtest)
        {
            parts.Add($"back-tested from {Words.Count(backtest.Origins, "day", "days")} with {Words.Count(backtest.Seeds, "seed", "seeds")}");
        }

        AddWishes(parts, request);
        return string.Join("; ", parts);
    }

    private static void AddWishes(List<string> parts, PlanRequest request)
    {
        if (request.Balance.Count + request.BalanceSignals.Count > 0)
        {
            parts.Add($"balance {Words.List([.. RequestCriterion.Of(request).Select(criterion => criterion.ToString()), .. request.BalanceSignals.Select(signal => $"{signal.Key} = {Words.Count((double)signal.Value)}")])}");
        }

        if (request.KeepWhole.Count > 0)
        {
            parts.Add($"{Words.List([.. request.KeepWhole.Select(column => column.Value == 1 ? column.Key : $"{column.Key} (weight {Words.Count((double)column.Value)})")])} kept whole");
        }

        if (request.EqualArea is { } strength)
        {
            parts.Add($"equal area {Words.Count(strength)}");
        }

        if (request.Anew)
        {
            parts.Add("today's beats drawn anew");
        }

        if (request.LifeDays is { } days)
        {
            parts.Add($"for {Words.Count(days, "day", "days")}");
        }

        if (request.ChangeBudget is { } share)
        {
            parts.Add($"at most {Words.Percent(share)} changed");
        }

        if (request.LockBeats.Count > 0)
        {
            parts.Add($"{(request.LockBeats.Count == 1 ? "beat" : "beats")} {Words.List(request.LockBeats, 5)} locked");
        }

        if (request.WithoutBeats.Count > 0)
        {
            parts.Add($"without {(request.WithoutBeats.Count == 1 ? "beat" : "beats")} {Words.List(request.WithoutBeats, 5)}");
        }

        if (request.StationWeight is { } weight)
        {
            parts.Add($"station weight {Words.Count(weight)}");
        }
    }

    /// <summary>Such as <c>incidents only; priorities 1, 2 and 3; from 2019-01-01 00:00 to 2021-10-21 23:05</c>.</summary>
    public static string CallsCounted(PlanRequest request)
    {
        List<string> parts =
        [
            request.Data switch
            {
                CallData.Incidents => "incidents only",
                CallData.NonIncidents => "calls that were no incidents",
                _ => "all calls",
            },
        ];
        AddList(parts, "priority", "priorities", [.. request.Priorities.Select(priority => priority.ToString(CultureInfo.InvariantCulture))]);
        AddList(parts, "disposition", "dispositions", request.Dispositions);
        AddList(parts, "nature", "natures", request.Natures);
        if (request.Sources.Count > 0)
        {
            parts.Add("begun by " + Words.List([.. request.Sources.Select(DescribeSource)]));
        }

        if (request.WithoutPlaces.Count > 0)
        {
            parts.Add($"without {Words.Count(request.WithoutPlaces.Count, "place", "places")}");
        }

        var period = Period(request.From, request.To);
        if (period.Length > 0)
        {
            parts.Add(period);
        }

        if (request.Weekdays.Count > 0)
        {
            parts.Add("on " + Words.List([.. request.Weekdays.Select(day => day.ToString())]));
        }

        if (request.Hours is { } hours)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"between {hours.From:00}:00 and {hours.To:00}:00"));
        }

        if (PeriodWeights.FromRequest(request) is { Count: > 0 } periods)
        {
            parts.Add(DescribePeriods(request, periods));
        }

        return string.Join("; ", parts);
    }

    private static string DescribePeriods(PlanRequest request, IReadOnlyList<WeightedPeriod> periods) => request switch
    {
        { HalfLifeDays: { } days } => $"half as much for every {Words.Count(days)} days of age",
        { For: { } life } => $"for {life}: the same days of earlier years and the four months before",
        _ => "weighed by period: " + Words.List([.. periods.Select(period => $"{period.Days} × {Words.Count((double)period.Weight)}")], 5),
    };

    private static string DescribeSource(CallOrigin source) => source switch
    {
        CallOrigin.Citizen => "citizens",
        CallOrigin.Officer => "officers",
        _ => "nobody on record",
    };

    /// <summary>What is balanced: <c>calls</c>, <c>officer-minutes</c>, or calls weighted by priority, with the weights.</summary>
    public static string Workload(PlanRequest request) => request.Weigh.Count > 0 ? DescribeShares(request) : request.Diversion.Count == 0
        ? DescribeKind(request)
        : $"{DescribeKind(request)}, less what is handled otherwise (" + Words.List([.. request.Diversion.OrderBy(share => share.Key, StringComparer.Ordinal)
            .Select(share => $"{Words.Percent((double)share.Value)} of {share.Key}")], 5) + ")";

    private static string DescribeShares(PlanRequest request)
    {
        var (shares, whole) = (RequestShares.Find(request), request.Weigh.Values.Sum());
        return "workload from " + Words.List([.. shares.Select(share => shares.Count == 1 ? share.Name : $"{share.Name} ({Words.Percent((double)(share.Share / whole))})")]);
    }

    private static string DescribeKind(PlanRequest request) => request.Workload switch
    {
        WorkloadKind.ServiceMinutes => "officer-minutes spent",
        WorkloadKind.TimeOnScene => "officer-minutes on scene",
        WorkloadKind.PriorityWeights => "calls weighted by priority (" + Words.List([.. request.PriorityWeights.OrderBy(weight => weight.Key)
            .Select(weight => string.Create(CultureInfo.InvariantCulture, $"priority {weight.Key} weighs {weight.Value:0.###}"))]) + ", others 1)",
        _ => "number of calls",
    };

    private static void AddList(List<string> parts, string one, string many, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
        {
            parts.Add($"{(items.Count == 1 ? one : many)} {Words.List(items)}");
        }
    }

    private static string Period(LocalDateTime? from, LocalDateTime? to)
    {
        List<string> ends = [];
        if (from is { } first)
        {
            ends.Add("from " + (first.Second == 0 ? ToMinute : ToSecond).Format(first));
        }

        if (to is { } last)
        {
            ends.Add((ends.Count == 0 ? "up to " : "to ") + (last.Second == 59 ? ToMinute : ToSecond).Format(last));
        }

        return string.Join(' ', ends);
    }
}
