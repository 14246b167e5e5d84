using SmartBeats.Lambda;

namespace SmartBeats.Cdk.Tests.Data;

[Collection(StackTests.Name)]
public class BucketTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void Bucket_is_versioned_encrypted_and_nobody_elses()
    {
        var bucket = _template.Only("AWS::S3::Bucket");
        _template.Text(bucket["BucketName"]).ShouldBe("smartbeats-ACCOUNT-REGION");
        ((string)bucket["VersioningConfiguration"]!["Status"]!).ShouldBe("Enabled");
        ((string)bucket["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]!).ShouldBe("AES256");
        var blocked = bucket["PublicAccessBlockConfiguration"]!.AsObject();
        blocked.Count.ShouldBe(4);
        blocked.ShouldAllBe(block => (bool)block.Value!);
        ((string)bucket["OwnershipControls"]!["Rules"]![0]!["ObjectOwnership"]!).ShouldBe("BucketOwnerEnforced");
    }

    [Fact]
    public void Bucket_answers_nobody_without_tls()
    {
        var policy = _template.Only("AWS::S3::BucketPolicy")["PolicyDocument"]!["Statement"]!.AsArray();
        policy.ShouldAllBe(statement => (string)statement!["Effect"]! == "Deny" && (string)statement["Principal"]!["AWS"]! == "*");
        var plain = policy.Where(statement => statement!["Condition"]!["Bool"]?["aws:SecureTransport"]?.ToString() == "false").ShouldHaveSingleItem()!;
        _template.Texts(plain["Action"]).ShouldBe(["s3:*"]);
        policy.ShouldContain(statement => statement!["Condition"]!["NumericLessThan"] != null && (double)statement["Condition"]!["NumericLessThan"]!["s3:TlsVersion"]! == 1.2);
        _template.Texts(plain["Resource"]).ShouldBe(["<DataBucket.Arn>", "<DataBucket.Arn>/*"]);
    }

    [Fact]
    public void One_notification_on_incoming_whatever_the_file_is_called()
    {
        var told = _template.Only("AWS::S3::Bucket")["NotificationConfiguration"]!.AsObject().ShouldHaveSingleItem();
        told.Key.ShouldBe("LambdaConfigurations");
        var notification = told.Value!.AsArray().ShouldHaveSingleItem()!;
        ((string)notification["Event"]!).ShouldBe("s3:ObjectCreated:*");
        _template.Text(notification["Function"]).ShouldBe("<IngestFunction.Arn>");
        var rule = notification["Filter"]!["S3Key"]!["Rules"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)rule["Name"]!).ShouldBe("prefix");
        ((string)rule["Value"]!).ShouldBe("incoming/");
    }

    [Fact]
    public void The_bucket_may_call_its_function_before_it_exists()
    {
        var (id, permission) = _template.Resources.Where(resource => resource.Value["Properties"]?["Principal"]?.ToString() == "s3.amazonaws.com").ShouldHaveSingleItem();
        _template.Texts(_template.OnlyResource("AWS::S3::Bucket").Value["DependsOn"]).ShouldContain(id);
        _template.Text(permission["Properties"]!["FunctionName"]).ShouldBe("<IngestFunction.Arn>");
        _template.Text(permission["Properties"]!["SourceArn"]).ShouldBe("arn:aws:s3:::smartbeats-ACCOUNT-REGION");
        _template.Text(permission["Properties"]!["SourceAccount"]).ShouldBe("ACCOUNT");
    }

    [Theory]
    [InlineData("incoming/", 30)]
    [InlineData("reports/", 30)]
    [InlineData("uploads/", 30)]
    [InlineData("waiting/", 30)]
    [InlineData("runs/", 30)]
    [InlineData("counters/", 7)]
    [InlineData("answers/", 2)]
    [InlineData("links/", 60)]
    public void What_only_passes_through_expires_with_its_old_versions(string prefix, int days)
    {
        var rule = Rules().Where(rule => (string?)rule["Prefix"] == prefix).ShouldHaveSingleItem();
        ((string)rule["Status"]!).ShouldBe("Enabled");
        ((int)rule["ExpirationInDays"]!).ShouldBe(days);
        ((int)rule["NoncurrentVersionExpiration"]!["NoncurrentDays"]!).ShouldBe(1);
    }

    [Fact]
    public void A_link_outlives_its_expiry_so_that_it_can_say_so() =>
        ((int)Rules().Single(rule => (string?)rule["Prefix"] == "links/")["ExpirationInDays"]!).ShouldBeGreaterThan(Limits.ShortLinkDays);

    [Fact]
    public void Plans_and_cities_do_not_expire_but_their_old_versions_do()
    {
        Rules().Where(rule => rule.ContainsKey("ExpirationInDays")).Select(rule => (string)rule["Prefix"]!).ShouldBe(
            ["incoming/", "reports/", "uploads/", "waiting/", "runs/", "counters/", "answers/", "audit/", "uses/", "links/"]);
        ((int)Rules().Single(rule => (string?)rule["Prefix"] == "audit/")["ExpirationInDays"]!).ShouldBe(366);
        var old = Rules().Single(rule => (string)rule["Id"]! == "old-versions");
        ((int)old["NoncurrentVersionExpiration"]!["NoncurrentDays"]!).ShouldBe(30);
        ((int)old["AbortIncompleteMultipartUpload"]!["DaysAfterInitiation"]!).ShouldBe(2);
    }

    private IEnumerable<System.Text.Json.Nodes.JsonObject> Rules() =>
        _template.Only("AWS::S3::Bucket")["LifecycleConfiguration"]!["Rules"]!.AsArray().Select(rule => rule!.AsObject());
}
