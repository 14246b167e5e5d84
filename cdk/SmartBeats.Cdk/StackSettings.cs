using System.Text.Json;
using Amazon.CDK;

namespace SmartBeats.Cdk;

/// <summary>A setting is missing or wrong: says which, and what to write.</summary>
public sealed class SettingsException(string what, string remedy) : Exception($"cdk.json: {what}. {remedy}");

/// <summary>A city as the stack sets it up.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens, 1 to 40 of them.</param>
/// <param name="Name">As people read it; 1 to 60 characters.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Emails">Told of the city's plans and uploads: each confirms once.</param>
/// <param name="IdField">The map's attribute that names its areas; null to let the reader choose.</param>
public sealed record CitySettings(string Id, string Name, string TimeZone, IReadOnlyList<string> Emails, string? IdField = null)
{
    /// <summary><c>us</c> or <c>metric</c>; null for what is usual where the time zone lies.</summary>
    public string? Measures { get; init; }
}

/// <summary>The OpenID Connect issuer people sign in at.</summary>
/// <param name="Issuer">Its https address, as its discovery document names it.</param>
/// <param name="ClientId">What the page is called there; it has no secret.</param>
/// <param name="Audience">Whom its access tokens are for; the page where not said.</param>
/// <param name="RolesClaim">The claim that lists a person's groups, each <c>city-role</c>.</param>
public sealed record IssuerSettings(string Issuer, string ClientId, string? Audience, string? RolesClaim);

/// <summary>What <c>cdk.json</c> says under <c>context</c>.</summary>
/// <param name="Operators">E-mail addresses told of alarms, of the budget and of files of no city.</param>
public sealed record StackSettings(IReadOnlyList<CitySettings> Cities, IReadOnlyList<string> Operators)
{
    /// <summary>The published functions.</summary>
    public string FunctionsFolder { get; init; } = "out/lambda";

    /// <summary><c>prod</c> or <c>dev</c>: two stacks that can live in one account.</summary>
    public string DeployedAs { get; init; } = "prod";

    /// <summary>Where the stack goes; null where nobody has said.</summary>
    public Region? Region { get; init; }

    /// <summary>Megabytes of memory of a function at most: 3,008 is what a new account may have, 10,240 what Lambda has.</summary>
    public int MostFunctionMegabytes { get; init; } = 3008;

    /// <summary>Days that uploads are kept, and what is reported about them: both hold addresses.</summary>
    public int UploadDays { get; init; } = 30;

    /// <summary>Days that it is kept who did what; 90 to 3,650.</summary>
    public int AuditDays { get; init; } = 366;

    /// <summary>7, 14, 30, 60, 90, 180 or 365.</summary>
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

    /// <summary>Ids of cities that this deployment cleans for good; none of them is among <see cref="Cities"/>.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Whether functions speak to AWS at endpoints with FIPS 140 modules; in GovCloud where nothing is said.</summary>
    public bool Fips { get; init; }

    /// <summary>Where people sign in; null where only tokens come in.</summary>
    public IssuerSettings? SignIn { get; init; }

    /// <summary>Prefix of everything the stack names itself, and its own name.</summary>
    /// <remarks>The environment stands in front: behind, it could be taken for the beginning of a city's id.</remarks>
    public string App => DeployedAs == "prod" ? Names.App : $"{DeployedAs}-{Names.App}";

    /// <summary>AWS Budgets is not in every partition; where nobody has said where the stack goes, it is the commercial one.</summary>
    public bool HasBudgets => Region?.HasBudgets != false;

    /// <summary>What becomes of data with its stack. A first deployment that fails takes with it what it made: else it could not be repeated.</summary>
    internal RemovalPolicy KeptData => RetainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;

    /// <summary>Of the cdk command, which hands them over in a variable; without it, of the nearest <c>cdk.json</c>.</summary>
    /// <exception cref="SettingsException">One is missing or wrong.</exception>
    public static StackSettings Load()
    {
        var handed = System.Environment.GetEnvironmentVariable("CDK_CONTEXT_JSON");
        try
        {
            using var document = JsonDocument.Parse(handed ?? File.ReadAllText(FindFile()));
            if (handed is not null)
            {
                return Read(document.RootElement);
            }

            return document.RootElement.TryGetProperty("context", out var context)
                ? Read(context)
                : throw new SettingsException("there is no context", "Write the settings under \"context\".");
        }
        catch (JsonException fault)
        {
            throw new SettingsException($"line {fault.LineNumber + 1} is no JSON", "Look for a missing comma, quote or bracket there or on the line above.");
        }
    }

    /// <inheritdoc cref="Load"/>
    public static StackSettings Read(JsonElement context) =>
        SettingsReader.Read(context, System.Environment.GetEnvironmentVariable("CDK_DEFAULT_REGION"));

    private static string FindFile()
    {
        for (var folder = new DirectoryInfo(System.Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "cdk.json")))
            {
                return Path.Combine(folder.FullName, "cdk.json");
            }
        }

        throw new SettingsException("not found", "Run from the repository.");
    }
}
