using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Text;

namespace SmartBeats.Cli.Support;

/// <summary>What went wrong the last time, kept for <c>doctor</c>: verb, flags without their values, kinds of fault and methods, never a message, which could name a file or a person.</summary>
internal static class LastFault
{
    private const int MostFrames = 12;

    /// <summary>Where it is kept, below the folder for a person's own data.</summary>
    public static string FindFile() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "smartbeats", "last-fault.txt");

    /// <summary>Keeps a fault. A computer on which that is not possible is none the worse for it.</summary>
    public static void Keep(ParseResult parsed, Exception fault, int exitCode, DateTimeOffset now)
    {
        try
        {
            var file = FindFile();
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Describe(parsed, fault, exitCode, now));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The fault itself was said.
        }
    }

    /// <summary>The fault kept last; null for none.</summary>
    public static string? Find()
    {
        try
        {
            return File.Exists(FindFile()) ? File.ReadAllText(FindFile()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static string Describe(ParseResult parsed, Exception fault, int exitCode, DateTimeOffset now)
    {
        var flags = parsed.CommandResult.Children.OfType<OptionResult>().Where(option => !option.Implicit).Select(option => option.Option.Name);
        var text = new StringBuilder();
        text.Append($"{now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, version {PrintVersion.FindVersion()}, exit code {exitCode}\n");
        text.Append($"{parsed.CommandResult.Command.Name} {string.Join(' ', flags)}\n");
        for (var one = fault; one is not null; one = one.InnerException)
        {
            text.Append($"{one.GetType().FullName}\n");
            foreach (var frame in new StackTrace(one).GetFrames().Take(MostFrames))
            {
                // Compiled ahead of time there are no methods to ask, only their names in the text of a frame.
                var method = DiagnosticMethodInfo.Create(frame);
                text.Append(method is null ? "" : $"  {method.DeclaringTypeName}.{method.Name}\n");
            }
        }

        return text.ToString();
    }
}
