using System.Globalization;
using SmartBeats.Calls.Files;

namespace SmartBeats.Calls;

/// <summary>What the files of one load come to together.</summary>
internal sealed class CallTally(string fileName, CallReadOptions options, RejectedRows rejected)
{
    private const long EpochTicks = 621_355_968_000_000_000;

    private readonly List<string> _notes = [];
    private readonly List<CallForm> _forms = [];
    private long _first = long.MaxValue, _last = long.MinValue;
    private bool _swapped, _hasCutNumbers;

    public long Accepted { get; private set; }

    public long WithoutPlace { get; private set; }

    /// <summary>Takes the rows of a block in, in the order of the file.</summary>
    public void Add(CallBlock block)
    {
        foreach (ref readonly var call in block.Calls)
        {
            _first = Math.Min(_first, call.LocalSeconds);
            _last = Math.Max(_last, call.LocalSeconds);
        }

        _hasCutNumbers |= block.Count > 0 && IsCutNumber(block.Calls[0].EventNumber);

        Accepted += block.Count;
        WithoutPlace += block.WithoutPlace;
    }

    /// <summary>Takes in how a file was read, once it is.</summary>
    /// <param name="notes">What was found while it was read, a sentence each.</param>
    public void EndFile(CallForm form, bool isSwapped, IEnumerable<string> notes)
    {
        _forms.Add(form);
        _swapped |= isSwapped;
        // Twelve monthly files of one form say the same: once is enough.
        _notes.AddRange(form.Notes.Concat(notes).Except(_notes).ToList());
    }

    public CallReadReport Report(long duplicates, string? version) => new(
        fileName,
        Accepted + rejected.Count + WithoutPlace,
        Accepted,
        rejected.Count,
        rejected.Reasons,
        duplicates,
        Accepted == 0 ? null : Local(_first),
        Accepted == 0 ? null : Local(_last),
        _swapped,
        [.. _forms.SelectMany(form => form.Found).Distinct(StringComparer.OrdinalIgnoreCase)],
        [.. _forms.SelectMany(form => form.Ignored).Distinct(StringComparer.OrdinalIgnoreCase)],
        _forms.Exists(form => form.HasServiceMinutes),
        _forms.Exists(form => form.HasUnits),
        version,
        [.. DescribeRows(duplicates), .. _notes],
        Refusal()?.Message)
    {
        WithoutPlace = WithoutPlace,
    };

    /// <summary>Why the load as a whole is refused; null for a good one.</summary>
    public InputException? Refusal()
    {
        var rows = Accepted + rejected.Count + WithoutPlace;
        if (rows == 0)
        {
            return new InputException(
                fileName,
                "holds a header and no rows",
                "Export the calls again, with the period they are wanted for.");
        }

        if (rejected.Refuse(fileName, rows, options.MaxRejectedShare) is { } refusal)
        {
            return refusal;
        }

        return Accepted > 0 || WithoutPlace == 0 ? null : new InputException(
            fileName,
            string.Create(CultureInfo.InvariantCulture, $"none of its {WithoutPlace:N0} calls has a place in {_forms[^1].PlaceColumn}"),
            "Export the calls with coordinates, or name another place with --map place=COLUMN.");
    }

    private IEnumerable<string> DescribeRows(long duplicates)
    {
        if (_swapped)
        {
            yield return "The file writes latitude before longitude throughout; it was read so.";
        }

        if (WithoutPlace > 0)
        {
            yield return WithoutPlace == 1
                ? "1 call has no place and is left out."
                : string.Create(CultureInfo.InvariantCulture, $"{WithoutPlace:N0} calls have no place and are left out.");
        }

        if (duplicates * 100 > Accepted)
        {
            var share = (double)duplicates / Accepted;
            var why = _hasCutNumbers
                ? ": a spreadsheet has cut the numbers to the form 1.2E+10, export the column as text"
                : ", and of rows with one number only the last counts";
            yield return string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}% of the rows repeat an event number{why}.");
        }
    }

    /// <summary>What a spreadsheet makes of a long number: <c>1.2E+10</c>.</summary>
    private static bool IsCutNumber(string number) =>
        number.Contains("E+", StringComparison.Ordinal) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Local(long seconds) =>
        new DateTime(EpochTicks + (seconds * TimeSpan.TicksPerSecond)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
