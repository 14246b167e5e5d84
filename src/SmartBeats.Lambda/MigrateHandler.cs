using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using SmartBeats.Lambda.Database;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Lambda;

/// <summary>A custom resource of CloudFormation, or the same by hand: <c>{"RequestType":"Create"}</c>.</summary>
internal sealed record CustomResourceEvent(
    string? RequestType, Uri? ResponseURL, string? StackId, string? RequestId, string? LogicalResourceId, string? PhysicalResourceId,
    JsonElement? ResourceProperties, JsonElement? OldResourceProperties = null);

internal sealed record CustomResourceAnswer(string Status, string? Reason, string PhysicalResourceId, string? StackId, string? RequestId, string? LogicalResourceId);

/// <summary>Brings the database's schema up to date and writes the cities' settings, at each deployment.</summary>
/// <remarks>
/// Can run any number of times. On removal of the stack nothing is done: data is retained. A city that is no longer among the
/// settings is cleaned only where the deployment says so; CloudFormation hands over what the settings were before.
/// </remarks>
internal static class MigrateHandler
{
    public static async Task<Stream> RunAsync(Cloud cloud, Stream input, ILambdaContext context)
    {
        var asked = await LambdaJson.ReadAsync(input, LambdaJson.Default.CustomResourceEvent);
        string? fault = null;
        try
        {
            if (asked.RequestType != "Delete")
            {
                // Before anything is changed: a refusal rolls the deployment back to where it was.
                await RemovedCities.RefuseUnsaidAsync(cloud.Store, asked.OldResourceProperties, asked.ResourceProperties);
                await SchemaMigrations.ApplyAsync(cloud.Data(Patience.OfStages));
                await RemovedCities.CleanAsync(cloud, asked.ResourceProperties);
                await WriteCitiesAsync(cloud, asked.ResourceProperties);
            }
        }
        catch (Exception e) when (asked.ResponseURL is not null)
        {
            // CloudFormation waits an hour for an answer that never comes: a fault is an answer, too.
            Log.Failed("migration failed", e);
            fault = e.Message;
        }

        var answer = new CustomResourceAnswer(
            fault is null ? "SUCCESS" : "FAILED", fault, asked.PhysicalResourceId ?? Names.App + "-schema", asked.StackId, asked.RequestId, asked.LogicalResourceId);
        var json = JsonSerializer.Serialize(answer, CustomResourceJson.CustomResourceAnswer);
        if (asked.ResponseURL is not null)
        {
            await RespondAsync(asked.ResponseURL, json);
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>As CloudFormation spells its fields.</summary>
    private static LambdaJson CustomResourceJson { get; } = new(new JsonSerializerOptions());

    internal static async Task WriteCitiesAsync(Cloud cloud, JsonElement? properties)
    {
        if (properties is not { ValueKind: JsonValueKind.Object } given || !given.TryGetProperty("Cities", out var cities))
        {
            return;
        }

        foreach (var city in cities.EnumerateArray())
        {
            var settings = CityJson.Read("the stack's cities", Encoding.UTF8.GetBytes(city.GetRawText()));
            await CityFiles.SaveSettingsAsync(cloud.Store, settings);
        }
    }

    /// <summary>The link is signed for a PUT without a content type.</summary>
    private static async Task RespondAsync(Uri url, string json)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(json));
        using var response = await client.PutAsync(url, content);
        response.EnsureSuccessStatusCode();
    }
}
