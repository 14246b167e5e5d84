using Microsoft.Data.Sqlite;

namespace SmartBeats.Pipeline.Stores;

/// <summary>What SQLite says, as what the user can do about it.</summary>
internal static class SqliteFaults
{
    // https://www.sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>The exception in words; null for a fault of our own, which is to be seen as it is.</summary>
    public static Exception? InWords(SqliteException fault, string where) => fault.SqliteErrorCode switch
    {
        Busy or Locked => new IOException($"{where}: another process has been writing to it for 5 minutes. Wait until it is done, and run again.", fault),
        ReadOnly => new IOException($"{where}: it cannot be written to. Give yourself the right to write, or copy the folder.", fault),
        InputOutput => new IOException($"{where}: the disk reports a fault. Check the disk or the network drive; keep the workspace on a local disk.", fault),
        Full => new DiskFullException(where, fault),
        CannotOpen => new IOException($"{where}: it cannot be opened. Check that the folder is there and that you may write to it.", fault),
        Corrupt or NotADatabase => new InputException(where, "is damaged, or no database of calls", "Restore it from a backup, or begin a new workspace and load the files again.", fault),
        _ => null,
    };
}
