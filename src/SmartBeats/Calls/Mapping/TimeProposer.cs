namespace SmartBeats.Calls.Mapping;

/// <summary>Finds when calls were received, and the other three stamps of a call.</summary>
/// <param name="isOrderSaid">Whether a person says if the day or the month stands first.</param>
internal sealed class TimeProposer(ProposalDraft draft, bool isOrderSaid)
{
    private const string WaysOut = "Name it with --map time=COLUMN or --map 'time=DATE COLUMN+TIME COLUMN'.";

    private DateOrder? _orderOfTime;
    private bool _isTimeOpen;

    /// <summary>The time that counts: the call's receipt; where no column has it, the first stamp after it.</summary>
    public TimeMapping? ProposeTime()
    {
        if (draft.FindSaid("time") is { } said)
        {
            if (said.Count == 0)
            {
                draft.AddDoubt("time", "the time is left out", WaysOut);
            }

            return CreateSaid("time", said);
        }

        if (FindStamp("time", ColumnNames.Received) is { } received)
        {
            return received;
        }

        foreach (var (patterns, name) in new[] { (ColumnNames.Dispatched, "dispatched"), (ColumnNames.Arrived, "arrived"), (ColumnNames.Cleared, "cleared") })
        {
            if (FindStamp("time", patterns) is { } later)
            {
                draft.Notes.Add($"No column says when calls were received: calls count at the time they were {name}.");
                return later;
            }
        }

        var only = draft.Columns.Where(column => column.Filled > 0 && column.IsMostly(column.Times.Both)).ToList();
        if (only.Count == 1)
        {
            return CreateMapping("time", only[0], $"it is the only column of times");
        }

        if (only.Count == 0 && FindOnlyDate() is { } parts)
        {
            return parts;
        }

        draft.AddDoubt(
            "time",
            only.Count == 0 ? "no column holds a date and time" : "several columns hold times, and no name says which is the call's",
            WaysOut,
            only.Select(column => new MappingChoice(column.Name, new MappingChanges { Fields = [$"time={column.Name}"] })));
        return null;
    }

    /// <summary>Of a file without any date and time in one: its only column of dates, with its only column of times of day.</summary>
    private TimeMapping? FindOnlyDate()
    {
        var dates = draft.Columns.Where(IsDate).ToList();
        var clocks = draft.Columns.Where(column => column.IsMostly(column.Times.ClocksOnly) && !column.IsMostly(column.Numbers)).ToList();
        if (dates.Count != 1 || clocks.Count > 1)
        {
            return null;
        }

        var date = dates[0];
        if (clocks.Count == 1)
        {
            draft.AddEvidence(
                "time",
                $"they are the only date and the only time of day; {date.Times.DescribeOrder()}",
                date.Name,
                clocks[0].Name);
            return new TimeMapping(
                [date.Name, clocks[0].Name],
                new TimeFormat(TimeKind.Calendar, FindOrder("time", date) ?? DateOrder.MonthDayYear, clocks[0].Times.WithHalf > 0));
        }

        draft.Notes.Add($"{date.Name} has no time of day: every call counts at midnight, and nothing can be said of hours.");
        draft.AddEvidence("time", $"it is the only column of dates; {date.Times.DescribeOrder()}", date.Name);
        return new TimeMapping(
            [date.Name],
            new TimeFormat(TimeKind.Calendar, FindOrder("time", date) ?? DateOrder.MonthDayYear, DateOnly: true));
    }

    /// <summary>One of the other stamps, null where no column has it or its dates are in no order that is known.</summary>
    /// <remarks>A stamp changes no count of calls, so it is never a question of its own.</remarks>
    public TimeMapping? FindStamp(string field, string[] patterns)
    {
        var stamp = LocateStamp(field, patterns);
        var dates = stamp is null ? null : draft.Columns.First(column => column.Name == stamp.Columns[0]);
        var isCalendar = stamp?.Format.Kind == TimeKind.Calendar;
        // Where the time itself is asked for, the one answer settles all columns.
        if (field == "time" || !isCalendar || isOrderSaid || _isTimeOpen
            || dates!.Times.FindOrder() is not null || _orderOfTime is not null)
        {
            return stamp;
        }

        draft.Notes.Add(
            $"Dates of {dates.Name} may be month/day or day/month, and no value tells: "
            + "--day-first or --month-first has them read, else they are left out.");
        draft.Evidence.RemoveAll(evidence => evidence.Field == field);
        return null;
    }

    private TimeMapping? LocateStamp(string field, string[] patterns)
    {
        if (draft.FindSaid(field) is { } said)
        {
            return CreateSaid(field, said);
        }

        var stamp = draft.FindColumn(patterns, column => column.IsMostly(column.Times.Both) || FindNumberKind(column) is not null);
        if (stamp is not null && (stamp.Times.NotMidnight > 0 || FindNumberKind(stamp) is not null))
        {
            return CreateMapping(field, stamp, "its name and its values say so");
        }

        var date = draft.FindColumn(patterns, IsDate);
        if (date is null)
        {
            return stamp is null ? null : CreateMapping(field, stamp, "its name says so, though all its times are midnight");
        }

        if (FindClock(date, patterns) is { } clock)
        {
            draft.AddEvidence(field, $"a date and a time of day that belong together; {date.Times.DescribeOrder()}", date.Name, clock.Name);
            return new TimeMapping(
                [date.Name, clock.Name],
                new TimeFormat(TimeKind.Calendar, FindOrder(field, date) ?? DateOrder.MonthDayYear, clock.Times.WithHalf > 0));
        }

        if (field == "time")
        {
            draft.Notes.Add($"{date.Name} has no time of day: every call counts at midnight, and nothing can be said of hours.");
        }

        draft.AddEvidence(field, $"its name and its values say so; {date.Times.DescribeOrder()}", date.Name);
        return new TimeMapping(
            [date.Name],
            new TimeFormat(TimeKind.Calendar, FindOrder(field, date) ?? DateOrder.MonthDayYear, DateOnly: true));
    }

    /// <summary>Of the columns a person names: how they are read, their values say.</summary>
    private TimeMapping? CreateSaid(string field, IReadOnlyList<ColumnProfile> columns)
    {
        if (columns.Count == 0)
        {
            return null;
        }

        var date = columns[0];
        if (columns.Count == 1 && !(date.IsMostly(date.Times.DatesOnly) && FindNumberKind(date) is null))
        {
            return CreateMapping(field, date, "as you say");
        }

        draft.AddEvidence(field, $"as you say; {date.Times.DescribeOrder()}", [.. columns.Select(column => column.Name)]);
        var order = FindOrder(field, date) ?? DateOrder.MonthDayYear;
        return columns.Count == 1
            ? new TimeMapping([date.Name], new TimeFormat(TimeKind.Calendar, order, DateOnly: true))
            : new TimeMapping([date.Name, columns[1].Name], new TimeFormat(TimeKind.Calendar, order, columns[1].Times.WithHalf > 0));
    }

    private TimeMapping CreateMapping(string field, ColumnProfile column, string reason)
    {
        if (FindNumberKind(column) is { } kind && !column.IsMostly(column.Times.Both))
        {
            var format = new TimeFormat(kind);
            draft.AddEvidence(field, $"its name says so, its numbers are {format}", column.Name);
            return new TimeMapping([column.Name], format);
        }

        var times = column.Times;
        draft.AddEvidence(field, $"{reason}; {times.DescribeOrder()}", column.Name);
        if (times.WithHalf > 0 && times.WithHalf < times.Both)
        {
            draft.Notes.Add(
                $"{ColumnProfile.Show(times.Both - times.WithHalf)} times of {column.Name} lack AM or PM, "
                + "which the others have: their rows are rejected.");
        }

        if (times.WithUtcOffset * 10 >= times.Read * 9)
        {
            draft.Notes.Add($"Times of {column.Name} are UTC and are turned to the city's own time.");
        }

        return new TimeMapping(
            [column.Name],
            new TimeFormat(TimeKind.Calendar, FindOrder(field, column) ?? DateOrder.MonthDayYear, times.WithHalf > 0));
    }

    /// <summary>The order of a column's dates, null where nothing tells; a stamp is written like the time that counts.</summary>
    private DateOrder? FindOrder(string field, ColumnProfile column)
    {
        if (column.Times.FindOrder() is { } order)
        {
            _orderOfTime = field == "time" && order != DateOrder.YearMonthDay ? order : _orderOfTime;
            return order;
        }

        if (field != "time")
        {
            return _orderOfTime;
        }

        draft.AddDoubt(
            field,
            $"dates of {column.Name} may be month/day or day/month: {column.Times.DescribeOrder()} that would tell",
            "Say --day-first or --month-first, or give --time-format \"MM/dd/yyyy hh:mm:ss tt\".",
            new MappingChoice("the month first (03/04 is March 4)", new MappingChanges { DayFirst = false }),
            new MappingChoice("the day first (03/04 is 3 April)", new MappingChanges { DayFirst = true }));
        _isTimeOpen = true;
        return null;
    }

    private ColumnProfile? FindClock(ColumnProfile date, string[] patterns)
    {
        var twin = ColumnNames.Squeeze(date.Name).Replace("date", "time", StringComparison.Ordinal).Replace("day", "time", StringComparison.Ordinal);
        var clocks = draft.Columns.Where(column => column != date && IsClock(column)).ToList();
        return clocks.Find(column => ColumnNames.Squeeze(column.Name) == twin)
            ?? clocks.Find(column => ColumnNames.Score(column.Name, patterns) > 0);
    }

    private static bool IsDate(ColumnProfile column) =>
        column.IsMostly(column.Times.DatesOnly) || (column.IsMostly(column.Times.Both) && column.Times.NotMidnight == 0);

    private static bool IsClock(ColumnProfile column) =>
        column.IsMostly(column.Times.ClocksOnly) && column.Name.Contains("time", StringComparison.OrdinalIgnoreCase);

    /// <summary>Numbers that are times by their size: 1990 to 2100.</summary>
    private static TimeKind? FindNumberKind(ColumnProfile column)
    {
        if (!column.IsMostly(column.Numbers) || column.IsMostly(column.Times.Read))
        {
            return null;
        }

        return (column.Smallest, column.Largest) switch
        {
            ( >= 6.3e11, <= 4.2e12) => TimeKind.EpochMilliseconds,
            ( >= 6.3e8, <= 4.2e9) => TimeKind.EpochSeconds,
            ( >= 32_874, <= 73_415) => TimeKind.ExcelSerial,
            _ => null,
        };
    }
}
