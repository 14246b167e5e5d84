using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace SmartBeats.AwsStandIns.Tests.Lambda;

public class SourceGeneratorLambdaJsonSerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<Events> _serializer = new();

    [Fact]
    public void S3_notification_is_read_with_its_version_sequencer_and_decoded_key()
    {
        var record = _serializer.Deserialize<S3Event>(Sample("s3-put.json")).Records.Single();

        (record.EventName, record.EventSource, record.AwsRegion, record.EventTime)
            .ShouldBe(("ObjectCreated:Put", "aws:s3", "us-west-2", new DateTime(2021, 10, 21, 23, 5, 0, DateTimeKind.Utc)));
        record.S3.Bucket.Name.ShouldBe("smartbeats-files");
        record.S3.Object.Key.ShouldBe("incoming/glendale/calls+2021+%28final%29.csv");
        record.S3.Object.KeyDecoded.ShouldBe("incoming/glendale/calls 2021 (final).csv");
        (record.S3.Object.Size, record.S3.Object.VersionId, record.S3.Object.Sequencer, record.S3.Object.ETag)
            .ShouldBe((5368709121, "096fKKXTRTtl3on89fVO.nfljtsv6qko", "0055AED6DCD90281E5", "d41d8cd98f00b204e9800998ecf8427e"));
        (record.ResponseElements.XAmzId2, record.ResponseElements.XAmzRequestId).ShouldBe(("FMyUVURIY8", "C3D13FE58DE4C810"));
        record.RequestParameters.SourceIPAddress.ShouldBe("192.0.2.1");
    }

    [Fact]
    public void Request_through_an_HTTP_API_is_read_with_its_caller()
    {
        var request = _serializer.Deserialize<APIGatewayHttpApiV2ProxyRequest>(Sample("http-api-request.json"));

        (request.RouteKey, request.RawPath, request.Body, request.IsBase64Encoded)
            .ShouldBe(("POST /cities/{city}/plans", "/cities/glendale/plans", """{"beats":25}""", false));
        request.PathParameters["city"].ShouldBe("glendale");
        request.QueryStringParameters["dry"].ShouldBe("true");
        request.RequestContext.Authorizer.Jwt.Claims["cities"].ShouldBe("glendale");
        (request.RequestContext.Http.Method, request.RequestContext.Stage, request.RequestContext.TimeEpoch).ShouldBe(("POST", "$default", 1634857500000));
    }

    [Fact]
    public void Answer_to_an_HTTP_API_has_the_names_the_gateway_reads()
    {
        var response = new APIGatewayHttpApiV2ProxyResponse { StatusCode = 202, Body = "{}" };
        response.SetHeaderValues("location", "/cities/glendale/plans/1", append: false);
        response.SetHeaderValues("vary", ["a", "b"], append: true);
        response.SetHeaderValues("vary", "c", append: true);

        Written(response).ShouldBe(
            """{"statusCode":202,"headers":{"location":"/cities/glendale/plans/1","vary":"a,b,c"},"body":"{}","isBase64Encoded":false}""");
    }

    [Fact]
    public void Null_is_not_written() => Written(new Answer(25, null)).ShouldBe("""{"beats":25}""");

    [Fact]
    public void Names_are_read_in_any_case() =>
        _serializer.Deserialize<Question>(new MemoryStream("""{"CITY":"glendale"}"""u8.ToArray())).City.ShouldBe("glendale");

    [Fact]
    public void Type_the_context_does_not_know_is_named() =>
        Should.Throw<JsonSerializerException>(() => Written(new Uri("http://a/")))
            .Message.ShouldContain("System.Uri");

    [Fact]
    public void Event_that_is_not_JSON_is_refused_with_the_type_it_was_meant_for() =>
        Should.Throw<JsonSerializerException>(() => _serializer.Deserialize<S3Event>(new MemoryStream("{"u8.ToArray())))
            .Message.ShouldStartWith("Error converting the Lambda event JSON payload to type Amazon.Lambda.S3Events.S3Event: ");

    private string Written<T>(T value)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Stream Sample(string name) => typeof(Events).Assembly.GetManifestResourceStream(name)!;
}
