using Npgsql;

namespace SmartBeats.Rehearsal.DataApi;

/// <summary>An error as the service answers it.</summary>
/// <remarks>
/// Names and statuses are those of the service's model; texts are those its user guide and its users quote for Aurora
/// Serverless v2 (BadRequestException is version 1's; version 2 says DatabaseErrorException to a refused statement).
/// </remarks>
internal sealed class DataApiError(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>The connection whose statement timed out.</summary>
    public int? ConnectionId { get; init; }

    public static DataApiError Validation(string message) => new(400, "ValidationException", message);

    /// <summary>The body is no such JSON.</summary>
    public static DataApiError Serialization(string message) => new(400, "SerializationException", message);

    public static DataApiError TooLarge() => new(413, "RequestEntityTooLargeException", "Request is larger than 4 MiB");

    public static DataApiError Unsupported(string message) => new(400, "UnsupportedResultException", message);

    public static DataApiError NoEndpoint(string resource) => new(400, "HttpEndpointNotEnabledException", $"HttpEndpoint is not enabled for resource {resource}");

    public static DataApiError NoSecret(string secret) => new(400, "SecretsErrorException", $"Secrets Manager can't find the specified secret {secret}");

    public static DataApiError NoTransaction(string id) => new(404, "TransactionNotFoundException", $"Transaction {id} is not found");

    public static DataApiError Busy() => new(400, "DatabaseErrorException", "Transaction is still running a query");

    public static DataApiError Throttled() => new(400, "ThrottlingException", "Rate exceeded");

    public static DataApiError Resuming() => new(
        400, "DatabaseResumingException", "The Aurora DB instance db-REHEARSAL is resuming after being auto-paused. Please wait a few seconds and try again.");

    public static DataApiError TimedOut(int connection) => new(400, "StatementTimeoutException", "Request timed out") { ConnectionId = connection };

    /// <summary>Without a text, as the model has it.</summary>
    public static DataApiError Unavailable() => new(503, "ServiceUnavailableError", "");

    /// <summary>Without a text, as the model has it.</summary>
    public static DataApiError Internal() => new(500, "InternalServerErrorException", "");

    /// <summary>What the database said, as its JDBC driver puts it, then the code.</summary>
    public static DataApiError Of(NpgsqlException refused) => new(400, "DatabaseErrorException", refused is PostgresException said
        ? $"{said.Severity}: {said.MessageText}{(said.Detail is { } detail ? $"\n  Detail: {detail}" : "")}{(said.Position > 0 ? $"; Position: {said.Position}" : "")}; SQLState: {said.SqlState}"
        : "An I/O error occurred while sending to the backend.; SQLState: 08006");
}
