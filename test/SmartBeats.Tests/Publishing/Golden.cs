using System.Text;

namespace SmartBeats.Tests.Publishing;

/// <summary>Files as they were once looked at and found right. <c>SMARTBEATS_UPDATE_GOLDEN=1</c> writes them anew.</summary>
internal static class Golden
{
    public static string Folder => Path.Combine(SharedData.RepositoryRoot(), "test", "SmartBeats.Tests", "Publishing", "Golden");

    public static void ShouldBeGolden(this byte[] content, string name)
    {
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("SMARTBEATS_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllBytes(file, content);
        }

        File.Exists(file).ShouldBeTrue($"{name} is missing: run the test once with SMARTBEATS_UPDATE_GOLDEN=1 and look at what it wrote.");
        Encoding.UTF8.GetString(content).ShouldBe(File.ReadAllText(file));
    }
}
