using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartBeats.Calls.Mapping;

/// <summary>What the values of one column are, over all rows seen. Memory is bounded: at most 64 codes and 100,000 hashes.</summary>
internal sealed class ColumnProfile(string name)
{
    public const int MostCodes = 64;
    private const int MostHashed = 100_000;
    private const int LongestCode = 60;

    private readonly Dictionary<string, long> _codes = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<ulong> _hashes = [];

    /// <summary>As the header writes it, without blanks around it.</summary>
    public string Name { get; } = name;

    public long Filled { get; private set; }

    public long Blank { get; private set; }

    /// <summary>Whether every value still stands in <see cref="Codes"/>.</summary>
    public bool HasFewCodes { get; private set; } = true;

    /// <summary>The distinct values with how often each stands; complete only while <see cref="HasFewCodes"/>.</summary>
    public IReadOnlyDictionary<string, long> Codes => _codes;

    /// <summary>Share of the first 100,000 values that were new, 0 to 1; 0 without values.</summary>
    public double DistinctShare => Hashed == 0 ? 0 : (double)_hashes.Count / Hashed;

    public long Numbers { get; private set; }

    public long CommaNumbers { get; private set; }

    public long Scientific { get; private set; }

    public long Fractions { get; private set; }

    public double Smallest { get; private set; } = double.PositiveInfinity;

    public double Largest { get; private set; } = double.NegativeInfinity;

    public long WktPoints { get; private set; }

    public long Pairs { get; private set; }

    /// <summary>Of points and pairs: the largest size of the first and second number.</summary>
    public double LargestFirst { get; private set; }

    public double LargestSecond { get; private set; }

    /// <summary>The coordinate system that EWKT names; 0 for none.</summary>
    public int Srid { get; private set; }

    public TimeEvidence Times { get; } = new();

    private long Hashed { get; set; }

    /// <summary>Takes a value into the profile.</summary>
    public void Add(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.IsEmpty)
        {
            Blank++;
            return;
        }

        Filled++;
        AddCode(value);
        if (AddNumber(value))
        {
            // 20240331, 1504 and 150405 are numbers and may be dates and times: the column's name will say.
            if (value.Length is 4 or 6 or 8 && !value.ContainsAnyExceptInRange('0', '9'))
            {
                Times.Add(value);
            }

            return;
        }

        if (PlaceText.TryReadWkt(value, out var x, out var y, out var srid))
        {
            WktPoints++;
            Srid = srid == 0 ? Srid : srid;
            AddPair(x, y);
        }
        else if (Times.Add(value))
        {
            return;
        }
        else if (PlaceText.TryReadPair(value, out x, out y))
        {
            Pairs++;
            AddPair(x, y);
        }
    }

    /// <summary>Whether at least nine in ten values that are not blank have a form.</summary>
    public bool IsMostly(long having) => Filled > 0 && having * 10 >= Filled * 9;

    private void AddPair(double first, double second)
    {
        LargestFirst = Math.Max(LargestFirst, Math.Abs(first));
        LargestSecond = Math.Max(LargestSecond, Math.Abs(second));
    }

    private bool AddNumber(ReadOnlySpan<char> value)
    {
        if (!char.IsAsciiDigit(value[^1]) && value[^1] != '.')
        {
            return false;
        }

        var isComma = value.Contains(',');
        if (!PlaceText.TryReadNumber(value, isComma, out var number))
        {
            return false;
        }

        Numbers++;
        CommaNumbers += isComma ? 1 : 0;
        Scientific += value.ContainsAny('e', 'E') ? 1 : 0;
        Fractions += number == Math.Floor(number) ? 0 : 1;
        (Smallest, Largest) = (Math.Min(Smallest, number), Math.Max(Largest, number));
        return true;
    }

    private void AddCode(ReadOnlySpan<char> value)
    {
        if (Hashed < MostHashed)
        {
            Hashed++;
            _hashes.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(value)));
        }

        if (!HasFewCodes)
        {
            return;
        }

        if (value.Length > LongestCode)
        {
            HasFewCodes = false;
            return;
        }

        var code = value.ToString();
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, code, out _);
        count++;
        HasFewCodes = _codes.Count <= MostCodes;
    }

    /// <summary>A count as it is printed.</summary>
    internal static string Show(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
