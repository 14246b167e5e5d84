using Amazon.SimpleNotificationService.Model;
using SmartBeats.Api;
using SmartBeats.Pipeline.Run;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Notices;

/// <summary>Where the text of one notice is kept, and the mark that it was sent.</summary>
/// <param name="About">What it is about, for the logs.</param>
internal sealed record NoticePlace(string About, string Text, string Mark)
{
    public static NoticePlace ForRun(string execution) => new(execution, Keys.RunNotice.For(execution), Keys.RunNotified.For(execution));

    /// <param name="city">An id, or <see cref="Names.OperatorsTopic"/>.</param>
    public static NoticePlace ForUpload(string city, string upload) =>
        new(upload, Keys.Report.For(city, upload, "notice.json"), Keys.Report.For(city, upload, "notified.json"));

    /// <summary>The question how an upload's columns are read: another one for another header.</summary>
    public static NoticePlace ForQuestion(string city, string upload, string fingerprint) =>
        new(upload, Keys.Report.For(city, upload, $"question-{fingerprint}.json"), Keys.Report.For(city, upload, $"asked-{fingerprint}.json"));
}

/// <summary>Tells a city's people something once.</summary>
/// <remarks>
/// The text is kept before it is sent (<c>notice.json</c>, by conditional write) and a mark after (<c>notified.json</c>):
/// a second delivery of the event finds the mark and sends nothing; a function that died in between, or did not hear SNS's
/// answer, sends the same text again. So one notice, at most two identical ones.
/// </remarks>
internal sealed class NoticeBoard(Cloud cloud)
{
    /// <param name="topic">A city's id, or <see cref="Names.OperatorsTopic"/>.</param>
    /// <param name="compose">Asked only where no text is kept yet.</param>
    public async Task SendOnceAsync(NoticePlace place, string topic, Func<Task<Notice>> compose, CancellationToken cancellation = default)
    {
        var store = cloud.Store;
        if ((await store.ListAsync(place.Mark, cancellation)).Contains(place.Mark))
        {
            return;
        }

        var notice = await KeepAsync(store, place, compose, cancellation);
        await cloud.Notifications.PublishAsync(
            new PublishRequest(cloud.Variable(Variables.TopicPrefix) + topic, notice.Body, notice.Subject), cancellation);
        await store.PutAsync(place.Mark, "{}\n"u8.ToArray(), cancellation);
        Log.Noticed(place.About, notice.Subject);
    }

    /// <summary>The text that was or will be sent; null where none was composed.</summary>
    public static Task<Notice?> FindAsync(IObjectStore store, NoticePlace place, CancellationToken cancellation = default) =>
        store.FindAsync(place.Text, LambdaJson.Default.Notice, cancellation);

    private static async Task<Notice> KeepAsync(IObjectStore store, NoticePlace place, Func<Task<Notice>> compose, CancellationToken cancellation)
    {
        if (await FindAsync(store, place, cancellation) is { } kept)
        {
            return kept;
        }

        var notice = await compose();
        return await store.TryCreateAsync(place.Text, notice, LambdaJson.Default.Notice, cancellation)
            ? notice
            : await FindAsync(store, place, cancellation) ?? notice;
    }
}
