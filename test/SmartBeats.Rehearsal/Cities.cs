using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3.Model;

namespace SmartBeats.Rehearsal;

/// <summary>The cities the rehearsed stack is set up for, and who may act for each.</summary>
internal static class Cities
{
    public const string DosPuentes = "dos-puentes";
    public const string Seattle = "seattle";

    /// <summary>The invented city once more, for what the API promises: what those tests change nobody else meets.</summary>
    public const string Contract = "contract";

    /// <summary>Another department's: its people have no business in Dos Puentes.</summary>
    public const string Harbor = "harbor";

    /// <summary>Towns for tests of faults, one a test, so that none meets another's rows or mails.</summary>
    public static IReadOnlyList<string> Towns { get; } = [.. Enumerable.Range(1, 17).Select(number => $"town-{number:00}")];

    /// <param name="issuer">Where people sign in.</param>
    public static JsonObject Context(Uri issuer) => new()
    {
        ["signIn"] = new JsonObject
        {
            ["issuer"] = issuer.GetLeftPart(UriPartial.Authority),
            ["clientId"] = People.IssuerServer.Client,
            ["audience"] = People.IssuerServer.Audience,
            ["rolesClaim"] = "groups",
        },
        ["operators"] = new JsonArray("operators@example.com"),
        ["cities"] = new JsonArray(
        [
            City(DosPuentes, "Dos Puentes", "America/Phoenix", "AREA_ID"),
            City(Contract, "Dos Puentes", "America/Phoenix", "AREA_ID"),
            City(Seattle, "Seattle", "America/Los_Angeles", null),
            City(Harbor, "Harbor", "America/New_York", null),
            .. Towns.Select(town => City(town, "Town " + town[^2..], "America/Phoenix", "AREA_ID")),
        ]),
    };

    /// <summary>The bearer token of whoever acts for a city alone.</summary>
    public static string Token(string city) => $"rehearsal-token-of-{city}";

    /// <summary>As an operator does it: a small file by the token's hash.</summary>
    public static async Task IssueTokensAsync(Rehearsal rehearsal)
    {
        foreach (var city in (string[])[DosPuentes, Contract, Seattle, Harbor, .. Towns])
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token(city))));
            await rehearsal.S3.PutObjectAsync(new PutObjectRequest
            {
                BucketName = rehearsal.BucketName,
                Key = $"callers/{hash}.json",
                // Some as before there were roles; the contract is asked by an administrator.
                ContentBody = city == Contract
                    ? $$"""{"cities": ["{{city}}"], "name": "tester", "role": "admin", "owner": "tester"}"""
                    : $$"""{"cities": ["{{city}}"], "name": "dispatch of {{city}}"}""",
                UseChunkEncoding = false,
            });
        }
    }

    private static JsonObject City(string id, string name, string zone, string? idField)
    {
        var city = new JsonObject { ["id"] = id, ["name"] = name, ["timeZone"] = zone, ["emails"] = new JsonArray($"chief@{id}.example.com") };
        if (idField is not null)
        {
            city["idField"] = idField;
        }

        return city;
    }
}
