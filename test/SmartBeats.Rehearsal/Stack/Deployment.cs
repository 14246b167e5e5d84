using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using SmartBeats.Rehearsal.Functions;

namespace SmartBeats.Rehearsal.Stack;

/// <summary>Makes the template's resources in the emulated account, by the administrator's calls through the gateway.</summary>
internal static class Deployment
{
    public static async Task RunAsync(StackReading stack, IAmazonS3 s3, AwsCalls calls)
    {
        var template = stack.Template;
        foreach (var bucket in template.Of("AWS::S3::Bucket"))
        {
            var name = template.Name(bucket);
            await s3.PutBucketAsync(new PutBucketRequest { BucketName = name, BucketRegionName = Account.Region });
            if ((string?)bucket.Properties["VersioningConfiguration"]?["Status"] == "Enabled")
            {
                await s3.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = name, VersioningConfig = new() { Status = VersionStatus.Enabled } });
            }
        }

        foreach (var topic in template.Of("AWS::SNS::Topic"))
        {
            await calls.QueryAsync("sns", new() { ["Action"] = "CreateTopic", ["Name"] = template.Name(topic) });
        }

        foreach (var subscription in template.Of("AWS::SNS::Subscription"))
        {
            var properties = subscription.Properties;
            await calls.QueryAsync("sns", new()
            {
                ["Action"] = "Subscribe",
                ["TopicArn"] = (string)properties["TopicArn"]!,
                ["Protocol"] = (string)properties["Protocol"]!,
                ["Endpoint"] = (string)properties["Endpoint"]!,
            });
        }

        foreach (var queue in template.Of("AWS::SQS::Queue"))
        {
            await calls.TargetAsync("sqs", "AmazonSQS.CreateQueue", new() { ["QueueName"] = template.Name(queue) });
        }

        foreach (var machine in template.Of("AWS::StepFunctions::StateMachine"))
        {
            var made = await calls.TargetAsync("states", "AWSStepFunctions.CreateStateMachine", new()
            {
                ["name"] = template.Name(machine),
                ["definition"] = stack.Definition,
                ["roleArn"] = (string)machine.Properties["RoleArn"]!,
                ["type"] = (string?)machine.Properties["StateMachineType"] ?? "STANDARD",
            });
            ((string?)made["stateMachineArn"]).ShouldBe(template.Arn(machine));
        }
    }

    /// <summary>CloudFormation's part in a custom resource: invokes the function with the template's properties and waits for its answer at a link.</summary>
    /// <param name="answers">Where answers are put.</param>
    public static async Task CustomResourcesAsync(StackReading stack, FunctionHost functions, CloudFormationAnswers answers)
    {
        foreach (var resource in stack.Template.Where(type => type.StartsWith("Custom::", StringComparison.Ordinal) || type == "AWS::CloudFormation::CustomResource"))
        {
            var function = stack.Functions.Values.Single(one => one.Arn == (string?)resource.Properties["ServiceToken"]);
            var (url, answered) = answers.Expect();
            var request = new JsonObject
            {
                ["RequestType"] = "Create",
                ["ResponseURL"] = url,
                ["StackId"] = $"arn:aws:cloudformation:{Account.Region}:{Account.Id}:stack/smartbeats/rehearsal",
                ["RequestId"] = Guid.NewGuid().ToString(),
                ["ResourceType"] = resource.Type,
                ["LogicalResourceId"] = resource.Id,
                ["ResourceProperties"] = AsText(resource.Properties),
            };
            var result = await functions.InvokeAsync(function, Encoding.UTF8.GetBytes(request.ToJsonString()));
            result.Error.ShouldBeNull(result.Text);
            var answer = await answered.WaitAsync(TimeSpan.FromSeconds(30));
            ((string?)answer["Status"]).ShouldBe("SUCCESS", answer.ToJsonString());
        }
    }

    /// <summary>CloudFormation hands numbers and truth values over as texts.</summary>
    private static JsonNode? AsText(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, AsText(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(AsText)]),
        null => null,
        _ => node.ToString(),
    };
}
