using Amazon.CDK;
using Constructs;

namespace SmartBeats.Cdk.Data;

/// <summary>The database's tables and the cities' settings, brought up to date at each deployment.</summary>
/// <remarks>Native: CloudFormation calls the function itself, which answers by itself. Removal does nothing.</remarks>
internal sealed class Schema : Construct
{
    /// <param name="migrate">ARN of the function.</param>
    /// <param name="codeHash">Of the functions' code: another one, and the migrations are looked at again.</param>
    /// <param name="needs">Made before.</param>
    public Schema(Construct scope, StackSettings settings, string migrate, string codeHash, params IDependable[] needs)
        : base(scope, "Schema")
    {
        var resource = new CustomResource(this, "Migrated", new CustomResourceProps
        {
            ServiceToken = migrate,
            ResourceType = "Custom::Migration",
            Properties = new Dictionary<string, object> { ["Code"] = codeHash, ["Cities"] = settings.Cities.Select(Document).ToArray(), ["Removed"] = settings.Removed.ToArray() },
        });
        // The function has 900 seconds; without this CloudFormation waits an hour for one that was killed.
        ((CfnResource)resource.Node.DefaultChild!).AddPropertyOverride("ServiceTimeout", "960");
        resource.Node.AddDependency(needs);
    }

    /// <summary>As <c>city.json</c> has it.</summary>
    private static Dictionary<string, object> Document(CitySettings city)
    {
        var document = new Dictionary<string, object> { ["id"] = city.Id, ["name"] = city.Name, ["timeZone"] = city.TimeZone };
        if (city.IdField is { } field)
        {
            document["idField"] = field;
        }

        if (city.Measures is { } measures)
        {
            document["measures"] = measures;
        }

        return document;
    }
}
