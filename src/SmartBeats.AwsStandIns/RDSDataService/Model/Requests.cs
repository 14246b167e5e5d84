using Amazon.Runtime;

namespace Amazon.RDSDataService.Model;

/// <summary>What all requests to the Data API share.</summary>
public partial class AmazonRDSDataServiceRequest : AmazonWebServiceRequest
{
}

/// <summary>One SQL statement. Request at most 4 MiB, answer at most 1 MiB, 45 seconds.</summary>
public partial class ExecuteStatementRequest : AmazonRDSDataServiceRequest
{
    /// <summary>Lets a statement finish that outlives its call: for DDL.</summary>
    public bool? ContinueAfterTimeout { get; set; }

    public string Database { get; set; }

    public RecordsFormatType FormatRecordsAs { get; set; }

    public bool? IncludeResultMetadata { get; set; }

    public List<SqlParameter> Parameters { get; set; } = NewList<SqlParameter>();

    public string ResourceArn { get; set; }

    public ResultSetOptions ResultSetOptions { get; set; }

    public string Schema { get; set; }

    public string SecretArn { get; set; }

    public string Sql { get; set; }

    public string TransactionId { get; set; }

    internal static List<T> NewList<T>() => AWSConfigs.InitializeCollections ? [] : null;
}

/// <summary>One statement over many parameter sets.</summary>
public partial class BatchExecuteStatementRequest : AmazonRDSDataServiceRequest
{
    public string Database { get; set; }

    public List<List<SqlParameter>> ParameterSets { get; set; } = ExecuteStatementRequest.NewList<List<SqlParameter>>();

    public string ResourceArn { get; set; }

    public string Schema { get; set; }

    public string SecretArn { get; set; }

    public string Sql { get; set; }

    public string TransactionId { get; set; }
}

/// <summary>Opens a transaction: it dies after 3 minutes without a call, and after 24 hours in any case.</summary>
public partial class BeginTransactionRequest : AmazonRDSDataServiceRequest
{
    public string Database { get; set; }

    public string ResourceArn { get; set; }

    public string Schema { get; set; }

    public string SecretArn { get; set; }
}

/// <summary>Ends a transaction and keeps its changes.</summary>
public partial class CommitTransactionRequest : AmazonRDSDataServiceRequest
{
    public string ResourceArn { get; set; }

    public string SecretArn { get; set; }

    public string TransactionId { get; set; }
}

/// <summary>Ends a transaction and drops its changes.</summary>
public partial class RollbackTransactionRequest : AmazonRDSDataServiceRequest
{
    public string ResourceArn { get; set; }

    public string SecretArn { get; set; }

    public string TransactionId { get; set; }
}
