using System.Text.Json.Nodes;
using Amazon.RDSDataService;
using Amazon.RDSDataService.Model;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.RDSDataService;

/// <summary>What goes over the wire is compared with what AWS's own command line sends to the same listener.</summary>
public class AmazonRDSDataServiceClientTests
{
    private const string Cluster = "arn:aws:rds:us-west-2:123456789012:cluster:calls";
    private const string Secret = "arn:aws:secretsmanager:us-west-2:123456789012:secret:calls-AbCdEf";

    [Fact]
    public async Task Statement_is_sent_as_the_aws_command_sends_it()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = Client(service);
        await client.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            ResourceArn = Cluster,
            SecretArn = Secret,
            Database = "smartbeats",
            Schema = "public",
            TransactionId = "tx",
            Sql = "select :text, :long, :real, :flag, :none, :day",
            ContinueAfterTimeout = true,
            IncludeResultMetadata = false,
            FormatRecordsAs = RecordsFormatType.JSON,
            ResultSetOptions = new ResultSetOptions { DecimalReturnType = DecimalReturnType.DOUBLE_OR_LONG, LongReturnType = LongReturnType.STRING },
            Parameters =
            [
                new SqlParameter { Name = "text", Value = new Field { StringValue = "Ünïcode 'and' \"quotes\"\n" } },
                new SqlParameter { Name = "long", Value = new Field { LongValue = 9007199254740993 } },
                new SqlParameter { Name = "real", Value = new Field { DoubleValue = -0.125 } },
                new SqlParameter { Name = "flag", Value = new Field { BooleanValue = false } },
                new SqlParameter { Name = "none", Value = new Field { IsNull = true } },
                new SqlParameter { Name = "day", TypeHint = TypeHint.DATE, Value = new Field { StringValue = "2021-10-21" } },
            ],
        });
        await AwsAsync(service, "execute-statement", "--database", "smartbeats", "--schema", "public", "--transaction-id", "tx",
            "--sql", "select :text, :long, :real, :flag, :none, :day", "--continue-after-timeout", "--no-include-result-metadata",
            "--format-records-as", "JSON", "--result-set-options", "decimalReturnType=DOUBLE_OR_LONG,longReturnType=STRING",
            "--cli-input-json", """
            {"parameters":[
              {"name":"text","value":{"stringValue":"Ünïcode 'and' \"quotes\"\n"}},
              {"name":"long","value":{"longValue":9007199254740993}},
              {"name":"real","value":{"doubleValue":-0.125}},
              {"name":"flag","value":{"booleanValue":false}},
              {"name":"none","value":{"isNull":true}},
              {"name":"day","typeHint":"DATE","value":{"stringValue":"2021-10-21"}}]}
            """);

        SameTwice(service, "/Execute");
    }

    [Fact]
    public async Task Batch_is_sent_as_the_aws_command_sends_it()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = Client(service);
        await client.BatchExecuteStatementAsync(new BatchExecuteStatementRequest
        {
            ResourceArn = Cluster,
            SecretArn = Secret,
            Sql = "insert into t values (:id)",
            ParameterSets =
            [
                [new SqlParameter { Name = "id", TypeHint = TypeHint.UUID, Value = new Field { StringValue = "a" } }],
                [new SqlParameter { Name = "id", Value = new Field { IsNull = true } }],
            ],
        });
        await AwsAsync(service, "batch-execute-statement", "--sql", "insert into t values (:id)", "--parameter-sets",
            """[[{"name":"id","typeHint":"UUID","value":{"stringValue":"a"}}],[{"name":"id","value":{"isNull":true}}]]""");

        SameTwice(service, "/BatchExecute");
    }

    [Fact]
    public async Task Transaction_is_begun_committed_and_rolled_back_as_the_aws_command_does()
    {
        await using var service = await Recorder.StartAsync(200, """{"transactionId":"AAE=","transactionStatus":"Transaction Committed"}""");
        using var client = Client(service);

        (await client.BeginTransactionAsync(new BeginTransactionRequest { ResourceArn = Cluster, SecretArn = Secret, Database = "smartbeats" }))
            .TransactionId.ShouldBe("AAE=");
        await AwsAsync(service, "begin-transaction", "--database", "smartbeats");
        SameTwice(service, "/BeginTransaction");

        (await client.CommitTransactionAsync(new CommitTransactionRequest { ResourceArn = Cluster, SecretArn = Secret, TransactionId = "AAE=" }))
            .TransactionStatus.ShouldBe("Transaction Committed");
        await AwsAsync(service, "commit-transaction", "--transaction-id", "AAE=");
        SameTwice(service, "/CommitTransaction");

        await client.RollbackTransactionAsync(new RollbackTransactionRequest { ResourceArn = Cluster, SecretArn = Secret, TransactionId = "AAE=" });
        await AwsAsync(service, "rollback-transaction", "--transaction-id", "AAE=");
        SameTwice(service, "/RollbackTransaction");
    }

    [Fact]
    public async Task Rows_are_read_with_every_kind_of_value()
    {
        await using var service = await Recorder.StartAsync(200, """
            {"numberOfRecordsUpdated":3,
             "columnMetadata":[{"name":"n","label":"label","type":-5,"typeName":"int8","nullable":1,"precision":19,"scale":0,"isSigned":true,"schemaName":"","tableName":"calls","arrayBaseColumnType":0}],
             "generatedFields":[{"longValue":7}],
             "records":[
               [{"longValue":9007199254740993},{"doubleValue":0.1},{"doubleValue":"NaN"},{"booleanValue":false},{"isNull":true}],
               [{"stringValue":"Ž"},{"blobValue":"AAH6"},{"arrayValue":{"longValues":[1,2]}},{"arrayValue":{"arrayValues":[{"stringValues":["a"]}]}},{"stringValue":null}]]}
            """);
        using var client = Client(service);

        var answer = await client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select" });

        answer.NumberOfRecordsUpdated.ShouldBe(3);
        answer.GeneratedFields.Single().LongValue.ShouldBe(7);
        var column = answer.ColumnMetadata.Single();
        (column.Name, column.Label, column.Type, column.TypeName, column.Nullable, column.Precision, column.TableName, column.IsSigned, column.IsCurrency)
            .ShouldBe(("n", "label", -5, "int8", 1, 19, "calls", true, null));
        var (first, second) = (answer.Records[0], answer.Records[1]);
        first[0].LongValue.ShouldBe(9007199254740993);
        first[1].DoubleValue.ShouldBe(0.1);
        first[2].DoubleValue.ShouldBe(double.NaN);
        first[3].BooleanValue.ShouldBe(false);
        first[4].IsNull.ShouldBe(true);
        second[0].StringValue.ShouldBe("Ž");
        second[1].BlobValue.ToArray().ShouldBe([0, 1, 250]);
        second[2].ArrayValue.LongValues.ShouldBe([1, 2]);
        second[3].ArrayValue.ArrayValues.Single().StringValues.ShouldBe(["a"]);
        second[4].StringValue.ShouldBeNull();
        answer.HttpStatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        answer.ResponseMetadata.RequestId.ShouldBe("00000000-0000-0000-0000-00000000000a");
    }

    [Fact]
    public async Task What_the_service_leaves_out_reads_as_not_set()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = Client(service);

        var answer = await client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "set" });

        (answer.Records, answer.ColumnMetadata, answer.GeneratedFields, answer.FormattedRecords).ShouldBe((null, null, null, null));
        answer.NumberOfRecordsUpdated.ShouldBeNull();
    }

    /// <summary>Six bytes for a quote: who packs JSON into a parameter must count it so, for the official client writes it so.</summary>
    [Fact]
    public async Task Quote_inside_a_parameter_takes_six_bytes()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = Client(service);
        await client.ExecuteStatementAsync(new ExecuteStatementRequest { Sql = "select '\"'" });

        service.Requests.Single().Body.ShouldBe("""{"sql":"select \u0027\u0022\u0027"}""");
    }

    [Fact]
    public async Task Bytes_and_what_JSON_has_no_number_for_are_sent_as_text()
    {
        await using var service = await Recorder.StartAsync(200, "{}");
        using var client = Client(service);
        await client.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            Sql = "s",
            Parameters =
            [
                new SqlParameter { Name = "bytes", Value = new Field { BlobValue = new MemoryStream([0, 1, 250]) } },
                new SqlParameter { Name = "real", Value = new Field { DoubleValue = double.NegativeInfinity } },
            ],
        });

        service.Requests.Single().Body.ShouldBe(
            """{"sql":"s","parameters":[{"name":"bytes","value":{"blobValue":"AAH6"}},{"name":"real","value":{"doubleValue":"-Infinity"}}]}""");
    }

    private static AmazonRDSDataServiceClient Client(Recorder service) =>
        new(Keys.Id, Keys.Secret, new AmazonRDSDataServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });

    private static Task<string> AwsAsync(Recorder service, string operation, params string[] arguments) => Tool.RunAsync("aws",
        ["rds-data", operation, "--endpoint-url", service.Address.ToString(), "--resource-arn", Cluster, "--secret-arn", Secret, .. arguments]);

    private static void SameTwice(Recorder service, string path)
    {
        service.Requests.Count.ShouldBe(2);
        service.Requests.TryDequeue(out var ours).ShouldBeTrue();
        service.Requests.TryDequeue(out var theirs).ShouldBeTrue();
        ours!.Path.ShouldBe(path);
        (theirs!.Method, theirs.Path).ShouldBe((ours.Method, ours.Path));
        ours.Headers["content-type"].ShouldBe(theirs.Headers["content-type"]);
        JsonNode.DeepEquals(ours.Json, theirs.Json).ShouldBeTrue($"ours {ours.Json}\naws {theirs.Json}");
    }
}
