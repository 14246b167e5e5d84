using System.Text.Json.Nodes;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests;

public class AwsPackagesSwitchTests
{
    private static readonly string[] Official =
    [
        "Amazon.Lambda.APIGatewayEvents [3.0.0]", "Amazon.Lambda.Core [3.2.0]", "Amazon.Lambda.RuntimeSupport [2.1.2]", "Amazon.Lambda.S3Events [4.0.0]",
        "Amazon.Lambda.Serialization.SystemTextJson [3.0.0]", "AWSSDK.RDSDataService 4.0.*", "AWSSDK.S3 4.0.*", "AWSSDK.SimpleNotificationService 4.0.*", "AWSSDK.StepFunctions 4.0.*",
    ];

    [Fact]
    public async Task Official_swaps_the_project_for_the_official_packages_and_unpins_their_core()
    {
        var items = await EvaluateAsync("-p:AwsPackages=official");

        Versions(items).Where(v => v.StartsWith("Amazon.Lambda", StringComparison.Ordinal) || v.StartsWith("AWSSDK", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ShouldBe(Official.Order(StringComparer.Ordinal));
        Official.Select(o => o.Split(' ')[0]).Except(Identities(items, "PackageReference")).ShouldBeEmpty();
        Identities(items, "ProjectReference").ShouldNotContain(p => p.Contains("AwsStandIns"));
        ((string?)items["Properties"]!["RestorePackagesWithLockFile"]).ShouldBe("false");
    }

    [Fact]
    public async Task Stand_ins_are_what_a_build_takes_unasked()
    {
        var items = await EvaluateAsync();

        Identities(items, "ProjectReference").ShouldContain(p => p.EndsWith("SmartBeats.AwsStandIns.csproj"));
        Identities(items, "PackageReference").ShouldNotContain(p => p.StartsWith("Amazon.", StringComparison.Ordinal));
        Versions(items).ShouldContain("AWSSDK.Core 4.0.102.18");
        ((string?)items["Properties"]!["RestorePackagesWithLockFile"]).ShouldBe("true");
    }

    private static async Task<JsonNode> EvaluateAsync(params string[] choice) => JsonNode.Parse(await Tool.RunAsync("dotnet",
        ["msbuild", ProjectFile(), "-getItem:PackageReference,PackageVersion,ProjectReference", "-getProperty:RestorePackagesWithLockFile", .. choice]))!;

    private static IEnumerable<string> Identities(JsonNode items, string kind) => items["Items"]![kind]!.AsArray().Select(i => (string)i!["Identity"]!);

    private static IEnumerable<string> Versions(JsonNode items) => items["Items"]!["PackageVersion"]!.AsArray().Select(i => $"{i!["Identity"]} {i["Version"]}");

    private static string ProjectFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "SmartBeats.AwsStandIns.Tests.csproj");
            if (File.Exists(file)) return file;
        }
        throw new FileNotFoundException("The tests run outside their project's folder.");
    }
}
