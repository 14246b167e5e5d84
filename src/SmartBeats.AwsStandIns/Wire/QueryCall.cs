using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace SmartBeats.AwsStandIns.Wire;

/// <summary>One operation of a service that speaks AWS Query (SNS): a form goes out, XML comes back.</summary>
internal static class QueryCall
{
    public static InvokeOptions Options<TRequest>(string service, string version, string action, Action<TRequest, ParameterCollection> write,
        Func<XElement, AmazonWebServiceResponse> read, Faults faults) where TRequest : AmazonWebServiceRequest => new()
        {
            RequestMarshaller = new Request<TRequest>(service, version, action, write),
            ResponseUnmarshaller = new Response(action + "Result", read, faults),
        };

    private sealed class Request<TRequest>(string service, string version, string action, Action<TRequest, ParameterCollection> write)
        : IMarshaller<IRequest, AmazonWebServiceRequest> where TRequest : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var request = new DefaultRequest(input, service) { HttpMethod = "POST", ResourcePath = "/" };
            request.ParameterCollection.Add("Action", action);
            request.ParameterCollection.Add("Version", version);
            write((TRequest)input, request.ParameterCollection);
            return request;
        }
    }

    private sealed class Response(string result, Func<XElement, AmazonWebServiceResponse> read, Faults faults) : XmlResponseUnmarshaller
    {
        public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
        {
            var root = XElement.Load(input.Stream);
            var response = read(Child(root, result));
            response.ResponseMetadata = new ResponseMetadata { RequestId = Text(Child(root, "ResponseMetadata"), "RequestId") };
            return response;
        }

        public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
        {
            XElement root;
            try
            {
                root = XElement.Load(input.Stream);
            }
            catch (System.Xml.XmlException)
            {
                // A proxy or load balancer answers in its own words: the status is all there is to tell.
                return faults.Make($"The service answered {(int)statusCode} without an AWS error document.", innerException, ErrorType.Unknown, null, null, statusCode);
            }
            var error = Child(root, "Error");
            var type = Text(error, "Type") switch { "Sender" => ErrorType.Sender, "Receiver" => ErrorType.Receiver, _ => ErrorType.Unknown };
            return faults.Make(Text(error, "Message"), innerException, type, Text(error, "Code"), Text(root, "RequestId"), statusCode);
        }
    }

    /// <summary>Children by local name: emulators differ from the service in the namespace they declare.</summary>
    public static XElement Child(XElement parent, string name) => parent?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    public static string Text(XElement parent, string name) => Child(parent, name)?.Value;
}
