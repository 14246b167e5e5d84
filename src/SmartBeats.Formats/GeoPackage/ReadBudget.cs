namespace SmartBeats.Formats.GeoPackage;

/// <summary>How much may come out of a file: a damaged one can hand out the same page again and again.</summary>
internal sealed class ReadBudget(string where, long fileBytes)
{
    private const int LeastRowBytes = 2;

    private long _bytesLeft = (2 * fileBytes) + 65_536;
    private long _rowsLeft = fileBytes / LeastRowBytes;

    /// <summary>Takes one row.</summary>
    /// <exception cref="InputException">There cannot be so many.</exception>
    public void TakeRow() => Check(--_rowsLeft);

    /// <summary>Takes the bytes or letters of a value.</summary>
    /// <exception cref="InputException">There cannot be so many.</exception>
    public void TakeBytes(long count) => Check(_bytesLeft -= count);

    private void Check(long left)
    {
        if (left < 0)
        {
            throw new InputException(where, "holds more than fits into its file: it is damaged", "Export or download the file again.");
        }
    }
}
