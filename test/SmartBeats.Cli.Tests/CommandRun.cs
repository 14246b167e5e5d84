using System.Diagnostics;

namespace SmartBeats.Cli.Tests;

/// <summary>One run of the command in a process of its own, as a shell would run it.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the file that is shipped, which the test command names; the one just built where a test is run by itself.</summary>
    public static Task<CommandRun> OfAsync(string folder, params string[] arguments) =>
        Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND") is { Length: > 0 } shipped
            ? RunAsync(folder, shipped, arguments)
            : BuiltAsync(folder, arguments);

    /// <summary>The same with text on standard input.</summary>
    public static Task<CommandRun> WithInputAsync(string folder, string input, params string[] arguments) =>
        Environment.GetEnvironmentVariable("SMARTBEATS_COMMAND") is { Length: > 0 } shipped
            ? RunAsync(folder, shipped, arguments, input)
            : RunAsync(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "SmartBeats.Cli.dll"), .. arguments], input);

    /// <summary>Runs the assembly just built, compiled as it runs.</summary>
    public static Task<CommandRun> BuiltAsync(string folder, params string[] arguments) =>
        RunAsync(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "SmartBeats.Cli.dll"), .. arguments]);

    private static async Task<CommandRun> RunAsync(string folder, string program, string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new CommandRun(process.ExitCode, await output, await errors);
    }
}
