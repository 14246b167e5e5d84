using Amazon.RDSDataService.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.RDSDataService;

/// <summary>SQL over HTTPS on an Aurora cluster. Thread-safe; make one and keep it.</summary>
public partial class AmazonRDSDataServiceClient : AmazonServiceClient, IAmazonRDSDataService
{
    private static readonly ServiceName Name = new("RDS Data");

    public AmazonRDSDataServiceClient() : base(new AmazonRDSDataServiceConfig()) { }

    public AmazonRDSDataServiceClient(RegionEndpoint region) : base(new AmazonRDSDataServiceConfig { RegionEndpoint = region }) { }

    public AmazonRDSDataServiceClient(AmazonRDSDataServiceConfig config) : base(config) { }

    public AmazonRDSDataServiceClient(AWSCredentials credentials) : this(credentials, new AmazonRDSDataServiceConfig()) { }

    public AmazonRDSDataServiceClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, new AmazonRDSDataServiceConfig { RegionEndpoint = region }) { }

    public AmazonRDSDataServiceClient(AWSCredentials credentials, AmazonRDSDataServiceConfig clientConfig) : base(credentials, clientConfig) { }

    public AmazonRDSDataServiceClient(string awsAccessKeyId, string awsSecretAccessKey) : this(awsAccessKeyId, awsSecretAccessKey, new AmazonRDSDataServiceConfig()) { }

    public AmazonRDSDataServiceClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonRDSDataServiceConfig { RegionEndpoint = region }) { }

    public AmazonRDSDataServiceClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonRDSDataServiceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonRDSDataServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonRDSDataServiceConfig()) { }

    public AmazonRDSDataServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonRDSDataServiceConfig { RegionEndpoint = region }) { }

    public AmazonRDSDataServiceClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonRDSDataServiceConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    protected override IServiceMetadata ServiceMetadata => Name;

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonRDSDataServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonRDSDataServiceClient(awsCredentials, (AmazonRDSDataServiceConfig)clientConfig);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Regional.Customize(pipeline);

    public virtual Task<BatchExecuteStatementResponse> BatchExecuteStatementAsync(BatchExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BatchExecuteStatementResponse>(request, RDSDataWire.BatchExecuteStatement, cancellationToken);

    public virtual Task<BeginTransactionResponse> BeginTransactionAsync(BeginTransactionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<BeginTransactionResponse>(request, RDSDataWire.BeginTransaction, cancellationToken);

    public virtual Task<CommitTransactionResponse> CommitTransactionAsync(CommitTransactionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CommitTransactionResponse>(request, RDSDataWire.CommitTransaction, cancellationToken);

    public virtual Task<ExecuteStatementResponse> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ExecuteStatementResponse>(request, RDSDataWire.ExecuteStatement, cancellationToken);

    public virtual Task<RollbackTransactionResponse> RollbackTransactionAsync(RollbackTransactionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RollbackTransactionResponse>(request, RDSDataWire.RollbackTransaction, cancellationToken);
}
