using System.Text.Json;

namespace SmartBeats.Cli.Tests;

/// <summary>To write the notices anew after packages changed: run these tests once with <c>SMARTBEATS_UPDATE_GOLDEN=1</c>, and read what changed.</summary>
public sealed class ThirdPartyNoticesTests
{
    private const string Name = "THIRD-PARTY-NOTICES.txt";
    private static readonly string _project = Path.Combine(SharedData.RepositoryRoot(), "src", "SmartBeats.Cli");

    [Fact]
    public void Notices_are_those_of_the_packages_as_restored()
    {
        var notices = ThirdPartyNotices.Compose(ThirdPartyNotices.Of(_project), Path.Combine(_project, "Licences"));
        var file = Path.Combine(_project, Name);
        if (Environment.GetEnvironmentVariable("SMARTBEATS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, notices);
        }

        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(notices);
    }

    [Fact]
    public void Every_package_that_lies_beside_the_program_is_named_there_with_its_version()
    {
        // From what the build wrote, not from what the notices are made of.
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "SmartBeats.Cli.deps.json")));
        var libraries = dependencies.RootElement.GetProperty("libraries");
        var shipped = dependencies.RootElement.GetProperty("targets").EnumerateObject().Last().Value.EnumerateObject()
            .Where(library => libraries.GetProperty(library.Name).GetProperty("type").GetString() == "package")
            .Where(library => library.Value.TryGetProperty("runtime", out _) || library.Value.TryGetProperty("native", out _) || library.Value.TryGetProperty("runtimeTargets", out _))
            .Select(library => library.Name.Replace('/', ' ')).ToList();
        shipped.Count.ShouldBeGreaterThan(10);
        var notices = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, Name));
        shipped.ShouldAllBe(package => notices.Contains(package));
    }

    [Fact]
    public void Every_licence_named_is_there_in_full()
    {
        var notices = File.ReadAllText(Path.Combine(_project, Name));
        notices.ShouldContain("Licence: LGPL-2.1-or-later");
        notices.ShouldContain("GNU LESSER GENERAL PUBLIC LICENSE");
        notices.ShouldContain("Permission is hereby granted, free of charge");
        notices.ShouldContain("Neither the name of the copyright holder");
        notices.ShouldContain("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
    }
}
