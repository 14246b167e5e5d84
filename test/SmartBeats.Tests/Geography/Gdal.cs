using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SmartBeats.Tests.Geography;

/// <summary>Runs GDAL's own tools, the judge of what a map file holds.</summary>
internal static class Gdal
{
    /// <returns>What the tool printed, a character a byte, and whether it succeeded.</returns>
    public static (bool Succeeded, string Output, string Errors) Run(string tool, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.Latin1 };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            process.WaitForExit();
            return (process.ExitCode == 0, output.Result, errors.Result);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"These tests need {tool}: install the package gdal-bin (apt-get install gdal-bin).");
        }
    }
}
