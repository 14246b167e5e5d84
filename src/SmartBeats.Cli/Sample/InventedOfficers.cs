using System.Globalization;
using System.Text;
using NodaTime;

namespace SmartBeats.Cli.Sample;

/// <summary>Forty officers of the invented city, as an officers file: contracts, days off, leave of the first months of 2025, shifts and beats known.</summary>
internal static class InventedOfficers
{
    private const int Count = 40;

    /// <summary>Beats of the plan the README designs.</summary>
    private const int Beats = 12;

    /// <summary>A Monday: the roster of the README begins with it.</summary>
    private static readonly LocalDate FirstDay = new(2025, 1, 6);

    private static readonly string[] ShiftHabits = ["", "", "day;evening", "day;evening", "evening;night", "evening;night", "day", "night"];
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>UTF-8 without BOM; every line ends in a line feed.</summary>
    public static byte[] Write(ulong seed)
    {
        var random = SeededRandom.Derive(seed, 3);
        var text = new StringBuilder("id,hours_a_week,days_off,leave,shifts,beats,overtime_hours\n");
        for (var officer = 0; officer < Count; officer++)
        {
            var hours = random.Next(10) == 0 ? 32 : 40;
            var off = random.Next(5) == 0 ? DayNames[random.Next(7)] : "";
            var shifts = ShiftHabits[officer % ShiftHabits.Length];
            text.Append(CultureInfo.InvariantCulture, $"DP-{101 + officer},{hours},{off},{Leave(random)},{shifts},{Known(random)},{random.Next(4) * random.Next(5)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>One in three is away for a week or two within the first eight weeks, one in six for a day.</summary>
    private static string Leave(SeededRandom random)
    {
        var from = FirstDay.PlusDays(random.Next(56));
        return random.Next(6) switch
        {
            0 => $"{from:uuuu-MM-dd}..{from.PlusDays(6):uuuu-MM-dd}",
            1 => $"{from:uuuu-MM-dd}..{from.PlusDays(13):uuuu-MM-dd}",
            2 => $"{from:uuuu-MM-dd}",
            _ => "",
        };
    }

    /// <summary>Three to five beats.</summary>
    private static string Known(SeededRandom random)
    {
        var beats = Enumerable.Range(1, Beats).ToArray();
        random.Shuffle(beats.AsSpan());
        return string.Join(';', beats.Take(3 + random.Next(3)).Order());
    }
}
