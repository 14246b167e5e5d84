using System.Text.Json;

namespace SmartBeats.Cli.Settings;

/// <summary>What somebody has said once for all commands: in the environment, or in a settings file. A flag wins over both.</summary>
/// <param name="Workspace">Folder that verbs use where --workspace is not given; null for none.</param>
/// <param name="Threads">At most so many, 1 to 1024; null for as many as there are processors.</param>
internal sealed record CommandSettings(string? Workspace, int? Threads)
{
    /// <summary>Names the workspace; wins over the settings file.</summary>
    public const string WorkspaceVariable = "SMARTBEATS_WORKSPACE";

    /// <summary>Names the settings file, in the place of the usual one.</summary>
    public const string FileVariable = "SMARTBEATS_CONFIG";

    private static readonly string[] _members = ["workspace", "threads"];
    private static readonly Lazy<CommandSettings> _current = new(() => Read(FindFile(), Environment.GetEnvironmentVariable));

    /// <summary>Those of this run; read when first asked for.</summary>
    /// <exception cref="InputException">The settings file cannot be used.</exception>
    public static CommandSettings Current => _current.Value;

    /// <summary>Where the settings file is looked for; it need not be there.</summary>
    public static string FindFile() => Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "smartbeats", "config.json");

    /// <summary>Reads file and environment.</summary>
    /// <param name="file">Nothing is said where it does not exist.</param>
    /// <param name="environment">A variable's value by its name.</param>
    /// <exception cref="InputException">No JSON object, a member nobody reads, or a value that is none.</exception>
    public static CommandSettings Read(string file, Func<string, string?> environment)
    {
        var settings = File.Exists(file) ? Parse(file, File.ReadAllBytes(file)) : new CommandSettings(null, null);
        return environment(WorkspaceVariable) is { Length: > 0 } folder ? settings with { Workspace = folder } : settings;
    }

    private static CommandSettings Parse(string file, byte[] content)
    {
        using var document = TryOpen(content);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            throw new InputException(file, "is no JSON object", "Write such as {\"workspace\": \"/home/me/beats\", \"threads\": 2}, or remove it.");
        }

        var settings = new CommandSettings(null, null);
        foreach (var member in root.EnumerateObject())
        {
            settings = member.Name switch
            {
                "workspace" when member.Value is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } folder =>
                    settings with { Workspace = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, folder) },
                "workspace" => throw new InputException(file, "workspace names no folder", "Write such as {\"workspace\": \"/home/me/beats\"}; a relative one lies beside the file."),
                "threads" when member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var threads) && threads is >= 1 and <= 1024 =>
                    settings with { Threads = threads },
                "threads" => throw new InputException(file, "threads is not a whole number from 1 to 1024", "Write such as {\"threads\": 2}."),
                _ => throw new InputException(
                    file, $"nobody reads \"{member.Name}\"{NearMiss.Hint(member.Name, _members)}", "Its members are workspace and threads."),
            };
        }

        return settings;
    }

    private static JsonDocument? TryOpen(byte[] content)
    {
        try
        {
            var withoutMark = content.AsMemory(content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
            return JsonDocument.Parse(withoutMark, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
