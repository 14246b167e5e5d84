namespace SmartBeats.Cdk.Tests.Data;

[Collection(StackTests.Name)]
public class DatabaseTests(SynthesisedStack stack)
{
    private readonly Template _template = stack.Template;

    [Fact]
    public void Database_pauses_when_nobody_asks_and_is_spoken_to_over_https()
    {
        var cluster = _template.Only("AWS::RDS::DBCluster");
        ((string)cluster["Engine"]!).ShouldBe("aurora-postgresql");
        ((bool)cluster["EnableHttpEndpoint"]!).ShouldBeTrue();
        ((string)cluster["DatabaseName"]!).ShouldBe(Names.DatabaseName);
        var scaling = cluster["ServerlessV2ScalingConfiguration"]!;
        ((double)scaling["MinCapacity"]!).ShouldBe(0);
        ((double)scaling["MaxCapacity"]!).ShouldBe(4);
        ((int)scaling["SecondsUntilAutoPause"]!).ShouldBe(300);
        ((string)_template.Only("AWS::RDS::DBInstance")["DBInstanceClass"]!).ShouldBe("db.serverless");
    }

    [Fact]
    public void Database_is_encrypted_and_can_be_set_back_for_two_weeks()
    {
        var cluster = _template.Only("AWS::RDS::DBCluster");
        ((bool)cluster["StorageEncrypted"]!).ShouldBeTrue();
        ((int)cluster["BackupRetentionPeriod"]!).ShouldBe(14);
        ((bool)cluster["DeletionProtection"]!).ShouldBeTrue();
    }

    [Fact]
    public void Database_is_in_a_network_that_leads_nowhere()
    {
        foreach (var type in (string[])["AWS::EC2::NatGateway", "AWS::EC2::InternetGateway", "AWS::EC2::VPCEndpoint", "AWS::EC2::Route", "AWS::EC2::SecurityGroupIngress"])
        {
            _template.All(type).ShouldBeEmpty();
        }

        _template.All("AWS::EC2::Subnet").ShouldAllBe(subnet => !(bool)subnet["MapPublicIpOnLaunch"]!);
        ((bool)_template.Only("AWS::RDS::DBInstance")["PubliclyAccessible"]!).ShouldBeFalse();
        var group = _template.Only("AWS::EC2::SecurityGroup");
        group.ContainsKey("SecurityGroupIngress").ShouldBeFalse();
        ((string)group["SecurityGroupEgress"]!.AsArray().ShouldHaveSingleItem()!["CidrIp"]!).ShouldBe("255.255.255.255/32");
    }

    [Fact]
    public void Data_outlives_the_stack()
    {
        foreach (var type in (string[])["AWS::S3::Bucket", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::RDS::DBSubnetGroup", "AWS::SecretsManager::Secret", "AWS::EC2::VPC", "AWS::EC2::SecurityGroup"])
        {
            var (_, resource) = _template.OnlyResource(type);
            ((string)resource["DeletionPolicy"]!).ShouldBe("Retain", type);
            ((string)resource["UpdateReplacePolicy"]!).ShouldBe("Retain", type);
        }
    }

    [Fact]
    public void Data_goes_with_the_stack_where_that_was_said()
    {
        var passing = stack.Synthesise(SynthesisedStack.Settings with { RetainData = false });
        passing.Resources.Values.ShouldAllBe(resource => (string?)resource["DeletionPolicy"] != "Retain");
        ((bool)passing.Only("AWS::RDS::DBCluster")["DeletionProtection"]!).ShouldBeFalse();
    }

    [Fact]
    public void Schema_and_cities_are_brought_up_to_date_once_bucket_and_database_are_there()
    {
        var (_, schema) = _template.OnlyResource("Custom::Migration");
        _template.Text(schema["Properties"]!["ServiceToken"]).ShouldBe("<MigrateFunction.Arn>");
        schema["Properties"]!["Cities"]!.ToJsonString().ShouldBe(
            """[{"id":"glendale","name":"Glendale","timeZone":"America/Phoenix"},{"id":"mesa","name":"Mesa","timeZone":"America/Phoenix","idField":"AREA"}]""");
        ((string)schema["Properties"]!["Code"]!).Length.ShouldBe(64);
        var needs = _template.Texts(schema["DependsOn"]);
        needs.ShouldContain(_template.OnlyResource("AWS::S3::Bucket").Key);
        needs.ShouldContain(_template.OnlyResource("AWS::RDS::DBInstance").Key);
    }
}
