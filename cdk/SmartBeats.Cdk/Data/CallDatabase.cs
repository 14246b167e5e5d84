using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.RDS;
using Constructs;

namespace SmartBeats.Cdk.Data;

/// <summary>The calls: one Aurora PostgreSQL instance that pauses when nobody asks, spoken to over HTTPS only.</summary>
/// <remarks>
/// Its subnets lead nowhere and its security group lets nothing in or out: the Data API does not come through them, so that
/// no function is in the network and no gateway is paid for.
/// </remarks>
internal sealed class CallDatabase : Construct
{
    /// <summary>Pausing needs 16.3, 17.4 or later.</summary>
    private static readonly AuroraPostgresEngineVersion _version = AuroraPostgresEngineVersion.Of("17.7", "17");

    public CallDatabase(Construct scope, StackSettings settings, StackNames names)
        : base(scope, "Database")
    {
        var kept = settings.KeptData;
        var network = new Vpc(this, "Network", new VpcProps
        {
            IpAddresses = IpAddresses.Cidr("10.20.0.0/24"),
            MaxAzs = 2,
            NatGateways = 0,
            SubnetConfiguration = [new SubnetConfiguration { Name = "database", SubnetType = SubnetType.PRIVATE_ISOLATED, CidrMask = 26 }],
        });
        Cluster = new DatabaseCluster(this, "Cluster", new DatabaseClusterProps
        {
            Engine = DatabaseClusterEngine.AuroraPostgres(new AuroraPostgresClusterEngineProps { Version = _version }),
            // The Data API takes a secret's ARN of at most 100 characters: a generated name could be longer.
            Credentials = Credentials.FromGeneratedSecret(Names.App, new CredentialsBaseOptions { SecretName = names.DatabaseSecret }),
            // A cluster of a given name is never replaced by a deployment: that would need the name twice.
            ClusterIdentifier = names.App,
            DefaultDatabaseName = Names.DatabaseName,
            EnableDataApi = true,
            Writer = ClusterInstance.ServerlessV2("Writer", new ServerlessV2ClusterInstanceProps { InstanceIdentifier = $"{names.App}-writer" }),
            ServerlessV2MaxCapacity = settings.MostCapacity,
            Vpc = network,
            VpcSubnets = new SubnetSelection { SubnetType = SubnetType.PRIVATE_ISOLATED },
            SecurityGroups = [new SecurityGroup(this, "Closed", new SecurityGroupProps { Vpc = network, AllowAllOutbound = false, Description = "Nothing in, nothing out." })],
            StorageEncrypted = true,
            Backup = new BackupProps { Retention = Duration.Days(settings.RestoreDays) },
            CopyTagsToSnapshot = true,
            // Not protected against deletion here, else a first deployment that failed could not take it away again and could
            // not be repeated: the operator protects it once it is there (README), and deployments leave that as it is.
            RemovalPolicy = kept,
        });
        // The library knows no capacity below a half.
        var cluster = (CfnDBCluster)Cluster.Node.DefaultChild!;
        cluster.AddPropertyOverride("ServerlessV2ScalingConfiguration.MinCapacity", 0);
        cluster.AddPropertyOverride("ServerlessV2ScalingConfiguration.SecondsUntilAutoPause", settings.PauseSeconds);

        // A cluster that is kept needs its network, its password and its instance.
        foreach (var resource in Node.FindAll().OfType<CfnResource>())
        {
            resource.ApplyRemovalPolicy(kept);
        }
    }

    public DatabaseCluster Cluster { get; }

    public string Arn => Cluster.ClusterArn;

    public string SecretArn => Cluster.Secret!.SecretArn;
}
