using SmartBeats.Lambda.Uploads;

namespace SmartBeats.Lambda.Tests.Uploads;

public sealed class IngestHandlerTests : IDisposable
{
    private readonly TestCloud _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task A_file_in_no_city_s_folder_is_answered_to_the_operators_once()
    {
        Claimed(notOurs: false, superseded: false);
        await IngestHandler.RunAsync(_cloud, Sample.Open("s3-misplaced"), new TestContext());
        await IngestHandler.RunAsync(_cloud, Sample.Open("s3-misplaced"), new TestContext());
        var message = _cloud.Sent.Messages.ShouldHaveSingleItem();
        message.TopicArn.ShouldBe("arn:aws:sns:us-west-2:123456789012:smartbeats-_operators");
        message.Subject.ShouldBe("SmartBeats: calls.csv was not loaded");
        message.Message.ShouldBe("""
            incoming/calls.csv was not loaded: it lies in no city's folder.

            Put files directly into the folder of their city, such as incoming/glendale/calls.csv. Cities are set up by the operators.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_file_for_an_unknown_city_is_answered_too()
    {
        Claimed(notOurs: false, superseded: false);
        await IngestHandler.RunAsync(_cloud, Sample.Open("s3-put"), new TestContext());
        _cloud.Sent.Messages.ShouldHaveSingleItem().Message.ShouldStartWith("incoming/glendale/Calls for service (2021).csv was not loaded: there is no city \"glendale\".");
        _cloud.Database.Statements[^1].Parameters.Single(p => p.Name == "state").Value.StringValue.ShouldBe("refused");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task An_event_that_is_known_or_late_does_nothing(bool notOurs, bool superseded)
    {
        Claimed(notOurs, superseded);
        await IngestHandler.RunAsync(_cloud, Sample.Open("s3-put"), new TestContext());
        _cloud.Sent.Messages.ShouldBeEmpty();
        (await _cloud.Store.ListAsync("")).ShouldBeEmpty();
    }

    [Fact]
    public async Task S3_s_own_test_event_is_no_file()
    {
        await IngestHandler.RunAsync(_cloud, Sample.Open("s3-test-event"), new TestContext());
        _cloud.Database.Statements.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_is_claimed_under_the_id_of_its_invocation()
    {
        Claimed(notOurs: true, superseded: false);
        await IngestHandler.RunAsync(_cloud, Sample.Open("s3-put"), new TestContext("request-7"));
        var claim = _cloud.Database.Statements[0];
        claim.Sql.ShouldContain("ON CONFLICT (upload_id) DO UPDATE");
        claim.Parameters.Single(p => p.Name == "owner").Value.StringValue.ShouldBe("request-7");
        claim.Parameters.Single(p => p.Name == "sequencer").Value.StringValue.ShouldBe("0055aed6dcd90281e5".PadRight(64, '0'));
    }

    private void Claimed(bool notOurs, bool superseded) =>
        _cloud.Database.Answer = request => request.Sql.StartsWith("SELECT told", StringComparison.Ordinal) ? [[notOurs, superseded]] : [];
}
