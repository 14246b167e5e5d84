using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>What all requests to Step Functions share.</summary>
public partial class AmazonStepFunctionsRequest : AmazonWebServiceRequest
{
}

/// <summary>Starts an execution. The same name with the same input while it runs answers with that execution.</summary>
public partial class StartExecutionRequest : AmazonStepFunctionsRequest
{
    /// <summary>JSON, at most 256 KiB.</summary>
    public string Input { get; set; }

    /// <summary>At most 80 characters; taken for 90 days.</summary>
    public string Name { get; set; }

    public string StateMachineArn { get; set; }

    public string TraceHeader { get; set; }
}

public partial class DescribeExecutionRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }

    public IncludedData IncludedData { get; set; }
}

/// <summary>Stops an execution; a function that runs at that moment runs on.</summary>
public partial class StopExecutionRequest : AmazonStepFunctionsRequest
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string ExecutionArn { get; set; }
}

public partial class ListExecutionsRequest : AmazonStepFunctionsRequest
{
    public string MapRunArn { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public string StateMachineArn { get; set; }

    public ExecutionStatus StatusFilter { get; set; }
}

public partial class GetExecutionHistoryRequest : AmazonStepFunctionsRequest
{
    public string ExecutionArn { get; set; }

    public bool? IncludeExecutionData { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    /// <summary>Latest event first.</summary>
    public bool? ReverseOrder { get; set; }
}
