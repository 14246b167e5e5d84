using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Constructs;
using SmartBeats.Lambda;
using SmartBeats.Pipeline.Run;

namespace SmartBeats.Cdk.Data;

/// <summary>The bucket: uploads, runs, plans. Private, encrypted, versioned, TLS only.</summary>
/// <remarks>
/// Encrypted by S3's own keys (SSE-S3): a key of ours would cost a dollar a month and a call a file, and everybody who may
/// read the bucket would have to be allowed its use, too.
/// </remarks>
internal sealed class DataBucket : Construct
{
    /// <summary>Versions that were replaced or deleted can be fetched back for so long; of uploads a day.</summary>
    private const int OldVersionDays = 30;

    /// <param name="ingest">ARN of the function that is told of uploads.</param>
    public DataBucket(Construct scope, StackSettings settings, StackNames names, string ingest)
        : base(scope, "Data")
    {
        var bucket = new Bucket(this, "Bucket", new BucketProps
        {
            BucketName = names.BucketName,
            Versioned = true,
            Encryption = BucketEncryption.S3_MANAGED,
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            RemovalPolicy = settings.KeptData,
            LifecycleRules =
            [
                // Uploads hold addresses, and so do the rejected rows beside their reports: both go for good.
                Expire(Keys.Upload.Begin(), settings.UploadDays, 1),
                Expire(Keys.Report.Begin(), settings.UploadDays, 1),
                Expire(Keys.UploadRecord.Begin(), settings.UploadDays, 1),
                Expire(Keys.Waiting.Begin(), settings.UploadDays, 1),
                Expire(Keys.RunFile.Begin(), 30, 1),
                Expire(Keys.Counter.Begin(), 7, 1),
                Expire(Keys.GivenAnswer.Begin(), 2, 1),
                Expire(Keys.Audit.Begin(), settings.AuditDays, 1),
                Expire(Keys.CallerUse.Begin(), settings.AuditDays, 1),
                Expire(Keys.Link.Begin(), 2 * Limits.ShortLinkDays, 1),
                new LifecycleRule
                {
                    Id = "old-versions",
                    NoncurrentVersionExpiration = Duration.Days(OldVersionDays),
                    AbortIncompleteMultipartUploadAfter = Duration.Days(2),
                },
                new LifecycleRule { Id = "delete-markers", ExpiredObjectDeleteMarker = true },
            ],
        });

        // The bucket is not named by reference: it waits for the permission, and so the permission cannot wait for it.
        var permission = new CfnPermission(this, "MayNotify", new CfnPermissionProps
        {
            Action = "lambda:InvokeFunction",
            FunctionName = ingest,
            Principal = "s3.amazonaws.com",
            SourceArn = names.Bucket,
            SourceAccount = Aws.ACCOUNT_ID,
        });
        bucket.Node.AddDependency(permission);
        ((CfnBucket)bucket.Node.DefaultChild!).NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            LambdaConfigurations = new[]
            {
                new CfnBucket.LambdaConfigurationProperty
                {
                    Event = "s3:ObjectCreated:*",
                    Function = ingest,
                    Filter = new CfnBucket.NotificationFilterProperty
                    {
                        S3Key = new CfnBucket.S3KeyFilterProperty { Rules = new[] { new CfnBucket.FilterRuleProperty { Name = "prefix", Value = Keys.Upload.Begin() } } },
                    },
                },
            },
        };
        Bucket = bucket;
    }

    public Bucket Bucket { get; }

    private static LifecycleRule Expire(string prefix, int days, int oldVersionDays) => new()
    {
        Id = prefix.TrimEnd('/'),
        Prefix = prefix,
        Expiration = Duration.Days(days),
        NoncurrentVersionExpiration = Duration.Days(oldVersionDays),
    };
}
