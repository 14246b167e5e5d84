using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SmartBeats.Cli.Settings;

namespace SmartBeats.Cli.Verbs;

/// <summary>Flags that mean the same on every verb.</summary>
internal static class CommonOptions
{
    private const int MostThreads = 1024;

    public static Option<bool> Json(string what) => new("--json") { Description = what };

    public static Option<bool> Quiet(string what = "Print nothing but errors.") => new("--quiet", "-q") { Description = what };

    public static Option<bool> DryRun() => new("--dry-run") { Description = "Say what would be done, and do nothing." };

    /// <param name="what">The file that is opened.</param>
    public static Option<bool> Open(string what) => new("--open") { Description = $"Open {what} in the browser when it is written." };

    /// <summary>A folder for files that a verb writes only where it is asked to.</summary>
    public static Option<DirectoryInfo?> Output(string what) => new("--output", "-o") { Description = what };

    /// <param name="what">What is the same for any number.</param>
    public static Option<int> Threads(string what = "the plan is")
    {
        var option = new Option<int>("--threads")
        {
            Description = $"Threads; {what} the same for any number.",
            DefaultValueFactory = _ => CommandSettings.Current.Threads ?? Environment.ProcessorCount,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads))
            {
                result.AddError($"--threads takes a whole number from 1 to {MostThreads}.");
            }
        });
        return option;
    }

    /// <summary>Opens a file or a link; says so where nothing here can.</summary>
    public static void OpenBrowser(string what)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(what) { UseShellExecute = true });
        }
        catch (Exception absent) when (absent is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            Console.Error.WriteLine($"There is no browser to be opened from here: open {what} yourself.");
        }
    }
}
