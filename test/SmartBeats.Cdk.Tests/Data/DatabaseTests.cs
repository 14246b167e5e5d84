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
    public void Data_outlives_the_stack_but_not_a_first_deployment_that_failed()
    {
        foreach (var type in (string[])["AWS::S3::Bucket", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::RDS::DBSubnetGroup", "AWS::SecretsManager::Secret", "AWS::EC2::VPC", "AWS::EC2::SecurityGroup"])
        {
            var (_, resource) = _template.OnlyResource(type);
            ((string)resource["DeletionPolicy"]!).ShouldBe("RetainExceptOnCreate", type);
            ((string)resource["UpdateReplacePolicy"]!).ShouldBe("Retain", type);
        }
    }

    [Fact]
    public void Nothing_is_retained_that_a_first_deployment_would_find_in_its_way_when_it_is_repeated()
    {
        _template.Resources.Values.ShouldAllBe(resource => (string?)resource["DeletionPolicy"] != "Retain");
        // Protected from its first second, a database could not be taken away again.
        _template.Only("AWS::RDS::DBCluster").ContainsKey("DeletionProtection").ShouldBeFalse();
    }

    [Fact]
    public void Nothing_can_fail_after_the_migration_which_writes_into_the_bucket()
    {
        var (id, schema) = _template.OnlyResource("Custom::Migration");
        var before = new HashSet<string>();
        void Visit(string resource)
        {
            if (before.Add(resource))
            {
                foreach (var need in Template.NeedsOf(_template.Resources[resource]).Where(_template.Resources.ContainsKey))
                {
                    Visit(need);
                }
            }
        }

        Visit(id);
        _template.Resources.Keys.Except(before).Where(resource => (string)_template.Resources[resource]["Type"]! != "AWS::CDK::Metadata").ShouldBeEmpty();
        ((string)schema["Properties"]!["ServiceTimeout"]!).ShouldBe("960");
        ((int)_template.Function(SmartBeats.Lambda.Handlers.Migrate)["Timeout"]!).ShouldBeLessThan(960);
    }

    [Fact]
    public void Data_goes_with_the_stack_where_that_was_said()
    {
        var passing = stack.Synthesise(SynthesisedStack.Settings with { RetainData = false });
        passing.Resources.Values.ShouldAllBe(resource => ((string?)resource["DeletionPolicy"] ?? "").StartsWith("Retain") == false);
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
