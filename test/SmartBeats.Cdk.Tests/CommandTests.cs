using System.Diagnostics;
using System.Text.Json.Nodes;

namespace SmartBeats.Cdk.Tests;

[Collection(StackTests.Name)]
public sealed class CommandTests(SynthesisedStack stack) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-cdk-command-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Cfn_lint_finds_neither_errors_nor_warnings() =>
        (await RunAsync("cfn-lint", stack.Template.Path)).ShouldBe((0, ""));

    [Fact]
    public async Task Cdk_synth_makes_the_stack_of_cdk_json_without_an_account()
    {
        var command = Path.Combine(SharedData.RepositoryRoot(), "cdk", "node_modules", ".bin", "cdk");
        File.Exists(command).ShouldBeTrue("npm ci --prefix cdk brings it");
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("functions").FullName, "bootstrap"), "");
        var app = $"dotnet \"{typeof(SmartBeatsStack).Assembly.Location}\" --functions \"{Path.Combine(_folder.FullName, "functions")}\"";
        var (exit, said) = await RunAsync(command, "synth", "--quiet", "--no-notices", "--app", app, "--output", Path.Combine(_folder.FullName, "out"));
        exit.ShouldBe(0, said);
        var template = new Template(Path.Combine(_folder.FullName, "out", "smartbeats.template.json"));
        template.All("AWS::SNS::Topic").Select(topic => (string)topic["TopicName"]!).ShouldBe(["smartbeats-dos-puentes", "smartbeats-_operators"]);
        template.OnlyResource("AWS::StepFunctions::StateMachine").Value["Properties"]!["DefinitionString"]!.ToString().ShouldBe(
            stack.Template.Only("AWS::StepFunctions::StateMachine")["DefinitionString"]!.ToString());
    }

    [Fact]
    public void Cdk_json_publishes_the_functions_as_their_readme_says_and_then_runs_the_app()
    {
        var root = SharedData.RepositoryRoot();
        var app = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(root, "cdk.json")))!["app"]!;
        var (publish, run) = (app.Split(" && ")[0], app.Split(" && ")[1]);
        File.ReadAllText(Path.Combine(root, "src", "SmartBeats.Lambda", "README.md")).ShouldContain($"`{publish}`");
        publish.ShouldEndWith(" -o " + new StackSettings([], []).FunctionsFolder);
        run.ShouldBe("dotnet run -c Release --project cdk/SmartBeats.Cdk");
    }

    /// <returns>The exit code and all that was written.</returns>
    internal static async Task<(int Exit, string Said)> RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = SharedData.RepositoryRoot() };
        start.Environment["CDK_DISABLE_CLI_TELEMETRY"] = "1";
        foreach (var name in (string[])["AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID"])
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(await said));
    }
}
