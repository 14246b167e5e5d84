using System.Text.RegularExpressions;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Pipeline.Tests.Run;

/// <summary>Rules of the house that a reader of the sources can check.</summary>
public partial class OnePlaceTests
{
    private static readonly string _root = SharedData.RepositoryRoot();

    [Fact]
    public void Only_the_list_of_keys_spells_a_key()
    {
        string[] spelled = [.. Sources("src", "cdk").Where(file => Spelled().IsMatch(File.ReadAllText(file))).Select(file => Path.GetRelativePath(_root, file))];
        spelled.ShouldBe([Path.Combine("src", "SmartBeats.Pipeline", "Run", "Keys.cs")]);
    }

    [Fact]
    public void No_stage_calls_another_stages_statics()
    {
        string[] stages = [.. StageMethods.All.Keys];
        foreach (var file in Sources(Path.Combine("src", "SmartBeats.Pipeline", "Stages")))
        {
            var code = File.ReadAllText(file);
            var own = stages.Where(stage => code.Contains($"public static class {stage}\n", StringComparison.Ordinal)).ToArray();
            stages.Except(own).ShouldAllBe(other => own.Length == 0 || !Regex.IsMatch(code, $@"\b{other}\.\w"), file);
        }
    }

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(_root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "node_modules"))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("\"(runs|plans|cities|reports|sides|links|callers|counters|incoming)/")]
    private static partial Regex Spelled();
}
