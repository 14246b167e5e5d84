using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

public partial class GetExecutionHistoryResponse : AmazonWebServiceResponse
{
    public List<HistoryEvent> Events { get; set; }

    public string NextToken { get; set; }
}

/// <summary>One event of an execution, with the details that tell its progress and its failure.</summary>
public partial class HistoryEvent
{
    public ExecutionFailedEventDetails ExecutionFailedEventDetails { get; set; }

    public long? Id { get; set; }

    public MapIterationEventDetails MapIterationFailedEventDetails { get; set; }

    public MapIterationEventDetails MapIterationStartedEventDetails { get; set; }

    public MapIterationEventDetails MapIterationSucceededEventDetails { get; set; }

    public MapStateStartedEventDetails MapStateStartedEventDetails { get; set; }

    public long? PreviousEventId { get; set; }

    public StateEnteredEventDetails StateEnteredEventDetails { get; set; }

    public StateExitedEventDetails StateExitedEventDetails { get; set; }

    public TaskFailedEventDetails TaskFailedEventDetails { get; set; }

    public DateTime? Timestamp { get; set; }

    public HistoryEventType Type { get; set; }
}

public partial class StateEnteredEventDetails
{
    public string Input { get; set; }

    public string Name { get; set; }
}

public partial class StateExitedEventDetails
{
    public string Name { get; set; }

    public string Output { get; set; }
}

public partial class MapStateStartedEventDetails
{
    public int? Length { get; set; }
}

public partial class MapIterationEventDetails
{
    public int? Index { get; set; }

    public string Name { get; set; }
}

public partial class ExecutionFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }
}

public partial class TaskFailedEventDetails
{
    public string Cause { get; set; }

    public string Error { get; set; }

    public string Resource { get; set; }

    public string ResourceType { get; set; }
}
