using System.Text;
using SmartBeats.Pipeline.Workspaces;

namespace SmartBeats.Pipeline.Tests.Workspaces;

public sealed class KeptReportsTests : IDisposable
{
    private const string Header = "line,column,reason,event_number,address\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartbeats-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Forgetting_takes_the_calls_rows_out_and_leaves_the_others_as_they_are()
    {
        const string other = "4,priority,bad,E-12,\"1 \"\"E-1\"\" ST, X\"\n";
        const string broken = "9,,a quoted field does not end,\"E-7,\"\"1 MAIN\"\n";
        (await ForgetAsync("E-1", Header + "2,priority,bad,E-1,1 MAIN ST\n" + other + "5,priority,bad,'E-1,2 MAIN ST\n" + broken))
            .ShouldBe((2, Header + other + broken));
    }

    [Fact]
    public async Task A_row_too_broken_to_have_columns_goes_when_it_contains_the_number() =>
        (await ForgetAsync("E-7", Header + "9,,a quoted field does not end,\"E-7,\"\"1 MAIN\"\n3,priority,bad,E-8,\n"))
            .ShouldBe((1, Header + "3,priority,bad,E-8,\n"));

    [Fact]
    public async Task A_file_left_without_rows_is_removed() =>
        (await ForgetAsync("=1+1", Header + "2,priority,bad,'=1+1,1 MAIN ST\n")).ShouldBe((1, null));

    [Fact]
    public async Task A_number_that_is_not_there_changes_nothing() =>
        (await ForgetAsync("E-2", Header + "2,priority,bad,E-1,E-2 ST\n")).ShouldBe((0, Header + "2,priority,bad,E-1,E-2 ST\n"));

    [Theory]
    [InlineData("calls.csv", "calls.csv")]
    [InlineData("Anrufe März (2).csv", "Anrufe-M-rz--2-.csv")]
    [InlineData("..", "upload")]
    [InlineData(".hidden", "hidden")]
    public void A_files_reports_lie_in_a_folder_of_its_name(string fileName, string folder) => KeptReports.FolderOf(fileName).ShouldBe(folder);

    private async Task<(int Rows, string? Left)> ForgetAsync(string eventNumber, string csv)
    {
        await using var workspace = await Workspace.OpenAsync(_folder.FullName, create: true);
        await workspace.Files.PutAsync("reports/tiny/calls.csv/rejected.csv", Encoding.UTF8.GetBytes(csv));
        await workspace.Files.PutAsync("reports/other/calls.csv/rejected.csv", Encoding.UTF8.GetBytes(csv));
        var rows = await KeptReports.ForgetAsync(workspace.Files, "tiny", eventNumber);
        (await File.ReadAllTextAsync(workspace.Files.PathOf("reports/other/calls.csv/rejected.csv"))).ShouldBe(csv);
        var path = workspace.Files.PathOf("reports/tiny/calls.csv/rejected.csv");
        return (rows, File.Exists(path) ? await File.ReadAllTextAsync(path) : null);
    }
}
