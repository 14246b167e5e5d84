using System.CommandLine;
using SmartBeats.Cli.Support;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats doctor</c>: a report to send with a question.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var workspace = WorkspaceOption.Create("A workspace to measure; its cities are counted, not named.");
        var verb = new Command("doctor", "Write a report to send with a question: versions, sizes, timings, the last fault; no address, coordinate or name.") { workspace };
        verb.SetAction(async (parsed, cancellation) =>
        {
            foreach (var line in await DoctorReport.WriteAsync(WorkspaceOption.Find(parsed, workspace), cancellation))
            {
                Console.Out.WriteLine(line);
            }

            return ExitCode.Ok;
        });
        return verb;
    }
}
