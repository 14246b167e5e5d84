using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Model;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.StepFunctions;

/// <summary>Starts, watches and stops executions of state machines. Thread-safe; make one and keep it.</summary>
public partial class AmazonStepFunctionsClient : AmazonServiceClient, IAmazonStepFunctions
{
    private static readonly ServiceName Name = new("SFN");

    public AmazonStepFunctionsClient() : base(new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(RegionEndpoint region) : base(new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config) : base(config) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials) : this(credentials, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials, RegionEndpoint region) : this(credentials, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(AWSCredentials credentials, AmazonStepFunctionsConfig clientConfig) : base(credentials, clientConfig) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey) : this(awsAccessKeyId, awsSecretAccessKey, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonStepFunctionsConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonStepFunctionsConfig()) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonStepFunctionsConfig { RegionEndpoint = region }) { }

    public AmazonStepFunctionsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonStepFunctionsConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig) { }

    protected override IServiceMetadata ServiceMetadata => Name;

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonStepFunctionsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonStepFunctionsClient(awsCredentials, (AmazonStepFunctionsConfig)clientConfig);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => Regional.Customize(pipeline);

    public virtual Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeExecutionResponse>(request, StepFunctionsWire.DescribeExecution, cancellationToken);

    public virtual Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetExecutionHistoryResponse>(request, StepFunctionsWire.GetExecutionHistory, cancellationToken);

    public virtual Task<ListExecutionsResponse> ListExecutionsAsync(ListExecutionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListExecutionsResponse>(request, StepFunctionsWire.ListExecutions, cancellationToken);

    public virtual Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartExecutionResponse>(request, StepFunctionsWire.StartExecution, cancellationToken);

    public virtual Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StopExecutionResponse>(request, StepFunctionsWire.StopExecution, cancellationToken);
}
