using System.CommandLine;
using System.Text;
using SmartBeats.Cli.Help;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats man FOLDER</c>: pages for <c>man</c>, written from the verbs.</summary>
internal static class ManVerb
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where to write the pages, such as ~/.local/share/man/man1." };
        var verb = new Command("man", "Write the manual pages: smartbeats.1, and one for each verb.") { folder };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var files = new FolderObjectStore(parsed.GetValue(folder)!.FullName);
            var pages = 0;
            foreach (var (name, text) in ManPage.WriteAll(parsed.RootCommandResult.Command, PrintVersion.FindVersion()))
            {
                await files.PutAsync(name, Encoding.UTF8.GetBytes(text), cancellation);
                pages++;
            }

            Console.Error.WriteLine($"Wrote {pages} pages to {parsed.GetValue(folder)}. Read them: man {Path.Combine(parsed.GetValue(folder)!.ToString(), "smartbeats.1")}");
            return ExitCode.Ok;
        });
        return verb;
    }
}
