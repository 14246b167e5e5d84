namespace SmartBeats.Cdk;

/// <summary>A region of AWS that the stack can be deployed to.</summary>
/// <remarks>
/// From the endpoints that AWS publishes with its SDKs (botocore 1.43). Not among them: the partitions of China, of the
/// European sovereign cloud and of the intelligence community, for which no endpoint of the RDS Data API is published. Within
/// the commercial partition and GovCloud the Data API came region by region: <c>cdk/check-account.sh</c> asks the region itself.
/// </remarks>
public sealed record Region
{
    private static readonly string[] _commercial =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2",
        "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
        "ca-central-1", "ca-west-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1",
        "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1", "us-east-1",
        "us-east-2", "us-west-1", "us-west-2",
    ];

    private static readonly string[] _government = ["us-gov-east-1", "us-gov-west-1"];

    private static readonly string[] _withoutDataApi = ["cn-", "eusc-", "us-iso", "eu-iso"];

    private Region(string name) => Name = name;

    /// <summary>Such as <c>us-west-2</c>.</summary>
    public string Name { get; }

    /// <summary>Whether AWS Budgets can be set up there: in GovCloud it cannot.</summary>
    public bool HasBudgets => !IsGovernment;

    public bool IsGovernment => _government.Contains(Name);

    /// <summary>Whether S3, SNS, Step Functions and the RDS Data API have endpoints with FIPS 140 modules there.</summary>
    public bool HasFips => IsGovernment || Name is "us-east-1" or "us-east-2" or "us-west-1" or "us-west-2";

    /// <exception cref="SettingsException">There is no such region, or it lacks a service.</exception>
    public static Region Parse(string name)
    {
        if (_withoutDataApi.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)))
        {
            throw new SettingsException(
                $"region {name} has no RDS Data API, through which every call is stored", "Deploy to another, such as us-west-2, us-gov-west-1 or eu-central-1.");
        }

        string[] known = [.. _commercial, .. _government];
        return known.Contains(name)
            ? new Region(name)
            : throw new SettingsException($"\"{name}\" is no region of AWS{NearMiss.Hint(name, known)}", "Write one such as us-west-2.");
    }
}
