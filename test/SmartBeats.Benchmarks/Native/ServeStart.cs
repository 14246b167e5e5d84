using System.Diagnostics;
using System.Net;

namespace SmartBeats.Benchmarks.Native;

/// <summary><c>smartbeats serve</c> from the start of its process to the page in a browser's hands.</summary>
/// <param name="Link">Seconds to the printed link.</param>
/// <param name="Page">Seconds to the last byte of the page that the link leads to.</param>
internal sealed record ServeStart(double Link, double Page)
{
    /// <param name="workspace">Made by a start before; with the sample city in it.</param>
    public static async Task<ServeStart> MeasureAsync(ShippedCommand command, string workspace)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        var start = new ProcessStartInfo(command.Program, [.. command.Before, "serve", "--port", "0", "--workspace", workspace])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            var link = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await errors);
            var printed = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var page = await browser.GetStringAsync(link);
            var shown = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return page.Contains("<script", StringComparison.Ordinal)
                ? new ServeStart(printed, shown)
                : throw new InvalidOperationException($"No page: {page}");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>The middle one by <see cref="Page"/>; a run before warms up files and this process.</summary>
    public static async Task<ServeStart> MeasureMedianAsync(int runs, ShippedCommand command, string workspace)
    {
        await MeasureAsync(command, workspace);
        var starts = new List<ServeStart>();
        for (var run = 0; run < runs; run++)
        {
            starts.Add(await MeasureAsync(command, workspace));
        }

        return starts.OrderBy(start => start.Page).ElementAt(runs / 2);
    }
}
