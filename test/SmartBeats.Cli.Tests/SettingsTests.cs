using SmartBeats.Cli.Settings;

namespace SmartBeats.Cli.Tests;

/// <summary>What is said once for all commands.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly WorkspaceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_environment_wins_over_the_file_and_a_relative_folder_lies_beside_the_file()
    {
        _folder.Write("config.json", """{ "workspace": "work", "threads": 3, }""");
        CommandSettings.Read(_folder["config.json"], _ => null).ShouldBe(new CommandSettings(_folder["work"], 3));
        CommandSettings.Read(_folder["config.json"], name => name == "SMARTBEATS_WORKSPACE" ? "other" : null).ShouldBe(new CommandSettings("other", 3));
        CommandSettings.Read(_folder["none.json"], _ => "").ShouldBe(new CommandSettings(null, null));
    }

    [Theory]
    [InlineData("\uFEFF{}", "")]
    [InlineData("[]", "is no JSON object. Write such as {\"workspace\": \"/home/me/beats\", \"threads\": 2}, or remove it.")]
    [InlineData("workspace=work", "is no JSON object. Write such as {\"workspace\": \"/home/me/beats\", \"threads\": 2}, or remove it.")]
    [InlineData("""{"workspace": ""}""", "workspace names no folder. Write such as {\"workspace\": \"/home/me/beats\"}; a relative one lies beside the file.")]
    [InlineData("""{"workspace": 7}""", "workspace names no folder. Write such as {\"workspace\": \"/home/me/beats\"}; a relative one lies beside the file.")]
    [InlineData("""{"threads": 0}""", "threads is not a whole number from 1 to 1024. Write such as {\"threads\": 2}.")]
    [InlineData("""{"workspce": "a"}""", "nobody reads \"workspce\" (did you mean \"workspace\"?). Its members are workspace and threads.")]
    public void A_settings_file_is_read_strictly(string text, string fault)
    {
        _folder.Write("config.json", text);
        var file = _folder["config.json"];
        if (fault.Length == 0)
        {
            CommandSettings.Read(file, _ => null).Workspace.ShouldBeNull();
        }
        else
        {
            Should.Throw<InputException>(() => CommandSettings.Read(file, _ => null)).Message.ShouldBe($"{file}: {fault}");
        }
    }

    [Fact]
    public void A_workspace_that_is_set_saves_the_flag_and_files_that_are_named_win_over_it()
    {
        _folder.WriteMap("areas.geojson");
        _folder.WriteCalls("calls.csv", WorkspaceFolder.Calls(20));
        _folder.Write("config.json", """{"workspace": "ws", "threads": 1}""");
        var script = """
            export SMARTBEATS_CONFIG=$PWD/config.json
            $smartbeats ingest areas.geojson calls.csv --time-zone America/Phoenix -q &&
            $smartbeats design --beats 3 --effort 10000 -o out -q &&
            $smartbeats history --json &&
            $smartbeats design areas.geojson calls.csv --time-zone America/Phoenix --beats 2 --effort 10000 -o files -q &&
            SMARTBEATS_WORKSPACE=nowhere $smartbeats history
            """;
        var run = ShellRun.Run(_folder[""], script);
        run.ExitCode.ShouldBe(2, run.Errors);
        Directory.Exists(_folder["ws/plans"]).ShouldBeTrue();
        using var history = System.Text.Json.JsonDocument.Parse(run.Output);
        history.RootElement.GetArrayLength().ShouldBe(1, "the plan of files is not in the workspace");
        run.Errors.Trim().ShouldStartWith("smartbeats: nowhere: ");
        _folder.Read("files/plan.json").ShouldContain("\"beats\": 2");
    }

    [Fact]
    public void A_settings_file_that_cannot_be_read_is_named_by_every_verb_but_help()
    {
        _folder.Write("config.json", "{");
        var run = ShellRun.Run(_folder[""], "export SMARTBEATS_CONFIG=config.json; $smartbeats help >/dev/null && $smartbeats history --workspace ws");
        run.ExitCode.ShouldBe(2);
        run.Errors.Trim().ShouldBe("smartbeats: config.json: is no JSON object. Write such as {\"workspace\": \"/home/me/beats\", \"threads\": 2}, or remove it.");
    }
}
