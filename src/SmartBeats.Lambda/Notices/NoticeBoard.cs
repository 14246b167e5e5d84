using Amazon.SimpleNotificationService.Model;
using SmartBeats.Pipeline.Stores;

namespace SmartBeats.Lambda.Notices;

/// <summary>Tells a city's people something once.</summary>
/// <remarks>
/// The text is kept before it is sent (<c>notice.json</c>, by conditional write) and a mark after (<c>notified.json</c>):
/// a second delivery of the event finds the mark and sends nothing; a function that died in between, or did not hear SNS's
/// answer, sends the same text again. So one notice, at most two identical ones.
/// </remarks>
internal sealed class NoticeBoard(Cloud cloud)
{
    /// <param name="folder">Of the run or upload the notice is about, without a slash at its end.</param>
    /// <param name="topic">A city's id, or <see cref="Names.OperatorsTopic"/>.</param>
    /// <param name="compose">Asked only where no text is kept yet.</param>
    public async Task SendOnceAsync(string folder, string topic, Func<Task<Notice>> compose, CancellationToken cancellation = default)
    {
        var store = cloud.Store;
        var mark = folder + "/notified.json";
        if ((await store.ListAsync(mark, cancellation)).Contains(mark))
        {
            return;
        }

        var notice = await KeepAsync(store, folder, compose, cancellation);
        await cloud.Notifications.PublishAsync(
            new PublishRequest(cloud.Variable(Variables.TopicPrefix) + topic, notice.Body, notice.Subject), cancellation);
        await store.PutAsync(mark, "{}\n"u8.ToArray(), cancellation);
        Log.Noticed(folder, notice.Subject);
    }

    /// <summary>The text that was or will be sent; null where none was composed.</summary>
    public static Task<Notice?> FindAsync(IObjectStore store, string folder, CancellationToken cancellation = default) =>
        store.FindAsync(folder + "/notice.json", LambdaJson.Default.Notice, cancellation);

    private static async Task<Notice> KeepAsync(IObjectStore store, string folder, Func<Task<Notice>> compose, CancellationToken cancellation)
    {
        if (await FindAsync(store, folder, cancellation) is { } kept)
        {
            return kept;
        }

        var notice = await compose();
        return await store.TryCreateAsync(folder + "/notice.json", notice, LambdaJson.Default.Notice, cancellation)
            ? notice
            : await FindAsync(store, folder, cancellation) ?? notice;
    }
}
