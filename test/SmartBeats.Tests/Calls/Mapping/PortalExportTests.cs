using System.Text;
using SmartBeats.Calls.Mapping;

namespace SmartBeats.Tests.Calls.Mapping;

/// <summary>Ten real forms of portals: each is mapped, or asks the question that is its own.</summary>
public sealed class PortalExportTests(Xunit.Abstractions.ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. new[] { "chicago_crimes", "detroit_911", "glendale_az_cfs", "mesa_az_cad", "nola_cfs", "phoenix_cfs", "sandiego_cfs", "seattle_911_2015", "seattle_call_data", "stlouis_2018" }];

    [SharedTheory("portals")]
    [MemberData(nameof(Files))]
    public void Portal_file_shows(string name)
    {
        var file = ExportFile.Open(SharedData.File($"portals/{name}.csv"));
        var proposal = file.Propose();
        var text = new StringBuilder();
        foreach (var evidence in proposal.Evidence)
        {
            text.AppendLine($"{evidence.Field} <- {string.Join("+", evidence.Columns)}: {evidence.Reason}");
        }

        foreach (var doubt in proposal.Doubts)
        {
            text.AppendLine($"DOUBT {doubt.Field}: {doubt.Question}. {doubt.Remedy}");
        }

        proposal.Notes.ToList().ForEach(note => text.AppendLine("note " + note));
        if (proposal.Doubts.Count == 0)
        {
            file.Apply(proposal.Mapping);
            text.AppendLine($"{file.Rows.Count} rows, {file.Calls.Count} calls, {file.WithoutPlace} without place, {string.Join("; ", file.Faults)}");
        }

        output.WriteLine(text.ToString());
        File.AppendAllText("/tmp/intake-portals.txt", $"== {name}\n{text}");
    }
}
