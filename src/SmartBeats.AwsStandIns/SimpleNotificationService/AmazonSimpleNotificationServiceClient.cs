using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Model;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.SimpleNotificationService;

/// <summary>Publishes to topics. Thread-safe; make one and keep it.</summary>
public partial class AmazonSimpleNotificationServiceClient : AmazonServiceClient, IAmazonSimpleNotificationService
{
    private static readonly ServiceName Name = new("SNS");

    public AmazonSimpleNotificationServiceClient() : base(new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(RegionEndpoint region) : base(new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config) : base(config) { }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials) : this(credentials, new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(AWSCredentials credentials, AmazonSimpleNotificationServiceConfig clientConfig) : base(credentials, clientConfig) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey) : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSimpleNotificationServiceConfig()) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSimpleNotificationServiceConfig { RegionEndpoint = region }) { }

    public AmazonSimpleNotificationServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonSimpleNotificationServiceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    protected override IServiceMetadata ServiceMetadata => Name;

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSimpleNotificationServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSimpleNotificationServiceClient(awsCredentials, (AmazonSimpleNotificationServiceConfig)clientConfig);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Regional.Customize(pipeline);

    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PublishResponse>(request, SnsWire.Publish, cancellationToken);

    public virtual Task<PublishResponse> PublishAsync(string topicArn, string message, CancellationToken cancellationToken = default) =>
        PublishAsync(new PublishRequest(topicArn, message), cancellationToken);

    public virtual Task<PublishResponse> PublishAsync(string topicArn, string message, string subject, CancellationToken cancellationToken = default) =>
        PublishAsync(new PublishRequest(topicArn, message, subject), cancellationToken);
}
