using System.Net.Sockets;

namespace SmartBeats.Lambda;

/// <summary>A service's address does not exist: a fault of the deployment, which no other try cures.</summary>
/// <param name="said">Names the address.</param>
public sealed class UnknownEndpointException(string said, Exception inner)
    : Exception($"A service of AWS has no such address: {said}. Look at the stack's region and at its setting fips.", inner);

/// <summary>Addresses that do not exist, told apart from those that do not answer.</summary>
internal static class EndpointFaults
{
    /// <summary>What was said of an address that does not exist; null for any other fault, among them a name server that did not answer.</summary>
    public static string? Find(Exception fault)
    {
        for (var outer = fault; outer is not null; outer = outer.InnerException)
        {
            if (outer is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError, InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } })
            {
                return outer.Message;
            }
        }

        return null;
    }
}
