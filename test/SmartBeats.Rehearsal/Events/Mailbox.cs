using System.Collections.Concurrent;
using SmartBeats.Rehearsal.Access;
using SmartBeats.Rehearsal.Gateway;

namespace SmartBeats.Rehearsal.Events;

/// <summary>A message SNS took, as its subscribers get it by e-mail.</summary>
/// <param name="Topic">The topic's name.</param>
internal sealed record Mail(string Topic, string Subject, string Body);

/// <summary>Keeps every message that SNS accepted.</summary>
internal sealed class Mailbox
{
    private readonly ConcurrentQueue<Mail> _mails = new();

    public IReadOnlyList<Mail> Mails => [.. _mails];

    public Task WatchAsync(Call call, Arrival request, Answer answer)
    {
        if (call.Service == "sns" && answer.Status == 200 && RequestedPermissions.FormOf(request) is var form && form.GetValueOrDefault("Action") == "Publish")
        {
            _mails.Enqueue(new Mail(form["TopicArn"].Split(':')[^1], form.GetValueOrDefault("Subject") ?? "", form["Message"]));
        }

        return Task.CompletedTask;
    }
}
