using System.Buffers;
using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace SmartBeats.AwsStandIns.Wire;

/// <summary>One operation of a service that speaks JSON: how its request is written and its answer read.</summary>
internal static class JsonCall
{
    /// <summary>REST-JSON (RDS Data API): the operation is the path.</summary>
    public static InvokeOptions Rest<TRequest>(string service, string path, Action<TRequest, Utf8JsonWriter> write,
        Func<JsonElement, AmazonWebServiceResponse> read, Faults faults) where TRequest : AmazonWebServiceRequest =>
        Options(service, path, "application/json", null, write, read, faults);

    /// <summary>AWS JSON 1.0 (Step Functions): the operation is the header <c>X-Amz-Target</c>.</summary>
    public static InvokeOptions Target<TRequest>(string service, string target, Action<TRequest, Utf8JsonWriter> write,
        Func<JsonElement, AmazonWebServiceResponse> read, Faults faults) where TRequest : AmazonWebServiceRequest =>
        Options(service, "/", "application/x-amz-json-1.0", target, write, read, faults);

    private static InvokeOptions Options<TRequest>(string service, string path, string contentType, string target,
        Action<TRequest, Utf8JsonWriter> write, Func<JsonElement, AmazonWebServiceResponse> read, Faults faults)
        where TRequest : AmazonWebServiceRequest => new()
        {
            RequestMarshaller = new Request<TRequest>(service, path, contentType, target, write),
            ResponseUnmarshaller = new Response(read, faults),
        };

    private sealed class Request<TRequest>(string service, string path, string contentType, string target, Action<TRequest, Utf8JsonWriter> write)
        : IMarshaller<IRequest, AmazonWebServiceRequest> where TRequest : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = path };
            request.Headers["Content-Type"] = contentType;
            if (target is not null) request.Headers["X-Amz-Target"] = target;

            // The default encoder writes a quote inside a string as \u0022, six bytes, as the official clients do:
            // a caller that measures its requests against a size limit measures the same with both.
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                write((TRequest)input, writer);
                writer.WriteEndObject();
            }
            request.Content = buffer.WrittenSpan.ToArray();
            return request;
        }
    }

    private sealed class Response(Func<JsonElement, AmazonWebServiceResponse> read, Faults faults) : JsonResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            using var body = new MemoryStream();
            input.Stream.CopyTo(body);
            ReadOnlyMemory<byte> json = body.GetBuffer().AsMemory(0, (int)body.Length);
            using var document = JsonDocument.Parse(json.IsEmpty ? "{}"u8.ToArray() : json, new JsonDocumentOptions { MaxDepth = input.JsonMaxDepth });
            return read(document.RootElement);
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            var reader = new StreamingUtf8JsonReader(input.Stream);
            var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
            return faults.Make(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
        }
    }
}
