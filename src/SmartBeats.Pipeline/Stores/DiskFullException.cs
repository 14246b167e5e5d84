namespace SmartBeats.Pipeline.Stores;

/// <summary>The disk that a file is written to has no room left; the file before it, if any, is as it was.</summary>
/// <param name="where">The file or database.</param>
/// <param name="inner">As the system said it.</param>
public sealed class DiskFullException(string where, Exception inner)
    : IOException($"{where}: the disk is full; it was not written. Make room, and run again.", inner)
{
    // ENOSPC and EDQUOT; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] _codes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>The file or database.</summary>
    public string Where { get; } = where;

    /// <summary>Whether the system says so by this exception.</summary>
    public static bool IsMeantBy(IOException fault) => fault is not DiskFullException && _codes.Contains(fault.HResult);
}
