using System.ComponentModel;
using System.Diagnostics;

namespace SmartBeats.Tests.Publishing;

/// <summary>The distribution's Chromium, without a screen and without a network.</summary>
internal static class Browser
{
    /// <summary>The page's elements as markup, after its scripts have run and <paramref name="virtualMilliseconds"/> of its own time have passed.</summary>
    public static string Dom(byte[] page, int virtualMilliseconds = 3000, string window = "1280,900") =>
        Run(page, window, out _, "--dump-dom", $"--virtual-time-budget={virtualMilliseconds}");

    /// <summary>The page as it is printed.</summary>
    public static byte[] Pdf(byte[] page)
    {
        Run(page, "1280,900", out var pdf, "--no-pdf-header-footer", "--print-to-pdf=page.pdf");
        return pdf!;
    }

    private static string Run(byte[] page, string window, out byte[]? pdf, params string[] what)
    {
        var folder = Directory.CreateTempSubdirectory("smartbeats-browser-");
        try
        {
            var file = Path.Combine(folder.FullName, "map.html");
            File.WriteAllBytes(file, page);
            var output = Tool.Run(
                "chromium",
                folder.FullName,
                ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", $"--window-size={window}",
                    $"--user-data-dir={Path.Combine(folder.FullName, "profile")}", .. what, new Uri(file).AbsoluteUri]);
            var written = Path.Combine(folder.FullName, "page.pdf");
            pdf = File.Exists(written) ? File.ReadAllBytes(written) : null;
            return output;
        }
        finally
        {
            Tool.Delete(folder);
        }
    }
}

/// <summary>A program of the distribution that the tests check our files with.</summary>
internal static class Tool
{
    /// <summary>What the program writes to its standard output.</summary>
    public static string Run(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException($"{program} is missing: install it from the distribution's packages, or run test/run.sh, which does.", fault);
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, $"{program}: {errors.GetAwaiter().GetResult()}");
            return output;
        }
    }

    // A browser's last helpers may still be closing their files.
    public static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
