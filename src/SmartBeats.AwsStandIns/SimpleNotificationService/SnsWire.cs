using System.Globalization;
using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Model;
using SmartBeats.AwsStandIns.Wire;

namespace Amazon.SimpleNotificationService;

/// <summary>The operations of SNS on the wire (service model 2010-03-31, AWS Query).</summary>
internal static class SnsWire
{
    private static readonly Faults Faults = new((m, i, t, c, r, s) => new AmazonSimpleNotificationServiceException(m, i, t, c, r, s), new()
    {
        ["AuthorizationError"] = (m, i, t, c, r, s) => new AuthorizationErrorException(m, i, t, c, r, s),
        ["EndpointDisabled"] = (m, i, t, c, r, s) => new EndpointDisabledException(m, i, t, c, r, s),
        ["InternalError"] = (m, i, t, c, r, s) => new InternalErrorException(m, i, t, c, r, s),
        ["InvalidParameter"] = (m, i, t, c, r, s) => new InvalidParameterException(m, i, t, c, r, s),
        ["ParameterValueInvalid"] = (m, i, t, c, r, s) => new InvalidParameterValueException(m, i, t, c, r, s),
        ["InvalidSecurity"] = (m, i, t, c, r, s) => new InvalidSecurityException(m, i, t, c, r, s),
        ["KMSAccessDenied"] = (m, i, t, c, r, s) => new KMSAccessDeniedException(m, i, t, c, r, s),
        ["KMSDisabled"] = (m, i, t, c, r, s) => new KMSDisabledException(m, i, t, c, r, s),
        ["KMSInvalidState"] = (m, i, t, c, r, s) => new KMSInvalidStateException(m, i, t, c, r, s),
        ["KMSNotFound"] = (m, i, t, c, r, s) => new KMSNotFoundException(m, i, t, c, r, s),
        ["KMSOptInRequired"] = (m, i, t, c, r, s) => new KMSOptInRequiredException(m, i, t, c, r, s),
        ["KMSThrottling"] = (m, i, t, c, r, s) => new KMSThrottlingException(m, i, t, c, r, s),
        ["NotFound"] = (m, i, t, c, r, s) => new NotFoundException(m, i, t, c, r, s),
        ["PlatformApplicationDisabled"] = (m, i, t, c, r, s) => new PlatformApplicationDisabledException(m, i, t, c, r, s),
        ["ValidationException"] = (m, i, t, c, r, s) => new ValidationException(m, i, t, c, r, s),
    });

    public static readonly InvokeOptions Publish = QueryCall.Options<PublishRequest>("Amazon.SimpleNotificationService", "2010-03-31", "Publish",
        (request, form) =>
        {
            Put(form, "Message", request.Message);
            Put(form, "MessageDeduplicationId", request.MessageDeduplicationId);
            Put(form, "MessageGroupId", request.MessageGroupId);
            Put(form, "MessageStructure", request.MessageStructure);
            Put(form, "PhoneNumber", request.PhoneNumber);
            Put(form, "Subject", request.Subject);
            Put(form, "TargetArn", request.TargetArn);
            Put(form, "TopicArn", request.TopicArn);
            var number = 0;
            foreach (var (name, value) in request.MessageAttributes ?? [])
            {
                var entry = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{++number}");
                Put(form, entry + ".Name", name);
                Put(form, entry + ".Value.DataType", value.DataType);
                Put(form, entry + ".Value.StringValue", value.StringValue);
                if (value.BinaryValue is { } bytes) Put(form, entry + ".Value.BinaryValue", Convert.ToBase64String(bytes.ToArray()));
            }
        },
        result => new PublishResponse { MessageId = QueryCall.Text(result, "MessageId"), SequenceNumber = QueryCall.Text(result, "SequenceNumber") },
        Faults);

    private static void Put(ParameterCollection form, string name, string value)
    {
        if (value is not null) form.Add(name, value);
    }
}
