using System.CommandLine;
using System.Text.Json.Nodes;
using SmartBeats.Cli.Sample;

namespace SmartBeats.Cli.Verbs;

/// <summary><c>smartbeats sample</c>: writes the invented city anew from its seed.</summary>
internal static class SampleVerb
{
    public static Command Create()
    {
        var output = new Argument<DirectoryInfo>("FOLDER")
        {
            Description = "Where to write the city, its calls and what lies beside them: samples/README.md says which file is what.",
            DefaultValueFactory = _ => new DirectoryInfo("samples"),
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Another seed is another city.",
            DefaultValueFactory = _ => InventedCity.PublishedSeed,
        };
        var json = CommonOptions.Json("Print the names of the files as JSON.");
        var quiet = CommonOptions.Quiet();
        var verb = new Command("sample", "Write the invented city: about 600 areas and 20,000 calls, from a seed.") { output, seed, json, quiet };
        verb.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output)!;
            using var screen = new Screen(quiet: parsed.GetValue(quiet), json: parsed.GetValue(json));
            var files = SampleWriter.Write(folder.FullName, parsed.GetValue(seed));
            screen.ShowJson(new JsonArray([.. files.Select(file => JsonValue.Create(file))]));
            foreach (var file in files)
            {
                screen.Result($"{file}");
            }

            screen.Say($"Seed {parsed.GetValue(seed)}. Next: smartbeats design {Path.Combine(folder.ToString(), "city.zip")} {Path.Combine(folder.ToString(), "calls.csv")} --beats 12 -o beats");
            return ExitCode.Ok;
        });
        return verb;
    }
}
