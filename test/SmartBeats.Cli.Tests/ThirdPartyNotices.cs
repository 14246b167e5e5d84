using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace SmartBeats.Cli.Tests;

/// <summary>A package of others that is shipped with a program of ours.</summary>
/// <param name="Licence">SPDX expression, as its metadata says.</param>
internal sealed record ShippedPackage(string Id, string Version, string Licence, string Copyright, string Source);

/// <summary>Composes THIRD-PARTY-NOTICES.txt from what a restore of the project brought.</summary>
internal static class ThirdPartyNotices
{
    /// <summary>Of a choice of licences the one we take.</summary>
    private static readonly Dictionary<string, string> Taken = new(StringComparer.Ordinal) { ["MS-PL OR Apache-2.0"] = "Apache-2.0" };

    /// <summary>Licences of packages that link to theirs and do not name it; whoever takes another version looks behind the link.</summary>
    private static readonly Dictionary<string, string> Linked = new(StringComparer.Ordinal) { ["K4os.Compression.LZ4/1.3.8"] = "MIT" };

    /// <summary>Packages with files that end beside the program, by id.</summary>
    /// <exception cref="InvalidOperationException">A package says no SPDX licence: somebody must look.</exception>
    public static IReadOnlyList<ShippedPackage> Of(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(project, "obj", "project.assets.json")));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = assets.RootElement.GetProperty("libraries");
        return [.. assets.RootElement.GetProperty("targets").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library => library.Value.GetProperty("type").GetString() == "package" && IsShipped(library.Value))
            .DistinctBy(library => library.Name)
            .Select(library => Read(library.Name, libraries.GetProperty(library.Name).GetProperty("path").GetString()!, folders))
            .OrderBy(package => package.Id, StringComparer.Ordinal)];
    }

    public static string Compose(IReadOnlyList<ShippedPackage> packages, string licenceTexts)
    {
        var text = new StringBuilder("SmartBeats is licensed under Apache-2.0. It is shipped with the packages below, each under its own licence; the licences' texts follow.\n\n");
        foreach (var package in packages)
        {
            text.Append($"{package.Id} {package.Version}\n    {package.Copyright}\n    Licence: {package.Licence}{(Taken.TryGetValue(package.Licence, out var taken) ? $" (used under {taken})" : "")}\n    {package.Source}\n\n");
        }

        text.Append("""
            ProjNET is a library of its own (ProjNET.dll) and may be replaced by another build of it. Its source is at the address above.
            In a packed file (compiled ahead of time, or a single file with its own .NET) it is linked in, whole and unchanged. To replace
            it there, pack the other build as a package with a version of its own, name that in Directory.Packages.props of SmartBeats'
            sources, and pack again with the package's folder as a source:
            RestoreAdditionalProjectSources=FOLDER sh src/SmartBeats.Cli/pack.sh linux-x64.
            SQLite, inside e_sqlite3, is in the public domain; it lies beside a packed file and is not linked in.
            The .NET runtime, where it is shipped along or linked in, is under the MIT licence, copyright .NET Foundation and
            contributors. With it come zlib-ng, Brotli and LLVM's libunwind, among others: its own notices lie beside the program
            (THIRD-PARTY-NOTICES.Microsoft.*.txt).

            """.ReplaceLineEndings("\n"));
        foreach (var licence in packages.Select(package => Taken.GetValueOrDefault(package.Licence, package.Licence)).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append($"\n{new string('=', 78)}\n{licence}\n{new string('=', 78)}\n\n{File.ReadAllText(Path.Combine(licenceTexts, licence + ".txt")).ReplaceLineEndings("\n")}");
        }

        return text.ToString();
    }

    private static bool IsShipped(JsonElement library) => new[] { "runtime", "native", "runtimeTargets" }
        .Any(kind => library.TryGetProperty(kind, out var files) && files.EnumerateObject().Any(file => !file.Name.EndsWith("_._", StringComparison.Ordinal)));

    private static ShippedPackage Read(string name, string path, List<string> folders)
    {
        var folder = folders.Select(root => Path.Combine(root, path)).First(Directory.Exists);
        var metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string? Field(string field) => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == field)?.Value.Trim() is { Length: > 0 } value ? value : null;
        var licence = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license" && (string?)element.Attribute("type") == "expression")?.Value
            ?? Linked.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"{name} names no SPDX licence: read its licence, and say here what it is.");
        var repository = (string?)metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "repository")?.Attribute("url");
        var (id, version) = name.Split('/') is [var i, var v] ? (i, v) : throw new InvalidOperationException(name);
        return new ShippedPackage(id, version, licence, Field("copyright") ?? $"Copyright {Field("authors")}", repository ?? Field("projectUrl") ?? $"NuGet package {id}");
    }
}
