namespace SmartBeats.Calls.Mapping;

/// <summary>What the dates and times of a column say together about how they are written.</summary>
internal sealed class TimeEvidence
{
    /// <summary>Values that are a date, a time of day or both.</summary>
    public long Read { get; private set; }

    /// <summary>Values with a date and a time of day; with a date alone; with a time of day alone.</summary>
    public long Both { get; private set; }

    public long DatesOnly { get; private set; }

    public long ClocksOnly { get; private set; }

    public long WithHalf { get; private set; }

    public long WithOffset { get; private set; }

    public long WithUtcOffset { get; private set; }

    /// <summary>Times of day that are not midnight.</summary>
    public long NotMidnight { get; private set; }

    private long YearFirst { get; set; }

    private long MonthFirst { get; set; }

    private long DayFirst { get; set; }

    /// <summary>Values of numbers only in which either of the first two may be the day.</summary>
    private long Either { get; set; }

    /// <summary>Values that fix their own order, by a month's name.</summary>
    private long Named { get; set; }

    /// <summary>Two numbers above 12, so no order fits: rows that stay faulty whatever is decided.</summary>
    private long Neither { get; set; }

    /// <summary>Takes a value in; false where it is no time.</summary>
    public bool Add(ReadOnlySpan<char> value)
    {
        if (!TimeText.TryRead(value, out var time))
        {
            return false;
        }

        Read++;
        AddClock(time);
        if (!time.HasDate)
        {
            ClocksOnly++;
            return true;
        }

        AddDate(time);
        return true;
    }

    /// <summary>The order of the dates, null where the values leave two.</summary>
    public DateOrder? FindOrder()
    {
        // A stray value must not decide against the file: the larger party wins only when the other is under 1 %.
        var ordered = YearFirst + MonthFirst + DayFirst;
        if (ordered == 0)
        {
            return Either > 0 ? null : DateOrder.MonthDayYear;
        }

        if (YearFirst * 100 >= (ordered + Either) * 99)
        {
            return DateOrder.YearMonthDay;
        }

        if (YearFirst > 0 && YearFirst * 100 >= ordered)
        {
            return null;
        }

        if (MonthFirst * 100 >= (MonthFirst + DayFirst) * 99)
        {
            return DateOrder.MonthDayYear;
        }

        return DayFirst * 100 >= (MonthFirst + DayFirst) * 99 ? DateOrder.DayMonthYear : null;
    }

    /// <summary>Why the order is what it is, as a clause.</summary>
    public string DescribeOrder()
    {
        if (YearFirst > 0)
        {
            return "the year stands first";
        }

        if (MonthFirst + DayFirst > 0)
        {
            return MonthFirst >= DayFirst
                ? $"{ColumnProfile.Show(MonthFirst)} values have a day over 12 in second place"
                : $"{ColumnProfile.Show(DayFirst)} values have a day over 12 in first place";
        }

        return Either > 0 ? "no value has a day over 12" : "months are written as names";
    }

    private void AddClock(in TimeText time)
    {
        if (time.Hour < 0)
        {
            return;
        }

        WithHalf += time.HasHalf ? 1 : 0;
        WithOffset += time.Offset is null ? 0 : 1;
        WithUtcOffset += time.Offset == 0 ? 1 : 0;
        NotMidnight += time.Hour % 12 == 0 && time.Minute == 0 && time.Second60 == 0 && !time.IsAfternoon ? 0 : 1;
    }

    private void AddDate(in TimeText time)
    {
        Both += time.Hour >= 0 ? 1 : 0;
        DatesOnly += time.Hour < 0 ? 1 : 0;
        if (time.MonthNameAt >= 0)
        {
            Named++;
        }
        else if (time.YearAt == 0 || time.First > 31)
        {
            YearFirst++;
        }
        else if (time.First > 12 && time.Second <= 12)
        {
            DayFirst++;
        }
        else if (time.Second > 12 && time.First <= 12)
        {
            MonthFirst++;
        }
        else if (time.First <= 12)
        {
            Either++;
        }
        else
        {
            Neither++;
        }
    }
}
