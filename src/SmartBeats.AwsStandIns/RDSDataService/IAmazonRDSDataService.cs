using Amazon.RDSDataService.Model;
using Amazon.Runtime;

namespace Amazon.RDSDataService;

/// <summary>The RDS Data API. The official interface has more members; only calling it is the same in both.</summary>
public partial interface IAmazonRDSDataService : IAmazonService, IDisposable
{
    Task<BatchExecuteStatementResponse> BatchExecuteStatementAsync(BatchExecuteStatementRequest request, CancellationToken cancellationToken = default);

    Task<BeginTransactionResponse> BeginTransactionAsync(BeginTransactionRequest request, CancellationToken cancellationToken = default);

    Task<CommitTransactionResponse> CommitTransactionAsync(CommitTransactionRequest request, CancellationToken cancellationToken = default);

    Task<ExecuteStatementResponse> ExecuteStatementAsync(ExecuteStatementRequest request, CancellationToken cancellationToken = default);

    Task<RollbackTransactionResponse> RollbackTransactionAsync(RollbackTransactionRequest request, CancellationToken cancellationToken = default);
}
