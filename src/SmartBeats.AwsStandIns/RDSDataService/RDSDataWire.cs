using System.Text.Json;
using Amazon.RDSDataService.Model;
using Amazon.Runtime.Internal;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.RDSDataService;

/// <summary>The operations of the RDS Data API on the wire (service model 2018-08-01, REST-JSON).</summary>
internal static class RDSDataWire
{
    private const string Service = "Amazon.RDSDataService";

    private static readonly Faults Faults = new((m, i, t, c, r, s) => new AmazonRDSDataServiceException(m, i, t, c, r, s), new()
    {
        ["AccessDeniedException"] = (m, i, t, c, r, s) => new AccessDeniedException(m, i, t, c, r, s),
        ["BadRequestException"] = (m, i, t, c, r, s) => new BadRequestException(m, i, t, c, r, s),
        ["DatabaseErrorException"] = (m, i, t, c, r, s) => new DatabaseErrorException(m, i, t, c, r, s),
        ["DatabaseNotFoundException"] = (m, i, t, c, r, s) => new DatabaseNotFoundException(m, i, t, c, r, s),
        ["DatabaseResumingException"] = (m, i, t, c, r, s) => new DatabaseResumingException(m, i, t, c, r, s),
        ["DatabaseUnavailableException"] = (m, i, t, c, r, s) => new DatabaseUnavailableException(m, i, t, c, r, s),
        ["ForbiddenException"] = (m, i, t, c, r, s) => new ForbiddenException(m, i, t, c, r, s),
        ["HttpEndpointNotEnabledException"] = (m, i, t, c, r, s) => new HttpEndpointNotEnabledException(m, i, t, c, r, s),
        ["InternalServerErrorException"] = (m, i, t, c, r, s) => new InternalServerErrorException(m, i, t, c, r, s),
        ["InvalidResourceStateException"] = (m, i, t, c, r, s) => new InvalidResourceStateException(m, i, t, c, r, s),
        ["InvalidSecretException"] = (m, i, t, c, r, s) => new InvalidSecretException(m, i, t, c, r, s),
        ["NotFoundException"] = (m, i, t, c, r, s) => new NotFoundException(m, i, t, c, r, s),
        ["SecretsErrorException"] = (m, i, t, c, r, s) => new SecretsErrorException(m, i, t, c, r, s),
        ["ServiceUnavailableError"] = (m, i, t, c, r, s) => new ServiceUnavailableErrorException(m, i, t, c, r, s),
        ["StatementTimeoutException"] = (m, i, t, c, r, s) => new StatementTimeoutException(m, i, t, c, r, s),
        ["TransactionNotFoundException"] = (m, i, t, c, r, s) => new TransactionNotFoundException(m, i, t, c, r, s),
        ["UnsupportedResultException"] = (m, i, t, c, r, s) => new UnsupportedResultException(m, i, t, c, r, s),
    });

    public static readonly InvokeOptions ExecuteStatement = JsonCall.Rest<ExecuteStatementRequest>(Service, "/Execute",
        (request, writer) =>
        {
            WriteTarget(writer, request.ResourceArn, request.SecretArn, request.Database, request.Schema, request.TransactionId);
            writer.Put("sql", request.Sql);
            writer.Put("continueAfterTimeout", request.ContinueAfterTimeout);
            writer.Put("includeResultMetadata", request.IncludeResultMetadata);
            writer.Put("formatRecordsAs", request.FormatRecordsAs);
            writer.Put("parameters", SetOrNull(request.Parameters), FieldWire.Write);
            if (request.ResultSetOptions is not { } options) return;
            writer.WriteStartObject("resultSetOptions");
            writer.Put("decimalReturnType", options.DecimalReturnType);
            writer.Put("longReturnType", options.LongReturnType);
            writer.WriteEndObject();
        },
        json => new ExecuteStatementResponse
        {
            ColumnMetadata = json.List("columnMetadata", FieldWire.ReadColumn),
            FormattedRecords = json.Text("formattedRecords"),
            GeneratedFields = json.List("generatedFields", FieldWire.Read),
            NumberOfRecordsUpdated = json.Long("numberOfRecordsUpdated"),
            Records = json.List("records", row => row.Items(FieldWire.Read)),
        }, Faults);

    public static readonly InvokeOptions BatchExecuteStatement = JsonCall.Rest<BatchExecuteStatementRequest>(Service, "/BatchExecute",
        (request, writer) =>
        {
            WriteTarget(writer, request.ResourceArn, request.SecretArn, request.Database, request.Schema, request.TransactionId);
            writer.Put("sql", request.Sql);
            writer.Put("parameterSets", SetOrNull(request.ParameterSets), (w, set) => w.WriteItems(set, FieldWire.Write));
        },
        json => new BatchExecuteStatementResponse
        {
            UpdateResults = json.List("updateResults", result => new UpdateResult { GeneratedFields = result.List("generatedFields", FieldWire.Read) }),
        }, Faults);

    public static readonly InvokeOptions BeginTransaction = JsonCall.Rest<BeginTransactionRequest>(Service, "/BeginTransaction",
        (request, writer) => WriteTarget(writer, request.ResourceArn, request.SecretArn, request.Database, request.Schema, null),
        json => new BeginTransactionResponse { TransactionId = json.Text("transactionId") }, Faults);

    public static readonly InvokeOptions CommitTransaction = JsonCall.Rest<CommitTransactionRequest>(Service, "/CommitTransaction",
        (request, writer) => WriteTarget(writer, request.ResourceArn, request.SecretArn, null, null, request.TransactionId),
        json => new CommitTransactionResponse { TransactionStatus = json.Text("transactionStatus") }, Faults);

    public static readonly InvokeOptions RollbackTransaction = JsonCall.Rest<RollbackTransactionRequest>(Service, "/RollbackTransaction",
        (request, writer) => WriteTarget(writer, request.ResourceArn, request.SecretArn, null, null, request.TransactionId),
        json => new RollbackTransactionResponse { TransactionStatus = json.Text("transactionStatus") }, Faults);

    private static void WriteTarget(Utf8JsonWriter writer, string cluster, string secret, string database, string schema, string transaction)
    {
        writer.Put("resourceArn", cluster);
        writer.Put("secretArn", secret);
        writer.Put("database", database);
        writer.Put("schema", schema);
        writer.Put("transactionId", transaction);
    }

    /// <summary>An empty list is sent, unless AWSConfigs.InitializeCollections says that empty means not set.</summary>
    private static List<T> SetOrNull<T>(List<T> items) => items is { Count: 0 } && AWSConfigs.InitializeCollections ? null : items;
}
