using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmartBeats.Cdk;

/// <summary>A setting is missing or wrong: says which, and what to write.</summary>
public sealed class SettingsException(string what, string remedy) : Exception($"cdk.json: {what}. {remedy}");

/// <summary>A city as the stack sets it up.</summary>
/// <param name="TimeZone">IANA name; checked when the settings are written at deployment.</param>
/// <param name="Emails">Told of the city's plans and uploads: each confirms once.</param>
/// <param name="IdField">The map's attribute that names its areas; null to let the reader choose.</param>
public sealed record CitySettings(string Id, string Name, string TimeZone, IReadOnlyList<string> Emails, string? IdField = null)
{
    /// <summary><c>us</c> or <c>metric</c>; null for what is usual where the time zone lies.</summary>
    public string? Measures { get; init; }
}

/// <summary>What <c>cdk.json</c> says under <c>context</c>.</summary>
/// <param name="Operators">E-mail addresses told of alarms, of the budget and of files of no city.</param>
public sealed partial record StackSettings(IReadOnlyList<CitySettings> Cities, IReadOnlyList<string> Operators)
{
    private const string Example = "{\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\", \"emails\": [\"chief@example.com\"]}";

    /// <summary>The published functions.</summary>
    public string FunctionsFolder { get; init; } = "out/lambda";

    /// <summary>Days that uploads are kept, and what is reported about them: both hold addresses.</summary>
    public int UploadDays { get; init; } = 30;

    public int LogDays { get; init; } = 30;

    /// <summary>Days the database can be set back to any second of; 1 to 35.</summary>
    public int RestoreDays { get; init; } = 14;

    /// <summary>Aurora capacity units, of 2 GiB each, at most.</summary>
    public double MostCapacity { get; init; } = 4;

    /// <summary>Seconds without a call after which the database pauses; 300 to 86,400.</summary>
    public int PauseSeconds { get; init; } = 300;

    public double MonthlyBudgetDollars { get; init; } = 50;

    /// <summary>Whether bucket and database outlive the stack, and the database cannot be deleted by a slip.</summary>
    public bool RetainData { get; init; } = true;

    /// <summary>Of the cdk command, which hands them over in a variable; without it, of the nearest <c>cdk.json</c>.</summary>
    /// <exception cref="SettingsException">One is missing or wrong.</exception>
    public static StackSettings Load()
    {
        var handed = Environment.GetEnvironmentVariable("CDK_CONTEXT_JSON");
        using var document = JsonDocument.Parse(handed ?? File.ReadAllText(FindFile()));
        return Read(handed is null ? document.RootElement.GetProperty("context") : document.RootElement);
    }

    /// <inheritdoc cref="Load"/>
    public static StackSettings Read(JsonElement context)
    {
        var cities = context.TryGetProperty("cities", out var listed) && listed.ValueKind == JsonValueKind.Array ? listed.EnumerateArray().Select(ReadCity).ToArray() : [];
        if (cities.Length == 0)
        {
            throw new SettingsException("there is no city", $"List at least one under context, cities, such as {Example}.");
        }

        if (cities.GroupBy(city => city.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new SettingsException($"city {twice.Key} is listed twice", "Keep one.");
        }

        var settings = new StackSettings(cities, Emails(context, "operators"));
        if (settings.Operators.Count == 0)
        {
            throw new SettingsException("operators is empty", "Name who is told of alarms: \"operators\": [\"operators@example.com\"].");
        }

        return settings with
        {
            UploadDays = (int)Number(context, "uploadDays", settings.UploadDays, 1, 3650),
            LogDays = (int)Number(context, "logDays", settings.LogDays, 1, 3653),
            RestoreDays = (int)Number(context, "restoreDays", settings.RestoreDays, 1, 35),
            MostCapacity = Number(context, "mostCapacity", settings.MostCapacity, 1, 256),
            PauseSeconds = (int)Number(context, "pauseSeconds", settings.PauseSeconds, 300, 86_400),
            MonthlyBudgetDollars = Number(context, "monthlyBudgetDollars", settings.MonthlyBudgetDollars, 1, 1e6),
            RetainData = !context.TryGetProperty("retainData", out var retain) || retain.ToString() is not ("False" or "false"),
        };
    }

    private static CitySettings ReadCity(JsonElement city)
    {
        string? Text(string name) => city.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
        string Need(string name) => Text(name) ?? throw new SettingsException($"a city has no {name}", $"Write it as {Example}.");
        var id = Need("id");
        if (!CityId().IsMatch(id))
        {
            throw new SettingsException($"\"{id}\" is no id of a city", "Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen.");
        }

        return new CitySettings(id, Need("name"), Need("timeZone"), Emails(city, "emails"), Text("idField"))
        {
            Measures = Text("measures") switch
            {
                null or "us" or "metric" => Text("measures"),
                var other => throw new SettingsException($"measures \"{other}\" are not known", "Write us (miles) or metric."),
            },
        };
    }

    private static string[] Emails(JsonElement from, string name)
    {
        string[] emails = from.TryGetProperty(name, out var listed) && listed.ValueKind == JsonValueKind.Array ? [.. listed.EnumerateArray().Select(email => email.ToString())] : [];
        return emails.FirstOrDefault(email => !email.Contains('@')) is { } wrong
            ? throw new SettingsException($"\"{wrong}\" in {name} is no e-mail address", "Write one such as \"chief@example.com\".")
            : emails;
    }

    /// <summary>A number, also as text: <c>cdk -c name=value</c> hands over text.</summary>
    private static double Number(JsonElement context, string name, double otherwise, double least, double most)
    {
        if (!context.TryGetProperty(name, out var value))
        {
            return otherwise;
        }

        return double.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"{name} is {value}", string.Create(CultureInfo.InvariantCulture, $"Write a number from {least} to {most}."));
    }

    private static string FindFile()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "cdk.json")))
            {
                return Path.Combine(folder.FullName, "cdk.json");
            }
        }

        throw new SettingsException("not found", "Run from the repository.");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}\\z")]
    private static partial Regex CityId();
}
