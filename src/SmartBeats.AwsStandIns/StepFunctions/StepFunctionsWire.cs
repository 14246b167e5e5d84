using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.StepFunctions.Model;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.StepFunctions;

/// <summary>The operations of Step Functions on the wire (service model 2016-11-23, AWS JSON 1.0).</summary>
internal static class StepFunctionsWire
{
    /// <summary>On the wire a fault's name lacks the suffix Exception, except where the service model has it.</summary>
    private static readonly Faults Faults = new((m, i, t, c, r, s) => new AmazonStepFunctionsException(m, i, t, c, r, s), new()
    {
        ["ExecutionAlreadyExists"] = (m, i, t, c, r, s) => new ExecutionAlreadyExistsException(m, i, t, c, r, s),
        ["ExecutionDoesNotExist"] = (m, i, t, c, r, s) => new ExecutionDoesNotExistException(m, i, t, c, r, s),
        ["ExecutionLimitExceeded"] = (m, i, t, c, r, s) => new ExecutionLimitExceededException(m, i, t, c, r, s),
        ["InvalidArn"] = (m, i, t, c, r, s) => new InvalidArnException(m, i, t, c, r, s),
        ["InvalidExecutionInput"] = (m, i, t, c, r, s) => new InvalidExecutionInputException(m, i, t, c, r, s),
        ["InvalidName"] = (m, i, t, c, r, s) => new InvalidNameException(m, i, t, c, r, s),
        ["InvalidToken"] = (m, i, t, c, r, s) => new InvalidTokenException(m, i, t, c, r, s),
        ["KmsAccessDeniedException"] = (m, i, t, c, r, s) => new KmsAccessDeniedException(m, i, t, c, r, s),
        ["KmsInvalidStateException"] = (m, i, t, c, r, s) => new KmsInvalidStateException(m, i, t, c, r, s),
        ["KmsThrottlingException"] = (m, i, t, c, r, s) => new KmsThrottlingException(m, i, t, c, r, s),
        ["ResourceNotFound"] = (m, i, t, c, r, s) => new ResourceNotFoundException(m, i, t, c, r, s),
        ["StateMachineDeleting"] = (m, i, t, c, r, s) => new StateMachineDeletingException(m, i, t, c, r, s),
        ["StateMachineDoesNotExist"] = (m, i, t, c, r, s) => new StateMachineDoesNotExistException(m, i, t, c, r, s),
        ["StateMachineTypeNotSupported"] = (m, i, t, c, r, s) => new StateMachineTypeNotSupportedException(m, i, t, c, r, s),
        ["ValidationException"] = (m, i, t, c, r, s) => new ValidationException(m, i, t, c, r, s),
    });

    public static readonly InvokeOptions StartExecution = Call<StartExecutionRequest>("StartExecution",
        (request, writer) =>
        {
            writer.Put("stateMachineArn", request.StateMachineArn);
            writer.Put("name", request.Name);
            writer.Put("input", request.Input);
            writer.Put("traceHeader", request.TraceHeader);
        },
        json => new StartExecutionResponse { ExecutionArn = json.Text("executionArn"), StartDate = json.Time("startDate") });

    public static readonly InvokeOptions DescribeExecution = Call<DescribeExecutionRequest>("DescribeExecution",
        (request, writer) =>
        {
            writer.Put("executionArn", request.ExecutionArn);
            writer.Put("includedData", request.IncludedData);
        },
        json => new DescribeExecutionResponse
        {
            Cause = json.Text("cause"),
            Error = json.Text("error"),
            ExecutionArn = json.Text("executionArn"),
            Input = json.Text("input"),
            MapRunArn = json.Text("mapRunArn"),
            Name = json.Text("name"),
            Output = json.Text("output"),
            RedriveCount = json.Int("redriveCount"),
            RedriveDate = json.Time("redriveDate"),
            StartDate = json.Time("startDate"),
            StateMachineAliasArn = json.Text("stateMachineAliasArn"),
            StateMachineArn = json.Text("stateMachineArn"),
            StateMachineVersionArn = json.Text("stateMachineVersionArn"),
            Status = json.Text("status"),
            StopDate = json.Time("stopDate"),
            TraceHeader = json.Text("traceHeader"),
        });

    public static readonly InvokeOptions StopExecution = Call<StopExecutionRequest>("StopExecution",
        (request, writer) =>
        {
            writer.Put("executionArn", request.ExecutionArn);
            writer.Put("error", request.Error);
            writer.Put("cause", request.Cause);
        },
        json => new StopExecutionResponse { StopDate = json.Time("stopDate") });

    public static readonly InvokeOptions ListExecutions = Call<ListExecutionsRequest>("ListExecutions",
        (request, writer) =>
        {
            writer.Put("stateMachineArn", request.StateMachineArn);
            writer.Put("statusFilter", request.StatusFilter);
            writer.Put("maxResults", request.MaxResults);
            writer.Put("nextToken", request.NextToken);
            writer.Put("mapRunArn", request.MapRunArn);
        },
        json => new ListExecutionsResponse { Executions = json.List("executions", ReadItem), NextToken = json.Text("nextToken") });

    public static readonly InvokeOptions GetExecutionHistory = Call<GetExecutionHistoryRequest>("GetExecutionHistory",
        (request, writer) =>
        {
            writer.Put("executionArn", request.ExecutionArn);
            writer.Put("maxResults", request.MaxResults);
            writer.Put("reverseOrder", request.ReverseOrder);
            writer.Put("nextToken", request.NextToken);
            writer.Put("includeExecutionData", request.IncludeExecutionData);
        },
        json => new GetExecutionHistoryResponse { Events = json.List("events", HistoryWire.Read), NextToken = json.Text("nextToken") });

    private static ExecutionListItem ReadItem(JsonElement json) => new()
    {
        ExecutionArn = json.Text("executionArn"),
        ItemCount = json.Int("itemCount"),
        MapRunArn = json.Text("mapRunArn"),
        Name = json.Text("name"),
        RedriveCount = json.Int("redriveCount"),
        RedriveDate = json.Time("redriveDate"),
        StartDate = json.Time("startDate"),
        StateMachineAliasArn = json.Text("stateMachineAliasArn"),
        StateMachineArn = json.Text("stateMachineArn"),
        StateMachineVersionArn = json.Text("stateMachineVersionArn"),
        Status = json.Text("status"),
        StopDate = json.Time("stopDate"),
    };

    private static InvokeOptions Call<TRequest>(string operation, Action<TRequest, Utf8JsonWriter> write,
        Func<JsonElement, AmazonWebServiceResponse> read) where TRequest : AmazonStepFunctionsRequest =>
        JsonCall.Target("Amazon.StepFunctions", "AWSStepFunctions." + operation, write, read, Faults);
}
