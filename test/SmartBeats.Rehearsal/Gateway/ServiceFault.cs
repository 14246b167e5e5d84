using System.Security;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SmartBeats.Rehearsal.Gateway;

/// <summary>A refusal in the shape of the service that was asked, so that its client finds code and message.</summary>
internal static class ServiceFault
{
    /// <param name="service">As the signature names it; null where nobody can tell: then S3 is who answers.</param>
    public static async Task WriteAsync(HttpContext context, string? service, RefusalException refusal)
    {
        var requestId = Guid.NewGuid().ToString();
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.Headers["x-amzn-RequestId"] = requestId;
        switch (service)
        {
            case "states" or "rds-data" or "lambda" or "sqs" or "dynamodb":
                // Step Functions and SQS answer 400 where others say 403.
                response.StatusCode = service is "states" or "sqs" && refusal.Status == 403 ? 400 : refusal.Status;
                var code = refusal.Code == "AccessDenied" ? "AccessDeniedException" : refusal.Code == "InvalidAccessKeyId" ? "UnrecognizedClientException" : refusal.Code;
                response.ContentType = "application/x-amz-json-1.0";
                response.Headers["x-amzn-ErrorType"] = code;
                await WriteAsync(context, new JsonObject { ["__type"] = code, ["message"] = refusal.Message, ["Message"] = refusal.Message }.ToJsonString());
                break;
            case "sns" or "sts" or "iam" or "cloudformation":
                response.ContentType = "text/xml";
                await WriteAsync(context, $"<ErrorResponse><Error><Type>Sender</Type><Code>{refusal.Code}</Code><Message>{SecurityElement.Escape(refusal.Message)}</Message></Error><RequestId>{requestId}</RequestId></ErrorResponse>");
                break;
            default:
                response.ContentType = "application/xml";
                await WriteAsync(context, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{refusal.Code}</Code><Message>{SecurityElement.Escape(refusal.Message)}</Message><RequestId>{requestId}</RequestId></Error>");
                break;
        }
    }

    private static Task WriteAsync(HttpContext context, string body) =>
        HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(body);
}
