using System.Runtime.InteropServices;
using System.Text;

namespace SmartBeats.Pipeline.Stores;

/// <summary>Gives a finished file its name only where no file has it, however many try at once.</summary>
/// <remarks>
/// Outside Windows the framework's own move looks first and renames then; of two that look at the same moment the later replaces
/// the earlier, and both believe they were first. A hard link is made by the file system in one step.
/// </remarks>
internal static class FirstFile
{
    private const int AlreadyThere = 17;

    /// <returns>False where the name is taken; the finished file is left for the caller to remove.</returns>
    /// <exception cref="IOException">Neither was possible.</exception>
    public static bool TryPlace(string finished, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(Text(finished), Text(path)) == 0)
            {
                return true;
            }

            if (Marshal.GetLastPInvokeError() == AlreadyThere)
            {
                return false;
            }
        }

        // Windows refuses a taken name itself; a file system without hard links has nothing better.
        try
        {
            File.Move(finished, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    private static byte[] Text(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] existing, byte[] added);
}
