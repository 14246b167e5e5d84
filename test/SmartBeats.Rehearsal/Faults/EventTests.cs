using SmartBeats.Rehearsal.Events;
using SmartBeats.Rehearsal.Gateway;
using SmartBeats.Rehearsal.Scenarios;

namespace SmartBeats.Rehearsal.Faults;

/// <summary>Events of the bucket come at least once and in any order; files change while they are read.</summary>
[Collection(RehearsalCollection.Name)]
public sealed class EventTests(RunningRehearsal running) : IDisposable
{
    private BucketEvents Bucket => running.Rehearsal.Bucket;

    public void Dispose()
    {
        Bucket.Mode = Delivery.Once;
        running.Rehearsal.Gateway.Faults.Clear();
    }

    [Fact]
    public async Task An_event_that_comes_twice_loads_once_and_is_told_once()
    {
        var people = running.People(Cities.Towns[2]);
        Bucket.Mode = Delivery.Twice;
        await people.LoadAsync(Town.Map(), "map.geojson", Town.Calls());
        await running.Rehearsal.Events.SettleAsync();
        people.Mails.Select(mail => mail.Subject).ShouldBe(["SmartBeats: map.geojson is the new map of Town 03", "SmartBeats: calls.csv was loaded for Town 03"]);
        people.Mails[1].Body.ShouldContain("400 calls new, 0 changed");
        await ShouldHoldAsync(people, Town.Calls());
    }

    [Fact]
    public async Task Events_in_the_wrong_order_leave_the_newest_version()
    {
        var people = running.People(Cities.Towns[3]);
        Bucket.Mode = Delivery.Held;
        await people.DropAsync("calls.csv", Town.Calls());
        await people.DropAsync("calls.csv", Town.Calls(generation: 1));
        var (older, newer) = (Bucket.Held[0], Bucket.Held[1]);
        Bucket.Deliver(newer);
        await people.MailAsync("was loaded for");
        Bucket.Deliver(older);
        await running.Rehearsal.Events.SettleAsync();
        people.Mails.ShouldHaveSingleItem();
        await ShouldHoldAsync(people, Town.Calls(generation: 1));
    }

    [Fact]
    public async Task An_event_that_was_lost_and_comes_later_again_and_again_loads_once()
    {
        var people = running.People(Cities.Towns[4]);
        Bucket.Mode = Delivery.Held;
        await people.DropAsync("calls.csv", Town.Calls());
        var lost = Bucket.Held.ShouldHaveSingleItem();
        people.Mails.ShouldBeEmpty();
        Bucket.Deliver(lost);
        await running.Rehearsal.Events.SettleAsync();
        Bucket.Deliver(lost);
        Bucket.Deliver(lost);
        await running.Rehearsal.Events.SettleAsync();
        people.Mails.ShouldHaveSingleItem().Body.ShouldContain("400 calls new, 0 changed");
        await ShouldHoldAsync(people, Town.Calls());
    }

    [Fact]
    public async Task An_upload_replaced_while_it_is_read_gives_way_to_the_newer_one()
    {
        var people = running.People(Cities.Towns[5]);
        // Its first read looks at the head, its second is the whole file.
        var reads = 0;
        var held = running.Rehearsal.Gateway.Faults.Add(
            Fault.Hold, call => call.Who == Lambda.Handlers.Ingest && call.Method == "GET" && call.Path.EndsWith("/town-06/calls.csv", StringComparison.Ordinal) && Interlocked.Increment(ref reads) == 2);
        await people.DropAsync("calls.csv", Town.Calls());
        await Department.UntilAsync(() => Task.FromResult(held.Met == 1), "the first version to be read");
        await people.DropAsync("calls.csv", Town.Calls(generation: 1));
        await people.MailAsync("was loaded for");
        held.Release();
        await running.Rehearsal.Events.SettleAsync();
        people.Mails.ShouldHaveSingleItem();
        await ShouldHoldAsync(people, Town.Calls(generation: 1));
    }

    [Fact]
    public async Task A_function_killed_while_it_loads_finishes_when_the_event_comes_again()
    {
        var people = running.People(Cities.Towns[6]);
        var faults = running.Rehearsal.Gateway.Faults;
        // Once before the rows are kept, once after: both times nobody answers.
        var before = faults.Add(Fault.KillBefore, call => call.Who == Lambda.Handlers.Ingest && call.Path == "/CommitTransaction");
        var after = faults.Add(Fault.KillAfter, call => call.Who == Lambda.Handlers.Ingest && call.Path == "/CommitTransaction");
        await people.DropAsync("calls.csv", Town.Calls());
        await people.MailAsync("was loaded for");
        await running.Rehearsal.Events.SettleAsync();
        (before.Met, after.Met).ShouldBe((1, 1));
        people.Mails.ShouldHaveSingleItem().Body.ShouldContain("400 calls new, 0 changed");
        await ShouldHoldAsync(people, Town.Calls());
    }

    [Fact]
    public async Task An_event_that_fails_for_good_lies_with_the_dead_letters()
    {
        var people = running.People(Cities.Towns[7]);
        running.Rehearsal.Gateway.Faults.Add(Fault.KillBefore, call => call.Who == Lambda.Handlers.Ingest, times: 3);
        await people.DropAsync("unlucky.csv", Town.Calls());
        await running.Rehearsal.Events.SettleAsync();
        var queue = running.Rehearsal.Stack.Notification.Function.FailureTarget!.Split(':')[^1];
        var received = await running.Rehearsal.Calls.TargetAsync("sqs", "AmazonSQS.ReceiveMessage", new() { ["QueueUrl"] = $"{running.Rehearsal.Gateway.Address}{Account.Id}/{queue}" });
        var letter = (string)received["Messages"]!.AsArray().ShouldHaveSingleItem()!["Body"]!;
        letter.ShouldContain("town-08/unlucky.csv");
        letter.ShouldContain("\"approximateInvokeCount\":3");
        letter.ShouldContain("Runtime.ExitError");
        people.Mails.ShouldBeEmpty();
    }

    private async Task ShouldHoldAsync(Department people, byte[] calls)
    {
        var lines = System.Text.Encoding.UTF8.GetString(calls).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','));
        (await running.Rehearsal.RowsAsync(people.City)).ShouldBe(lines.Select(cells => (cells[0], int.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture))).Order());
    }
}
