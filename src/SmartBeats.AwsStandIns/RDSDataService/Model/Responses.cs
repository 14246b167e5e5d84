using Amazon.Runtime;

namespace Amazon.RDSDataService.Model;

/// <summary>Rows in the order of the result; null where the statement returned none.</summary>
public partial class ExecuteStatementResponse : AmazonWebServiceResponse
{
    public List<ColumnMetadata> ColumnMetadata { get; set; }

    /// <summary>All rows as one JSON text, when asked for.</summary>
    public string FormattedRecords { get; set; }

    public List<Field> GeneratedFields { get; set; }

    public long? NumberOfRecordsUpdated { get; set; }

    public List<List<Field>> Records { get; set; }
}

public partial class BatchExecuteStatementResponse : AmazonWebServiceResponse
{
    public List<UpdateResult> UpdateResults { get; set; }
}

public partial class BeginTransactionResponse : AmazonWebServiceResponse
{
    public string TransactionId { get; set; }
}

public partial class CommitTransactionResponse : AmazonWebServiceResponse
{
    public string TransactionStatus { get; set; }
}

public partial class RollbackTransactionResponse : AmazonWebServiceResponse
{
    public string TransactionStatus { get; set; }
}
