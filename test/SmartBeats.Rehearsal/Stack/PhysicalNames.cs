using System.Text.Json.Nodes;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>What each resource of a template would be called once it is deployed: its own name, or one made of its logical id.</summary>
internal sealed class PhysicalNames(JsonObject template, string apiAddress)
{
    /// <summary>What <c>AWS::NoValue</c> becomes on its way out of the tree.</summary>
    public const string Nothing = "\0nothing";

    private const string StackName = "smartbeats";
    private const string ApiId = "rehearsal1";

    /// <summary>CDK writes an HTTP API's address out of its id: where that stands, the rehearsal's own address goes.</summary>
    public JsonNode Local(string text) => text.Replace($"https://{ApiId}.execute-api.{Account.Region}.amazonaws.com", apiAddress, StringComparison.Ordinal);

    public JsonNode Reference(string id) => id switch
    {
        "AWS::Region" => Account.Region,
        "AWS::AccountId" => Account.Id,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackName" => StackName,
        "AWS::StackId" => $"arn:aws:cloudformation:{Account.Region}:{Account.Id}:stack/{StackName}/rehearsal",
        "AWS::NoValue" => Nothing,
        _ when template["Parameters"]?[id] is { } parameter => parameter["Default"]?.DeepClone() ?? "",
        _ => TypeOf(id) switch
        {
            // Resources whose Ref is their ARN.
            "AWS::SNS::Topic" or "AWS::StepFunctions::StateMachine" or "AWS::SecretsManager::Secret" or "AWS::IAM::ManagedPolicy" => Arn(id),
            "AWS::SecretsManager::SecretTargetAttachment" => Reference((string)template["Resources"]![id]!["Properties"]!["SecretId"]!["Ref"]!),
            "AWS::RDS::DBCluster" => Name(id).ToLowerInvariant(),
            "AWS::SQS::Queue" => $"https://sqs.{Account.Region}.amazonaws.com/{Account.Id}/{Name(id)}",
            "AWS::ApiGatewayV2::Api" => ApiId,
            _ => Name(id),
        },
    };

    /// <exception cref="NotSupportedException">An attribute nobody has told the rehearsal about.</exception>
    public JsonNode Attribute(string id, string attribute) => (TypeOf(id), attribute) switch
    {
        (_, "Arn") or ("AWS::RDS::DBCluster", "DBClusterArn") or ("AWS::SNS::Topic", "TopicArn") => Arn(id),
        ("AWS::ApiGatewayV2::Api", "ApiEndpoint") => apiAddress,
        ("AWS::ApiGatewayV2::Api", "ApiId") => ApiId,
        (_, "Name" or "TopicName" or "QueueName" or "RoleName" or "KeyId") => Name(id),
        ("AWS::S3::Bucket", "DomainName" or "RegionalDomainName") => $"{Name(id)}.s3.{Account.Region}.amazonaws.com",
        ("AWS::EC2::VPC" or "AWS::EC2::Subnet" or "AWS::EC2::SecurityGroup", _) => Name(id),
        ("AWS::RDS::DBCluster", "Endpoint.Address" or "Endpoint.Port" or "ReadEndpoint.Address" or "DBClusterResourceId") => Name(id),
        ("AWS::RDS::DBCluster", "MasterUserSecret.SecretArn") => $"arn:aws:secretsmanager:{Account.Region}:{Account.Id}:secret:rds!cluster-rehearsal-abcdef",
        ("AWS::Lambda::Version", _) => Name(id),
        var (type, _) => throw new NotSupportedException($"The rehearsal does not know {attribute} of {type} ({id})."),
    };

    private string Arn(string id)
    {
        var (region, account) = (Account.Region, Account.Id);
        var name = Name(id);
        return TypeOf(id) switch
        {
            "AWS::S3::Bucket" => $"arn:aws:s3:::{name}",
            "AWS::SNS::Topic" => $"arn:aws:sns:{region}:{account}:{name}",
            "AWS::SQS::Queue" => $"arn:aws:sqs:{region}:{account}:{name}",
            "AWS::Lambda::Function" => $"arn:aws:lambda:{region}:{account}:function:{name}",
            "AWS::IAM::Role" => $"arn:aws:iam::{account}:role/{name}",
            "AWS::IAM::ManagedPolicy" => $"arn:aws:iam::{account}:policy/{name}",
            "AWS::StepFunctions::StateMachine" => $"arn:aws:states:{region}:{account}:stateMachine:{name}",
            "AWS::RDS::DBCluster" => $"arn:aws:rds:{region}:{account}:cluster:{name.ToLowerInvariant()}",
            "AWS::SecretsManager::Secret" => $"arn:aws:secretsmanager:{region}:{account}:secret:{name}-abcdef",
            "AWS::KMS::Key" => $"arn:aws:kms:{region}:{account}:key/{name}",
            "AWS::Logs::LogGroup" => $"arn:aws:logs:{region}:{account}:log-group:{name}:*",
            "AWS::Events::Rule" => $"arn:aws:events:{region}:{account}:rule/{name}",
            "AWS::CloudWatch::Alarm" => $"arn:aws:cloudwatch:{region}:{account}:alarm:{name}",
            var type => throw new NotSupportedException($"The rehearsal knows no ARN for {type} ({id})."),
        };
    }

    public string Name(string id)
    {
        var properties = template["Resources"]![id]!["Properties"];
        foreach (var field in (string[])["BucketName", "TopicName", "QueueName", "FunctionName", "RoleName", "StateMachineName", "DBClusterIdentifier", "LogGroupName", "AlarmName", "Name"])
        {
            if (properties?[field] is { } given)
            {
                return given is JsonValue ? given.ToString() : new Template(template, apiAddress).Resolve(given)!.ToString();
            }
        }

        var made = $"{StackName}-{id}";
        return TypeOf(id) == "AWS::S3::Bucket" ? made.ToLowerInvariant() : made;
    }

    private string TypeOf(string id) => (string?)template["Resources"]?[id]?["Type"] ?? throw new KeyNotFoundException($"The template has no resource {id}.");
}
