using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;

namespace SmartBeats.Cdk;

/// <summary>Reads settings and checks each of them, so that a mistake is a sentence now and not a deployment that fails after ten minutes.</summary>
internal static partial class SettingsReader
{
    private const string Example = "{\"id\": \"glendale\", \"name\": \"Glendale\", \"timeZone\": \"America/Phoenix\", \"emails\": [\"chief@example.com\"]}";

    /// <summary>Read out in an e-mail's subject and a topic's name, which take 99 and 100 characters.</summary>
    private const int LongestName = 60;

    private static readonly int[] _logDays = [7, 14, 30, 60, 90, 180, 365];

    private static readonly string[] _cityKeys = ["id", "name", "timeZone", "emails", "idField", "measures"];

    /// <summary>Of a stack; each can be said for one environment, too.</summary>
    private static readonly string[] _stackKeys =
    [
        "cities", "operators", "region", "mostFunctionMegabytes", "uploadDays", "logDays", "restoreDays", "mostCapacity", "pauseSeconds",
        "monthlyBudgetDollars", "retainData", "fips", "removed", "auditDays", "signIn",
    ];

    private static readonly string[] _environments = ["dev", "prod"];

    /// <summary>The cdk command's own, beside those with a colon or a sign in their names.</summary>
    private static readonly string[] _commandKeys = ["cli-telemetry", "acknowledged-issue-numbers"];

    /// <param name="region">The cdk command's, where the settings name none.</param>
    /// <exception cref="SettingsException">One is missing or wrong.</exception>
    public static StackSettings Read(JsonElement context, string? region)
    {
        if (context.ValueKind != JsonValueKind.Object)
        {
            throw new SettingsException("context holds no settings", "Write {\"cities\": [...], \"operators\": [...]}.");
        }

        CheckKeys(context, [.. _stackKeys, "environment", .. _environments], "");
        var deployedAs = ReadText(context, "environment") ?? "prod";
        if (!_environments.Contains(deployedAs))
        {
            throw new SettingsException($"environment \"{deployedAs}\" is not known{NearMiss.Hint(deployedAs, _environments)}", "Write dev or prod.");
        }

        var given = Combine(context, deployedAs);
        var cities = ReadList(given, "cities").Select(ReadCity).ToArray();
        if (cities.Length == 0)
        {
            throw new SettingsException("there is no city", $"List at least one under context, cities, such as {Example}.");
        }

        if (cities.GroupBy(city => city.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new SettingsException($"city {twice.Key} is listed twice", "Keep one.");
        }

        var settings = new StackSettings(cities, ReadEmails(given, "operators", "operators"));
        if (settings.Operators.Count == 0)
        {
            throw new SettingsException("operators is empty", "Name who is told of alarms: \"operators\": [\"operators@example.com\"].");
        }

        var place = (ReadText(given, "region") ?? region) is { Length: > 0 } name ? Region.Parse(name) : null;
        return settings with
        {
            DeployedAs = deployedAs,
            Region = place,
            Fips = ReadFips(given, place),
            Removed = ReadRemoved(given, cities),
            MostFunctionMegabytes = ReadWhole(given, "mostFunctionMegabytes", settings.MostFunctionMegabytes, 2048, 10_240),
            UploadDays = ReadWhole(given, "uploadDays", settings.UploadDays, 1, 3650),
            SignIn = ReadSignIn(given),
            AuditDays = ReadWhole(given, "auditDays", settings.AuditDays, 90, 3650),
            LogDays = ReadLogDays(given, settings.LogDays),
            RestoreDays = ReadWhole(given, "restoreDays", settings.RestoreDays, 1, 35),
            MostCapacity = ReadNumber(given, "mostCapacity", settings.MostCapacity, 1, 256),
            PauseSeconds = ReadWhole(given, "pauseSeconds", settings.PauseSeconds, 300, 86_400),
            MonthlyBudgetDollars = ReadNumber(given, "monthlyBudgetDollars", settings.MonthlyBudgetDollars, 1, 1e6),
            RetainData = ReadYesOrNo(given, "retainData", settings.RetainData),
        };
    }

    /// <summary>The settings with those of one environment in their places.</summary>
    private static Dictionary<string, JsonElement> Combine(JsonElement context, string environment)
    {
        var all = context.EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value);
        foreach (var name in _environments.Where(all.ContainsKey))
        {
            if (all[name].ValueKind != JsonValueKind.Object)
            {
                throw new SettingsException($"{name} is {all[name]}", "Write the settings that are other in this environment, such as {\"retainData\": false}.");
            }

            CheckKeys(all[name], _stackKeys, $" in {name}");
        }

        foreach (var setting in all.TryGetValue(environment, out var own) ? own.EnumerateObject().ToArray() : [])
        {
            all[setting.Name] = setting.Value;
        }

        return all;
    }

    private static void CheckKeys(JsonElement given, string[] known, string where)
    {
        foreach (var name in given.EnumerateObject().Select(setting => setting.Name))
        {
            if (!known.Contains(name) && !_commandKeys.Contains(name) && !name.Contains(':') && !name.StartsWith('@'))
            {
                throw new SettingsException(
                    $"there is no setting \"{name}\"{where}{NearMiss.Hint(name, known)}", $"Known are {string.Join(", ", known)}.");
            }
        }
    }

    private static CitySettings ReadCity(JsonElement city)
    {
        if (city.ValueKind != JsonValueKind.Object)
        {
            throw new SettingsException($"{city.GetRawText()} is no city", $"Write it as {Example}.");
        }

        string? Find(string name) =>
            city.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
        string Need(string name) => Find(name) ?? throw new SettingsException($"a city has no {name}", $"Write it as {Example}.");
        var id = Need("id");
        if (!CityId().IsMatch(id))
        {
            throw new SettingsException($"\"{id}\" is no id of a city", "Use lower-case letters, digits and hyphens, 1 to 40 of them, the first no hyphen.");
        }

        CheckKeys(city, _cityKeys, $" in city {id}");
        var name = Need("name");
        if (name.Length > LongestName || name.Any(char.IsControl) || name != name.Trim())
        {
            throw new SettingsException(
                $"the name of city {id} is over {LongestName} characters long, or begins or ends with a space, or has a line break", "Shorten it.");
        }

        var zone = Need("timeZone");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            throw new SettingsException(
                $"timeZone \"{zone}\" of city {id} is not known{NearMiss.Hint(zone, DateTimeZoneProviders.Tzdb.Ids)}",
                "Write its name in the IANA database, such as America/Phoenix.");
        }

        var emails = ReadEmails(city.EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value), "emails", $"emails of city {id}");
        return new CitySettings(id, name, zone, emails, Find("idField"))
        {
            Measures = Find("measures") switch
            {
                null or "us" or "metric" => Find("measures"),
                var other => throw new SettingsException($"measures \"{other}\" are not known", "Write us (miles) or metric."),
            },
        };
    }

    private static string[] ReadEmails(Dictionary<string, JsonElement> from, string name, string where)
    {
        string[] emails = [.. ReadList(from, name).Select(email => email.ToString())];
        if (emails.FirstOrDefault(email => !IsEmail(email)) is { } wrong)
        {
            throw new SettingsException($"\"{wrong}\" in {where} is no e-mail address", "Write one such as \"chief@example.com\".");
        }

        return emails.GroupBy(email => email, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new SettingsException($"{twice.Key} is listed twice in {where}", "Keep one.")
            : emails;
    }

    /// <summary>SNS sends to nothing without a dot behind the sign.</summary>
    private static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var read) && read.Address == text && read.Host.Contains('.') && read.Host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
        && !text.Any(char.IsWhiteSpace) && read.Host.Split('.').All(label => label.Length > 0);

    private static JsonElement[] ReadList(Dictionary<string, JsonElement> from, string name)
    {
        if (!from.TryGetValue(name, out var listed))
        {
            return [];
        }

        return listed.ValueKind == JsonValueKind.Array
            ? [.. listed.EnumerateArray()]
            : throw new SettingsException($"{name} is no list", "Write it between square brackets, in cdk.json: the command line takes no lists.");
    }

    private static string? ReadText(JsonElement from, string name) => from.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static string? ReadText(Dictionary<string, JsonElement> from, string name) => from.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A number, also as text: <c>cdk -c name=value</c> hands over text.</summary>
    private static double ReadNumber(Dictionary<string, JsonElement> from, string name, double otherwise, double least, double most)
    {
        if (!from.TryGetValue(name, out var value))
        {
            return otherwise;
        }

        return double.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"{name} is {value}", string.Create(CultureInfo.InvariantCulture, $"Write a number from {least} to {most}."));
    }

    private static int ReadWhole(Dictionary<string, JsonElement> from, string name, int otherwise, int least, int most)
    {
        var number = ReadNumber(from, name, otherwise, least, most);
        return number == Math.Floor(number)
            ? (int)number
            : throw new SettingsException($"{name} is {from[name]}", string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {least} to {most}."));
    }

    /// <summary>CloudWatch keeps logs for certain numbers of days only.</summary>
    private static int ReadLogDays(Dictionary<string, JsonElement> from, int otherwise)
    {
        var days = ReadNumber(from, "logDays", otherwise, int.MinValue, int.MaxValue);
        return _logDays.Any(known => known == days)
            ? (int)days
            : throw new SettingsException($"logDays is {from["logDays"]}", "Write 7, 14, 30, 60, 90, 180 or 365.");
    }

    private static bool ReadYesOrNo(Dictionary<string, JsonElement> from, string name, bool otherwise) => !from.TryGetValue(name, out var value)
        ? otherwise
        : bool.TryParse(value.ToString(), out var said) ? said : throw new SettingsException($"{name} is {value}", "Write true or false.");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}\\z")]
    private static partial Regex CityId();
}
