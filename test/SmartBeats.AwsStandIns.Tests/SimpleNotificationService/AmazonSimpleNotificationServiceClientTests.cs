using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Microsoft.AspNetCore.WebUtilities;
using SmartBeats.AwsStandIns.Tests.Moto;
using SmartBeats.AwsStandIns.Tests.Wire;

namespace SmartBeats.AwsStandIns.Tests.SimpleNotificationService;

[Collection(MotoCollection.Name)]
public sealed class AmazonSimpleNotificationServiceClientTests(MotoServer moto) : IDisposable
{
    private readonly AmazonSimpleNotificationServiceClient _client = new(Keys.Id, Keys.Secret,
        new AmazonSimpleNotificationServiceConfig { ServiceURL = moto.Address.ToString(), AuthenticationRegion = "us-west-2" });

    [Fact]
    public async Task Message_reaches_the_subscriber_with_its_subject()
    {
        await using var subscriber = await Recorder.StartAsync(200, "");
        var topic = XElement.Parse(await moto.QueryAsync("sns", new() { ["Action"] = "CreateTopic", ["Name"] = "plans-glendale", ["Version"] = "2010-03-31" }))
            .Descendants().Single(e => e.Name.LocalName == "TopicArn").Value;
        await moto.QueryAsync("sns", new()
        {
            ["Action"] = "Subscribe",
            ["TopicArn"] = topic,
            ["Protocol"] = "http",
            ["Endpoint"] = subscriber.Address.ToString(),
            ["Version"] = "2010-03-31",
        });

        var published = await _client.PublishAsync(new PublishRequest(topic, "25 beats & a map\nČ + 100 %", "Plan ready: glendale"));

        published.MessageId.ShouldNotBeNullOrEmpty();
        var message = subscriber.Requests.Select(r => JsonNode.Parse(r.Body)!).Single(m => (string?)m["Type"] == "Notification");
        ((string?)message["Message"]).ShouldBe("25 beats & a map\nČ + 100 %");
        ((string?)message["Subject"]).ShouldBe("Plan ready: glendale");
        ((string?)message["MessageId"]).ShouldBe(published.MessageId);
    }

    [Fact]
    public async Task Message_is_sent_as_the_aws_command_sends_it()
    {
        await using var service = await Recorder.StartAsync(200, "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>", "text/xml");
        using var client = new AmazonSimpleNotificationServiceClient(Keys.Id, Keys.Secret,
            new AmazonSimpleNotificationServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });
        await client.PublishAsync(new PublishRequest("arn:aws:sns:us-west-2:1:t", "Č & d+e=\n100 %", "Plan ready")
        {
            MessageAttributes = new()
            {
                ["city"] = new MessageAttributeValue { DataType = "String", StringValue = "glendale" },
                ["beats"] = new MessageAttributeValue { DataType = "Number", StringValue = "25" },
            },
        });
        await Tool.RunAsync("aws", ["sns", "publish", "--endpoint-url", service.Address.ToString(), "--topic-arn", "arn:aws:sns:us-west-2:1:t",
            "--subject", "Plan ready", "--message", "Č & d+e=\n100 %", "--message-attributes",
            """{"city":{"DataType":"String","StringValue":"glendale"},"beats":{"DataType":"Number","StringValue":"25"}}"""]);

        var sent = service.Requests.ToArray();
        sent.Select(r => (r.Method, r.Path)).Distinct().ShouldBe([("POST", "/")]);
        sent.ShouldAllBe(r => r.Headers["content-type"].StartsWith("application/x-www-form-urlencoded; charset=utf-8"));
        Form(sent[0]).ShouldBe(Form(sent[1]));
    }

    private static string[] Form(Recorded request) => [.. QueryHelpers.ParseQuery(request.Body).Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Topic_that_does_not_exist_is_told_by_type() =>
        (await Should.ThrowAsync<NotFoundException>(() => _client.PublishAsync("arn:aws:sns:us-west-2:123456789012:none", "text")))
            .ErrorCode.ShouldBe("NotFound");

    [Fact]
    public async Task Subject_that_is_too_long_is_told_by_type() =>
        await Should.ThrowAsync<InvalidParameterException>(() =>
            _client.PublishAsync("arn:aws:sns:us-west-2:123456789012:none", "text", new string('s', 101)));

    [Fact]
    public async Task Fault_is_read_with_its_side_code_message_and_request()
    {
        await using var service = await Recorder.StartAsync(403, """
            <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code>
            <Message>not authorized</Message></Error><RequestId>9dd01905</RequestId></ErrorResponse>
            """, "text/xml");
        using var client = new AmazonSimpleNotificationServiceClient(Keys.Id, Keys.Secret,
            new AmazonSimpleNotificationServiceConfig { ServiceURL = service.Address.ToString(), AuthenticationRegion = "us-west-2" });

        var fault = await Should.ThrowAsync<AuthorizationErrorException>(() => client.PublishAsync("t", "m"));

        (fault.ErrorType, fault.ErrorCode, fault.Message, fault.RequestId).ShouldBe((ErrorType.Sender, "AuthorizationError", "not authorized", "9dd01905"));
    }

    public void Dispose() => _client.Dispose();
}
