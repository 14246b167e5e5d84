namespace SmartBeats.Cli.CallFiles;

/// <summary>Standard input as a file that can be opened again: one in another form is looked at before it is read.</summary>
internal static class StandardInput
{
    private static FileStream? _kept;

    /// <summary>Copies it aside, into a file that is gone with the process; once, however often it is asked for.</summary>
    /// <returns>Opens the copy.</returns>
    public static Func<Stream> Keep()
    {
        if (_kept is null)
        {
            var path = Path.Combine(ScratchFolder.Create().Path, "input");
            _kept = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
            });
            using var input = Console.OpenStandardInput();
            input.CopyTo(_kept);
            _kept.Flush();
        }

        var copy = _kept.Name;
        return () => new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }
}
