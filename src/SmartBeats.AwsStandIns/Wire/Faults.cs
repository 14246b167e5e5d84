using System.Net;
using Amazon.Runtime;

namespace SmartBeats.AwsStandIns.Wire;

/// <summary>Makes the exception for one error code. The order is that of the official exceptions' longest constructor.</summary>
internal delegate AmazonServiceException Fault(string message, Exception inner, ErrorType type, string code, string requestId, HttpStatusCode status);

/// <summary>The faults of one service by error code; an unknown code becomes the service's general exception, code kept.</summary>
internal sealed class Faults(Fault general, Dictionary<string, Fault> known)
{
    public AmazonServiceException Make(string message, Exception inner, ErrorType type, string code, string requestId, HttpStatusCode status) =>
        (code is not null && known.TryGetValue(code, out var fault) ? fault : general)(message, inner, type, code, requestId, status);
}
