using System.Net;
using System.Text.RegularExpressions;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;

namespace SmartBeats.Lambda.Database;

/// <summary>The database did not answer within our patience: paused, throttled or unreachable. Worth another try later.</summary>
public sealed class DatabaseBusyException(string call, Exception inner)
    : Exception($"The database was not available for {call} ({inner.GetType().Name}). It may be resuming from a pause, which takes half a minute.", inner);

/// <summary>The database refused a statement: a fault of ours. Its own words may repeat a row, so only the code is kept.</summary>
public sealed class DatabaseFaultException(string call, string code) : Exception($"The database refused {call} (SQLSTATE {code}).")
{
    /// <summary>Five characters, or <c>unknown</c>.</summary>
    public string Code { get; } = code;
}

/// <summary>Which faults pass by themselves.</summary>
internal static partial class DatabaseFaults
{
    /// <summary>Connection lost (08), serialisation and deadlock (40), no resources (53), shutting down or cancelled (57), by their SQLSTATE.</summary>
    private static readonly string[] _passing = ["08", "40", "53", "57"];

    public static bool IsResuming(Exception fault) => fault is DatabaseResumingException;

    public static bool Passes(Exception fault) => fault switch
    {
        _ when EndpointFaults.Find(fault) is not null => false,
        DatabaseResumingException or DatabaseUnavailableException or ServiceUnavailableErrorException or InternalServerErrorException or StatementTimeoutException => true,
        TransactionNotFoundException => true,
        AmazonRDSDataServiceException { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => true,
        AmazonRDSDataServiceException { ErrorCode: "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded" } => true,
        AmazonRDSDataServiceException refused => CodeOf(refused) is { } code && _passing.Any(start => code.StartsWith(start, StringComparison.Ordinal)),
        Amazon.Runtime.AmazonClientException or HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException { InnerException: TimeoutException } => true,
        _ => false,
    };

    public static string? CodeOf(Exception fault) => SqlState().Match(fault.Message) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex("SQLState: ?([0-9A-Z]{5})", RegexOptions.IgnoreCase)]
    private static partial Regex SqlState();
}
