using System.Diagnostics;

namespace SmartBeats.AwsStandIns.Tests.Wire;

/// <summary>Runs a program that development machines of this project have (python3 with awscli and moto), and returns what it printed.</summary>
public static class Tool
{
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = Keys.Id,
                ["AWS_SECRET_ACCESS_KEY"] = Keys.Secret,
                ["AWS_SESSION_TOKEN"] = Keys.Token,
                ["AWS_DEFAULT_REGION"] = "us-west-2",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program}: {await error}");
        return await output;
    }
}

/// <summary>Credentials that open nothing.</summary>
public static class Keys
{
    public const string Id = "AKIDEXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Token = "session";
}
